/** Answers as JSON for programs: snake case, null for what is unknown. */
import { joinSentences } from '../answering/shown-blocks.js';
import { sourcesOf } from '../answering/sources.js';
import type { Answer, AnswerSentence, Draft } from '../answering/types.js';
import { languageName } from '../text/languages/languages.js';
import { toldLines } from './told-lines.js';

/** A reply that rests on no article, as sentences that cite nothing. */
const toldSentences = ({ told }: Answer) =>
  told ? toldLines(told).map((text) => ({ text, citations: [], highlight: null })) : undefined;

/** `hasTrace` adds how the answer came about. */
export function answerToJson(answer: Answer, { hasTrace = false } = {}): object {
  const { status, kind, evidence, confidence, composer, draft, nearest } = answer;
  const told = toldSentences(answer);
  return {
    status,
    kind,
    answer: joinSentences(told ?? answer.sentences),
    sentences: told ?? answer.sentences.map(sentenceToJson),
    sources: sourcesOf(answer).map(({ n, articleId, title, source, publishedAt, url }) => ({
      n,
      article_id: articleId,
      title,
      source: source ?? null,
      published_at: publishedAt ?? null,
      url: url ?? null,
    })),
    citations: citationsToJson(answer),
    evidence: evidence.map(({ articleId, quote, start, end, score }) => ({
      article_id: articleId,
      quote,
      start,
      end,
      score,
    })),
    confidence,
    composer,
    draft: draft ? joinSentences(draft.sentences) : null,
    draft_citations: draft ? citationsToJson(draft) : null,
    nearest: nearest.map(({ articleId, title, publishedAt }) => ({
      article_id: articleId,
      title,
      published_at: publishedAt ?? null,
    })),
    reason: reasonOf(answer) ?? null,
    ...(hasTrace && { trace: snakeCased(answer.trace) }),
  };
}

/** The same with the keys of all objects in snake case. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snake(key), snakeCased(inner)]));
}

const sentenceToJson = ({ text, citations, highlight }: AnswerSentence) => ({
  text,
  citations,
  highlight: highlight ?? null,
});

/** The contract's shape of citations, each with the number of its source. */
export function citationsToJson(draft: Pick<Draft, 'citations'>): object[] {
  const numberOf = new Map(sourcesOf(draft).map(({ articleId, n }) => [articleId, n]));
  return draft.citations.map(({ articleId, field, title, source, publishedAt, url, quote, start, end }) => ({
    article_id: articleId,
    n: numberOf.get(articleId),
    field,
    title,
    source: source ?? null,
    published_at: publishedAt ?? null,
    url: url ?? null,
    quote,
    start,
    end,
  }));
}

/** What is missing: why nothing was said, or which of several questions found no answer. */
export function reasonOf({ status, reason, unanswered, articlesLanguage }: Answer): string | undefined {
  if (unanswered) return `Nothing was found on ${unanswered.map((text) => `“${text}”`).join(' and ')}.`;
  if (status !== 'abstained' || !articlesLanguage) return reason;
  const language = languageName(articlesLanguage);
  return `The articles are in ${language}: a question in ${language} finds more.`;
}
