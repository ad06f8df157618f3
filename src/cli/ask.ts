/** `footnote ask`: one answer for people, or JSON lines for programs. */

import { answerToJson } from '../json/answer-json.js';
import { elapsedMs } from '../json/elapsed-ms.js';
import type { Filters, Question } from '../query/query.js';
import { type CommandContext, EXIT } from './command.js';
import { requirePipedInput, runJsonLines, writeLine } from './json-lines.js';
import { openOrIndex } from './open.js';
import { readerWords } from './reader-words.js';
import { renderAnswer } from './render-answer.js';
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
        async (input) =>
          answerToJson(await app.ask(withOptions(input, options), { signal: context.signal }), { hasTrace }),
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
      .ask(withOptions({ question }, options), { signal: context.signal, onDraft: writing.onDraft })
      .finally(writing.stop);
    if (context.json) await writeLine({ id: null, ...answerToJson(answer, { hasTrace }), ms: elapsedMs(startedMs) });
    else {
      const words = await readerWords(process.env, context.config.collection);
      process.stdout.write(await renderAnswer(answer, process.stdout, words));
    }
    return EXIT.done;
  } finally {
    await app.close();
  }
}

/** What the command line says holds for each question that doesn't say otherwise itself. */
export function withOptions(
  { filters, ...question }: Question,
  { source, from, to, article, now }: QuestionOptions,
): Question {
  const given: Filters = {
    ...(source && { source }),
    ...(from && { from }),
    ...(to && { to }),
    ...(article && { article }),
  };
  return { ...(now && { now }), ...question, filters: { ...given, ...filters } };
}
