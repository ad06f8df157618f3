/** The peers' indexes, one after the other, each in a folder of its own; a peer that fails is left out with its reason. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../core/errors.js';
import type { AbsentContender, Contender } from './ask-in-turns.js';
import { TOP } from './footnote.js';
import type { GivenPassage, Pause, Peer, PeerIndex } from './peer.js';
import type { MadeIndex } from './report.js';

export interface MadePeer extends MadeIndex {
  contender: Contender;
  close(): void;
}

/** Rejects only with the reason of an interruption, and closes then what it has made. */
export async function makePeers(
  peers: readonly Peer[],
  passages: GivenPassage[],
  folder: string,
  { pause, onPeer }: { pause: Pause; onPeer: (done: number, all: number) => void },
): Promise<{ made: MadePeer[]; leftOut: AbsentContender[] }> {
  const made: MadePeer[] = [];
  const leftOut: AbsentContender[] = [];
  try {
    for (const [i, peer] of peers.entries()) {
      onPeer(i, peers.length);
      await pause();
      try {
        made.push(await makePeer(peer, passages, join(folder, `peer-${i}`), pause));
      } catch (error) {
        // An interruption is no fault of the peer's.
        await pause();
        leftOut.push({ name: peer.name, reason: errorText(error) });
      }
    }
    return { made, leftOut };
  } catch (error) {
    for (const { close } of made) close();
    throw error;
  }
}

async function makePeer({ name, load }: Peer, passages: GivenPassage[], folder: string, pause: Pause) {
  const build = await load();
  mkdirSync(folder);
  const startedMs = performance.now();
  const index = await build(passages, folder, pause);
  const ms = performance.now() - startedMs;
  return { ms, bytes: index.bytes, contender: toContender(name, index), close: () => index.close() };
}

const toContender = (name: string, index: PeerIndex): Contender => ({
  name,
  mayFail: true,
  ask: async (question) => index.search(question, TOP),
});
