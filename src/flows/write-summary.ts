/** The written summary: one call where the articles fit into one, else parts and one merge; each sentence verified as in answers. */

import pMap from 'p-map';
import type { OfferedPassage } from '../answering/claims/offer.js';
import { generate } from '../answering/compose-generative.js';
import { asData, newMark, writePassages } from '../answering/offer-passages.js';
import type { Citation, Draft } from '../answering/types.js';
import { verifyCitations } from '../answering/verify.js';
import type { ParsedArticle } from '../summarizing/parse-article.js';
import type { Summary } from '../summarizing/types.js';
import { MAX_SENTENCE_CHARS } from '../text/split-sentences.js';
import type { WritingSession } from './writing-session.js';

/** Of one call: about 5,000 tokens, which a window of 8,000 holds beside the prompt and the reply. */
const CALL_MAX_CHARS = 20_000;
/** A passage is cut at a sentence's end when it is this long. */
const PASSAGE_MAX_CHARS = 2_400;
const MAX_CALLS = 6;
const CALLS_AT_ONCE = 2;
const MAX_SENTENCES = 40;

export interface SummaryTask {
  /** What is wanted, for the prompt: "what happened, who says what, what is disputed". */
  task: string;
  maxWords: number;
}

/** Never rejects for a fault of the model: then the extractive summary comes back, and says so. */
export async function writeSummary(
  session: WritingSession,
  { task, maxWords }: SummaryTask,
  articles: ParsedArticle[],
  extractive: Summary,
  onCall: (done: number, calls: number) => void = () => {},
): Promise<Summary> {
  const passages = cutPassages(articles, extractive);
  const parts = cutParts(passages);
  const calls = parts.length + (parts.length > 1 ? 1 : 0);
  let done = 0;
  onCall(done, calls);
  const ask = async (
    request: Parameters<typeof generate>[1],
    offered: OfferedPassage[],
    firstNumber = 1,
  ): Promise<Draft> => {
    const { draft, reply } = await generate(session.chat, request, {
      passages: offered,
      firstNumber,
      asked: [task],
      judging: session.judging,
      signal: session.signal,
      maxSentences: MAX_SENTENCES,
      maxWords,
    });
    session.spend({ ...reply.usage, costUsd: reply.costUsd });
    onCall(++done, calls);
    return draft;
  };
  const wanted = { words: String(maxWords), task: asData(task) };
  const summarise = (part: OfferedPassage[]) => {
    const first = passages.indexOf(part[0]) + 1;
    const values = { ...wanted, mark: newMark(), passages: writePassages(part, first) };
    return ask({ prompt: 'summarise', values }, part, first);
  };
  try {
    const drafts = await pMap(parts, summarise, { concurrency: CALLS_AT_ONCE });
    const draft = drafts.length === 1 ? drafts[0] : await merge(drafts);
    const byId = new Map(articles.map((article) => [article.meta.id, article]));
    const checked = verifyCitations(draft, (id) => byId.get(id));
    if (checked.sentences.length === 0) return session.charge({ ...extractive, fallback: 'unsupported' });
    return session.charge<Summary>({ ...extractive, ...checked, composer: 'generative' });
  } catch (error) {
    session.note(error);
    return session.charge({ ...extractive, fallback: 'failed' });
  }

  /**
   * The parts as one summary. The model sees their verified sentences alone, each with the numbers of the passages
   * behind it.
   */
  async function merge(drafts: Draft[]): Promise<Draft> {
    const cited = passages.filter((passage) => drafts.some(({ citations }) => citations.some(isIn(passage))));
    const lines = drafts.flatMap(({ sentences, citations }) =>
      sentences.map(({ text, citations: places }) => {
        const marks = cited.flatMap((passage, i) =>
          places.some((place) => isIn(passage)(citations[place])) ? `[${i + 1}]` : [],
        );
        return `${asData(text)} ${marks.join('')}`;
      }),
    );
    if (lines.length === 0) return { sentences: [], citations: [] };
    return ask({ prompt: 'merge', values: { ...wanted, mark: newMark(), parts: lines.join('\n') } }, cited);
  }
}

/** Whether a citation begins within the passage. */
const isIn =
  ({ article, firstSentence, sentenceCount }: OfferedPassage) =>
  ({ articleId, start }: Citation) => {
    const { meta, sentences } = article;
    const end = sentences[firstSentence + sentenceCount - 1].end;
    return articleId === meta.id && start >= sentences[firstSentence].start && start < end;
  };

/** The articles in passages of whole sentences; of too much text, those that the extractive summary quotes come first. */
function cutPassages(articles: ParsedArticle[], { citations }: Summary): OfferedPassage[] {
  const passages = articles.flatMap((article) => {
    const cut: OfferedPassage[] = [];
    let from = 0;
    for (let to = 1; to <= article.sentences.length; to++) {
      const isLast = to === article.sentences.length;
      if (!isLast && article.sentences[to].end - article.sentences[from].start <= PASSAGE_MAX_CHARS) continue;
      cut.push({ article, firstSentence: from, sentenceCount: to - from });
      from = to;
    }
    return cut;
  });
  const isQuoted = (passage: OfferedPassage) => citations.some(isIn(passage));
  // At worst a call stays emptier by one passage.
  let room = MAX_CALLS * (CALL_MAX_CHARS - PASSAGE_MAX_CHARS - MAX_SENTENCE_CHARS);
  const chosen = new Set<OfferedPassage>();
  const firsts = new Set(articles.map((article) => passages.find((passage) => passage.article === article)));
  const inTurnOfWorth = [
    ...passages.filter(isQuoted),
    ...passages.filter((passage) => firsts.has(passage)),
    ...passages,
  ];
  for (const passage of inTurnOfWorth) {
    if (chosen.has(passage) || lengthOf(passage) > room) continue;
    room -= lengthOf(passage);
    chosen.add(passage);
  }
  return passages.filter((passage) => chosen.has(passage));
}

/** Runs of passages that fit into one call each. */
function cutParts(passages: OfferedPassage[]): OfferedPassage[][] {
  const parts: OfferedPassage[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const passage of passages) {
    used += lengthOf(passage);
    if (used > CALL_MAX_CHARS) {
      parts.push([]);
      used = lengthOf(passage);
    }
    parts[parts.length - 1].push(passage);
  }
  return parts;
}

const lengthOf = ({ article: { sentences }, firstSentence, sentenceCount }: OfferedPassage) =>
  sentences[firstSentence + sentenceCount - 1].end - sentences[firstSentence].start;
