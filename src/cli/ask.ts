/** `footnote ask`: one answer for people, or JSON lines for programs. */
import { sourcesOf } from '../answering/sources.js';
import type { Answer, AnswerSentence, Draft, FoundQuote, NearArticle } from '../answering/types.js';
import type { Filters, Question } from '../query/query.js';
import { type CommandContext, EXIT } from './command.js';
import { elapsedMs, requirePipedInput, runJsonLines, writeLine } from './json-lines.js';
import { openOrIndex } from './open.js';
import { reasonOf, renderAnswer } from './render-answer.js';
import { toldLines } from './told-lines.js';
import { showWriting } from './writing-progress.js';

export interface QuestionOptions {
  source?: string;
  from?: string;
  to?: string;
  article?: string;
  now?: string;
}

export async function askCommand(
  context: CommandContext,
  options: QuestionOptions & { concurrency: number; trace?: boolean },
  question?: string,
): Promise<number> {
  if (question === undefined) requirePipedInput('ask');
  const hasTrace = options.trace ?? false;
  const app = await openOrIndex(context);
  try {
    if (question === undefined) {
      await runJsonLines(
        async (input) => answerToJson(await app.ask(input, { signal: context.signal }), { hasTrace }),
        {
          ...options,
          signal: context.signal,
        },
      );
      return EXIT.done;
    }
    const startedMs = performance.now();
    const writing = await showWriting(app);
    const answer = await app
      .ask(toQuestion(question, options), { signal: context.signal, onDraft: writing.onDraft })
      .finally(writing.stop);
    if (context.json) await writeLine({ id: null, ...answerToJson(answer, { hasTrace }), ms: elapsedMs(startedMs) });
    else process.stdout.write(await renderAnswer(answer, process.stdout));
    return EXIT.done;
  } finally {
    await app.close();
  }
}

export function toQuestion(question: string, { source, from, to, article, now }: QuestionOptions): Question {
  const filters: Filters = {
    ...(source && { source }),
    ...(from && { from }),
    ...(to && { to }),
    ...(article && { article }),
  };
  return { question, filters, ...(now && { now }) };
}

export const joinSentences = (sentences: { text: string }[]) => sentences.map(({ text }) => text).join(' ');

/** A reply that rests on no article, as sentences that cite nothing. */
const toldSentences = ({ told }: Answer) =>
  told ? toldLines(told).map((text) => ({ text, citations: [], highlight: null })) : undefined;

/** The contract's shape: snake case, null for what is unknown. */
export function answerToJson(answer: Answer, { hasTrace = false } = {}): object {
  const { status, kind, evidence, confidence, composer, draft, nearest } = answer;
  const sentences = toldSentences(answer) ?? answer.sentences.map(sentenceToJson);
  return {
    status,
    kind,
    answer: joinSentences(sentences),
    sentences,
    sources: sourcesOf(answer).map(({ n, articleId, title, source, publishedAt, url }) => ({
      n,
      article_id: articleId,
      title,
      source: source ?? null,
      published_at: publishedAt ?? null,
      url: url ?? null,
    })),
    citations: citationsToJson(answer),
    evidence: evidence.map(({ articleId, quote, start, end, score }: FoundQuote) => ({
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
    nearest: nearest.map(({ articleId, title, publishedAt }: NearArticle) => ({
      article_id: articleId,
      title,
      published_at: publishedAt ?? null,
    })),
    reason: reasonOf(answer) ?? null,
    ...(hasTrace && { trace: answer.trace }),
  };
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
