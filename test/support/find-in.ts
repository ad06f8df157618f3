/** What each step makes of a question, over a corpus that was indexed for real. */
import { type GateVerdict, judge } from '../../src/answering/gate.js';
import type { Citation, Draft } from '../../src/answering/types.js';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';
import { buildQuery, type Query, type Question } from '../../src/query/query.js';
import { type Evidence, findEvidence } from '../../src/retrieval/find-evidence.js';
import { rankArticles } from '../../src/retrieval/rank-articles.js';
import { makeIndexFolder } from './index-folder.js';

export interface Found {
  query: Query;
  evidence: Evidence;
  verdict: GateVerdict;
}

/** One way to ask a corpus many questions; the index is closed by `close`. */
export async function openCorpus(files: Record<string, string>) {
  const folder = makeIndexFolder(files);
  await folder.reindex();
  const app = folder.open();
  const embedder = createOfflineEmbedder();
  const find = async (asked: string | Question): Promise<Found> => {
    const query = buildQuery(typeof asked === 'string' ? { question: asked } : asked);
    const embedding = await embedder.embedQuery(query.text);
    return app.index.read((snapshot) => {
      const ranking = rankArticles(snapshot, query, { embedding, isSemantic: embedder.semantic });
      const evidence = findEvidence(snapshot, query, ranking);
      return { query, evidence, verdict: judge(query, evidence) };
    });
  };
  return { find, ask: app.ask, close: app.close };
}

export async function findIn(files: Record<string, string>, asked: string | Question): Promise<Found> {
  const { find, close } = await openCorpus(files);
  const found = await find(asked);
  close();
  return found;
}

/** What each sentence of an evidence says, best first. */
export const textsOf = ({ sentences }: Evidence) =>
  sentences.map(({ article: { body }, start, end }) => body.slice(start, end));

/** The quote that each sentence of a draft or an answer is, in reading order. */
export const quotesOf = ({ sentences, citations }: Draft) =>
  sentences.map(({ citations: [place] }) => citations[place].quote);

/** Whether a quote is what stands in its article's body at its place. */
export const isVerbatim = (
  { articleId, quote, start, end }: Pick<Citation, 'articleId' | 'quote' | 'start' | 'end'>,
  bodyOf: (id: string) => string | undefined,
) => start >= 0 && start < end && bodyOf(articleId)?.slice(start, end) === quote;
