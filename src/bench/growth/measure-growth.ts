/**
 * How time and space grow with the articles: indexes of made text of three sizes, each ten times the one before, Footnote's
 * and SQLite's, asked the same questions in turn. Everything is in a folder of its own, which is gone in the end.
 */
import { join } from 'node:path';
import type { ReindexProgress } from '../../flows/reindex.js';
import { type AbsentContender, askInTurns, type Contender, WARM_UP_QUESTIONS } from '../ask-in-turns.js';
import { type BenchProgress, createPause } from '../bench.js';
import { answerContender, makeFootnote, passagesOf, searchContender } from '../footnote.js';
import { askPeer, makePeers } from '../make-peers.js';
import type { Pause, Peer } from '../peer.js';
import { sqliteFts5 } from '../peers/sqlite-fts5.js';
import { contenderFigures, type MadeIndex } from '../report.js';
import { inTemporaryFolder } from '../temporary-folder.js';
import { factorsOf, type GrowthReport } from './growth-report.js';
import { writeCorpora } from './write-corpora.js';

export interface GrowthOptions {
  /** Of the largest size; the others have a tenth and a hundredth. */
  passages: number;
  /** The same seed gives the same text and questions. */
  seed: number;
  /** How many are asked at most. */
  questions: number;
  rounds: number;
  peers?: readonly Peer[];
  signal?: AbortSignal;
  onProgress?: (progress: ReindexProgress | BenchProgress) => void;
}

/** The indexes of one size. */
interface MadeSize {
  passages: number;
  articles: number;
  /** Footnote's search, with which the others are compared. */
  search: Contender;
  contenders: Contender[];
  indexes: Map<Contender, MadeIndex>;
}

/** Rejects with the reason of an interruption; a peer that throws is left out. */
export function measureGrowth(options: GrowthOptions): Promise<GrowthReport> {
  return inTemporaryFolder(async (folder) => {
    const opened: (() => void | Promise<void>)[] = [];
    try {
      return await measure(folder, options, (close) => opened.push(close));
    } finally {
      for (const close of opened) await close();
    }
  });
}

type Keep = (close: () => void | Promise<void>) => void;

async function measure(folder: string, options: GrowthOptions, keep: Keep): Promise<GrowthReport> {
  const { passages, seed, questions: most, rounds, signal, onProgress = () => {} } = options;
  const pause = createPause(signal);
  const report = (phase: BenchProgress['phase']) => (done: number, total: number) => onProgress({ phase, done, total });
  const sizes = [passages / 100, passages / 10, passages].map((size) => Math.max(1, Math.round(size)));
  const written = { sizes, seed, questions: most, pause, onPassages: report('writing') };
  const { files, questions } = await writeCorpora(folder, written);

  // Code is slow until it was compiled, and word tables are read once: neither belongs to the smallest index.
  const warm = await makeFootnote(files[0], join(folder, 'warm'), { signal, onProgress });
  await warm.app.close();
  const made: MadeSize[] = [];
  const leftOut: AbsentContender[] = [];
  for (const [i, file] of files.entries()) {
    const size = await makeSize(file, join(folder, `size-${i}`), options, pause, keep);
    made.push(size.made);
    leftOut.push(...size.leftOut);
  }
  const contenders = made.flatMap((size) => size.contenders);
  // All sizes warm the same code up.
  const warmUp = Math.ceil(WARM_UP_QUESTIONS / sizes.length);
  const turns = await askInTurns(contenders, questions, { rounds, pause, warmUp, onQuestion: report('asking') });
  const reported = made.map(({ search, contenders: ofSize, indexes, ...counts }) => {
    const asked = new Map([...turns.asked].filter(([contender]) => ofSize.includes(contender)));
    return { ...counts, contenders: contenderFigures({ asked, leftOut: [] }, indexes, search) };
  });
  return {
    seed,
    questions: questions.length,
    rounds,
    node: process.version,
    sizes: reported,
    factors: factorsOf(reported[1], reported[2]),
    leftOut: [...leftOut, ...turns.leftOut],
  };
}

async function makeSize(
  file: string,
  folder: string,
  { peers = [sqliteFts5], signal, onProgress = () => {} }: GrowthOptions,
  pause: Pause,
  keep: Keep,
): Promise<{ made: MadeSize; leftOut: AbsentContender[] }> {
  const { app, made } = await makeFootnote(file, join(folder, 'footnote'), { signal, onProgress });
  keep(() => app.close());
  const passages = await passagesOf(app.index);
  const onPeer = (done: number, total: number) => onProgress({ phase: 'peers', done, total });
  const opponents = await makePeers(peers, passages, folder, { pause, onPeer, ask: askPeer });
  for (const { index } of opponents.made) keep(() => index.close());
  const search = searchContender(app);
  const indexes = new Map<Contender, MadeIndex>([
    [search, made],
    ...opponents.made.map(({ contender, ms, cpuMs, bytes }) => [contender, { ms, cpuMs, bytes }] as const),
  ]);
  const contenders = [search, answerContender(app), ...opponents.made.map(({ contender }) => contender)];
  const articles = await app.index.read((snapshot) => snapshot.articleCount);
  return { made: { passages: passages.length, articles, search, contenders, indexes }, leftOut: opponents.leftOut };
}
