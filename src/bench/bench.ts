/**
 * Footnote and its peers side by side over the same articles and questions. Everything is made in a folder of its own,
 * which is gone in the end; no other index is read or written.
 */
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MeasuredQuestion } from '../flows/measure.js';
import type { ReindexProgress } from '../flows/reindex.js';
import { askInTurns, type Contender } from './ask-in-turns.js';
import { compareVectors } from './compare-vectors.js';
import { answerContender, type MadeFootnote, makeFootnote, passagesOf, searchContender } from './footnote.js';
import { askPeer, makePeers } from './make-peers.js';
import type { Pause, Peer, VectorPeer } from './peer.js';
import { PEERS, VECTOR_PEERS } from './peers/registry.js';
import { askOwn, askSentences } from './questions.js';
import { type BenchReport, contenderFigures, type MadeIndex } from './report.js';
import { inTemporaryFolder } from './temporary-folder.js';

export interface BenchProgress {
  phase: 'peers' | 'asking' | 'vectors' | 'writing';
  done: number;
  total: number;
}

export interface BenchOptions {
  corpusDir: string;
  /** A team's own questions in place of sentences of the articles. */
  own?: MeasuredQuestion[];
  /** How many are asked at most: 100 sentences, or all of one's own. */
  most?: number;
  rounds: number;
  peers?: readonly Peer[];
  vectorPeers?: readonly VectorPeer[];
  signal?: AbortSignal;
  onProgress?: (progress: ReindexProgress | BenchProgress) => void;
}

const DEFAULT_SENTENCES = 100;

/** Throws UserError for a corpus that is missing, empty or holds nothing to ask; a peer that throws is left out. */
export function bench(options: BenchOptions): Promise<BenchReport> {
  return inTemporaryFolder(async (folder) => {
    const footnote = await makeFootnote(options.corpusDir, join(folder, 'footnote'), options);
    try {
      return await measure(footnote, folder, options);
    } finally {
      await footnote.app.close();
    }
  });
}

async function measure(
  { app, made }: MadeFootnote,
  folder: string,
  { own, most, rounds, peers = PEERS, vectorPeers = VECTOR_PEERS, signal, onProgress = () => {} }: BenchOptions,
): Promise<BenchReport> {
  const pause = createPause(signal);
  const report = (phase: BenchProgress['phase']) => (done: number, total: number) => onProgress({ phase, done, total });
  const questions = own ? askOwn(own.slice(0, most)) : await askSentences(app.index, most ?? DEFAULT_SENTENCES);
  const passages = await passagesOf(app.index);
  const opponents = await makePeers(peers, passages, folder, { pause, onPeer: report('peers'), ask: askPeer });
  try {
    const search = searchContender(app);
    const contenders = [search, answerContender(app), ...opponents.made.map(({ contender }) => contender)];
    const turns = await askInTurns(contenders, questions, { rounds, pause, onQuestion: report('asking') });
    const vectors = await compareVectors(passages, questions, {
      rounds,
      peers: vectorPeers,
      folder: join(folder, 'vectors'),
      pause,
      signal,
      onPeer: report('peers'),
      onQuestion: report('vectors'),
    });
    const indexes = new Map<Contender, MadeIndex>([
      [search, made],
      ...opponents.made.map(({ contender, ms, cpuMs, bytes }) => [contender, { ms, cpuMs, bytes }] as const),
    ]);
    return {
      articles: await app.index.read((snapshot) => snapshot.articleCount),
      passages: passages.length,
      questions: questions.length,
      known: questions.filter(({ articles }) => articles).length,
      rounds,
      node: process.version,
      contenders: contenderFigures(turns, indexes, search),
      leftOut: [...opponents.leftOut, ...turns.leftOut, ...vectors.leftOut],
      vectors: vectors.report,
    };
  } finally {
    for (const { index } of opponents.made) index.close();
  }
}

/** Gives everything else that waits its turn, and rejects with the signal’s reason once it is aborted. */
export const createPause =
  (signal?: AbortSignal): Pause =>
  async () => {
    await nextTurn();
    signal?.throwIfAborted();
  };
