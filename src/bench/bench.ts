/**
 * Footnote and its peers side by side over the same articles and questions. Everything is made in a folder of its own,
 * which is gone in the end; no other index is read or written.
 */
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MeasuredQuestion } from '../flows/measure.js';
import type { ReindexProgress } from '../flows/reindex.js';
import { askInTurns, type Contender } from './ask-in-turns.js';
import { ratioOf } from './figures.js';
import { answerContender, type MadeFootnote, makeFootnote, passagesOf, searchContender } from './footnote.js';
import { makePeers } from './make-peers.js';
import type { Pause, Peer } from './peer.js';
import { PEERS } from './peers/registry.js';
import { askOwn, askSentences } from './questions.js';
import { type BenchReport, contenderFigures, type MadeIndex } from './report.js';
import { inTemporaryFolder } from './temporary-folder.js';
import { makeVectorContenders } from './vector-contenders.js';

export interface BenchProgress {
  phase: 'peers' | 'asking';
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
  { own, most, rounds, peers = PEERS, signal, onProgress = () => {} }: BenchOptions,
): Promise<BenchReport> {
  const pause = createPause(signal);
  const report = (phase: BenchProgress['phase']) => (done: number, total: number) => onProgress({ phase, done, total });
  const questions = own ? askOwn(own.slice(0, most)) : await askSentences(app.index, most ?? DEFAULT_SENTENCES);
  const passages = await passagesOf(app.index);
  const opponents = await makePeers(peers, passages, folder, { pause, onPeer: report('peers') });
  try {
    const search = searchContender(app);
    const vectors = await makeVectorContenders(passages, { signal });
    const contenders = [search, answerContender(app), ...opponents.made.map(({ contender }) => contender)];
    if (vectors) contenders.push(vectors.scan, vectors.graph);
    const turns = await askInTurns(contenders, questions, { rounds, pause, onQuestion: report('asking') });

    const indexes = new Map<Contender, MadeIndex>([
      [search, made],
      ...opponents.made.map(({ contender, ms, bytes }) => [contender, { ms, bytes }] as const),
    ]);
    const roundsOf = (contender: Contender) => turns.asked.get(contender)!.rounds;
    return {
      articles: await app.index.read((snapshot) => snapshot.articleCount),
      passages: passages.length,
      questions: questions.length,
      known: questions.filter(({ articles }) => articles).length,
      rounds,
      node: process.version,
      contenders: contenderFigures(turns, indexes, search),
      leftOut: [...opponents.leftOut, ...turns.leftOut],
      graph: vectors && { ...ratioOf(roundsOf(vectors.graph), roundsOf(vectors.scan)), recall: vectors.recall },
    };
  } finally {
    for (const { close } of opponents.made) close();
  }
}

const createPause =
  (signal?: AbortSignal): Pause =>
  async () => {
    await nextTurn();
    signal?.throwIfAborted();
  };
