/** The peers' indexes, one after the other, each in a folder of its own; a peer that fails is left out with its reason. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../core/errors.js';
import type { AbsentContender, Contender } from './ask-in-turns.js';
import { cpuMsSince } from './figures.js';
import { TOP } from './footnote.js';
import type { ClosableIndex, Pause, PeerIndex, PeerOf } from './peer.js';
import type { MadeIndex } from './report.js';

export interface MadePeer<Index> extends MadeIndex {
  contender: Contender;
  index: Index;
}

/** `ask` is how a contender asks its index. Rejects only with the reason of an interruption, and closes then what it has made. */
export async function makePeers<Given, Index extends ClosableIndex>(
  peers: readonly PeerOf<Given, Index>[],
  given: Given,
  folder: string,
  { pause, onPeer, ask }: { pause: Pause; onPeer: (done: number, all: number) => void; ask: AskIndex<Index> },
): Promise<{ made: MadePeer<Index>[]; leftOut: AbsentContender[] }> {
  const made: MadePeer<Index>[] = [];
  const leftOut: AbsentContender[] = [];
  try {
    for (const [i, peer] of peers.entries()) {
      onPeer(i, peers.length);
      await pause();
      try {
        made.push(await makePeer(peer, given, join(folder, `peer-${i}`), pause, ask));
      } catch (error) {
        // An interruption is no fault of the peer's.
        await pause();
        leftOut.push({ name: peer.name, reason: errorText(error) });
      }
    }
    return { made, leftOut };
  } catch (error) {
    for (const { index } of made) index.close();
    throw error;
  }
}

/** How a search by words is asked. */
export const askPeer = async (index: PeerIndex, question: string) => index.search(question, TOP);

type AskIndex<Index> = (index: Index, question: string) => ReturnType<Contender['ask']>;

async function makePeer<Given, Index extends ClosableIndex>(
  { name, load }: PeerOf<Given, Index>,
  given: Given,
  folder: string,
  pause: Pause,
  ask: AskIndex<Index>,
): Promise<MadePeer<Index>> {
  const build = await load();
  mkdirSync(folder, { recursive: true });
  const startedMs = performance.now();
  const cpuBefore = process.cpuUsage();
  const index = await build(given, folder, pause);
  const ms = performance.now() - startedMs;
  const contender: Contender = { name, mayFail: true, ask: (question) => ask(index, question) };
  return { ms, cpuMs: cpuMsSince(cpuBefore), bytes: index.bytes, index, contender };
}
