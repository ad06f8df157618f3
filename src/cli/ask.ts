/** `footnote ask`: one answer for people, or JSON lines for programs. */
import type { Answer, Citation, FoundQuote, NearArticle } from '../answering/types.js';
import type { Filters, Question } from '../query/query.js';
import { elapsedMs, requirePipedInput, runJsonLines, writeLine } from './json-lines.js';
import { openOrIndex } from './open.js';
import { renderAnswer } from './render-answer.js';
import { type CommandContext, EXIT } from './run-cli.js';
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
  options: QuestionOptions & { concurrency: number },
  question?: string,
): Promise<number> {
  if (question === undefined) requirePipedInput('ask');
  const app = await openOrIndex(context);
  try {
    if (question === undefined) {
      await runJsonLines(async (input) => answerToJson(await app.ask(input, { signal: context.signal })), {
        ...options,
        signal: context.signal,
      });
      return EXIT.done;
    }
    const startedMs = performance.now();
    const writing = await showWriting(app);
    const answer = await app
      .ask(toQuestion(question, options), { signal: context.signal, onDraft: writing.onDraft })
      .finally(writing.stop);
    if (context.json) await writeLine({ id: null, ...answerToJson(answer), ms: elapsedMs(startedMs) });
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

export const joined = (sentences: { text: string }[]) => sentences.map(({ text }) => text).join(' ');

/** The contract's shape: snake case, null for what is unknown. */
function answerToJson(answer: Answer): object {
  const { status, sentences, citations, evidence, confidence, composer, draft, nearest, reason } = answer;
  return {
    status,
    answer: joined(sentences),
    sentences,
    citations: citations.map(citationToJson),
    evidence: evidence.map(({ articleId, quote, start, end, score }: FoundQuote) => ({
      article_id: articleId,
      quote,
      start,
      end,
      score,
    })),
    confidence,
    composer,
    draft: draft ? joined(draft.sentences) : null,
    draft_citations: draft ? draft.citations.map(citationToJson) : null,
    nearest: nearest.map(({ articleId, title, publishedAt }: NearArticle) => ({
      article_id: articleId,
      title,
      published_at: publishedAt ?? null,
    })),
    reason: reason ?? null,
  };
}

/** The contract's shape of a citation. */
export function citationToJson({ articleId, title, source, publishedAt, url, quote, start, end }: Citation): object {
  return {
    article_id: articleId,
    title,
    source: source ?? null,
    published_at: publishedAt ?? null,
    url: url ?? null,
    quote,
    start,
    end,
  };
}
