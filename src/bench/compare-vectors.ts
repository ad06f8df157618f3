/** Searches by vectors side by side: the same vectors, those of spelling, which no index holds, and the same questions. */
import type { Embedding } from '../models/embedder.js';
import { createOfflineEmbedder } from '../models/offline-embedder.js';
import { type AbsentContender, askInTurns, type Contender } from './ask-in-turns.js';
import { TOP } from './footnote.js';
import { makePeers } from './make-peers.js';
import { makeOwnVectors, type OwnVectors } from './own-vectors.js';
import type { GivenPassage, Pause, VectorPeer, VectorPeerIndex } from './peer.js';
import type { BenchQuestion } from './questions.js';
import { contenderFigures, type VectorsReport } from './report.js';

type Counted = (done: number, total: number) => void;

export interface CompareVectorsOptions {
  rounds: number;
  peers: readonly VectorPeer[];
  /** For what peers write; it need not be there. */
  folder: string;
  pause: Pause;
  signal?: AbortSignal;
  /** Fewer vectors get no graph of Footnote's. */
  leastForGraph?: number;
  onPeer: Counted;
  onQuestion: Counted;
}

/** A question as an embedder gives it, and as packages take it. */
interface EmbeddedQuestion {
  embedding: Embedding;
  numbers: number[];
}

/** Numbers of the nearest passages, nearest first. */
type FindNearest = (question: EmbeddedQuestion) => number[] | Promise<number[]>;

/** Footnote's own: an index uses its graph where it has one, and compares every vector where it hasn't, or with a filter. */
const GRAPH = 'Footnote, graph';
const SCAN = 'Footnote, exact scan';

/** Everything is embedded before anybody is asked. Rejects with the reason of an interruption. */
export async function compareVectors(
  passages: GivenPassage[],
  questions: BenchQuestion[],
  { rounds, peers, folder, pause, signal, leastForGraph, onPeer, onQuestion }: CompareVectorsOptions,
): Promise<{ report: VectorsReport; leftOut: AbsentContender[] }> {
  const embedder = createOfflineEmbedder();
  const texts = passages.map(({ title, text }) => `${title}\n${text}`);
  const embeddings = await embedder.embedDocuments(texts, { signal });
  const embedded = new Map<string, EmbeddedQuestion>();
  for (const { text } of questions) {
    const embedding = await embedder.embedQuery(text);
    embedded.set(text, { embedding, numbers: Array.from(embedding) });
  }
  const articlesOf = async (find: FindNearest, question: string) =>
    (await find(embedded.get(question)!)).map((passage) => passages[passage].article);

  const own = await makeOwnVectors(embeddings, { signal, leastForGraph });
  const finders = new Map<Contender, FindNearest>();
  const addOwn = (name: string, find: FindNearest): Contender => {
    const contender: Contender = { name, ask: (question) => articlesOf(find, question) };
    finders.set(contender, find);
    return contender;
  };
  const search = addOwn(own.hasGraph ? GRAPH : SCAN, ({ embedding }) => own.nearest(embedding, TOP));
  if (own.hasGraph) addOwn(SCAN, ({ embedding }) => own.scan(embedding, TOP));

  const findWith =
    (index: VectorPeerIndex): FindNearest =>
    ({ numbers }) =>
      index.nearest(numbers, TOP);
  const given = { vectors: embeddings.map((vector) => Array.from(vector)), ef: own.ef };
  const ask = (index: VectorPeerIndex, question: string) => articlesOf(findWith(index), question);
  const opponents = await makePeers(peers, given, folder, { pause, onPeer, ask });
  try {
    for (const { contender, index } of opponents.made) finders.set(contender, findWith(index));
    const turns = await askInTurns([...finders.keys()], questions, { rounds, pause, onQuestion });
    const recalls = new Map<string, number>();
    for (const contender of turns.asked.keys())
      recalls.set(contender.name, await recallOf(own, finders.get(contender)!, [...embedded.values()], pause));
    const indexes = new Map([
      [search, own.made],
      ...opponents.made.map(({ contender, ms, cpuMs }) => [contender, { ms, cpuMs }] as const),
    ]);
    const contenders = contenderFigures(turns, indexes, search).map((figures) => ({
      ...figures,
      recall: recalls.get(figures.name),
    }));
    return {
      report: { dimensions: embedder.dimensions, ef: own.ef, contenders },
      leftOut: [...opponents.leftOut, ...turns.leftOut],
    };
  } finally {
    for (const { index } of opponents.made) index.close();
  }
}

/** The share of the truly nearest that are found, over all questions. */
async function recallOf(own: OwnVectors, find: FindNearest, questions: EmbeddedQuestion[], pause: Pause) {
  let sum = 0;
  for (const question of questions) {
    await pause();
    sum += own.recallOf(question.embedding, await find(question), TOP);
  }
  return sum / questions.length;
}
