/** `footnote summarize article|topic|period`: a cited summary for people, or one JSON object for programs. */

import { joinSentences } from '../answering/shown-blocks.js';
import type { App } from '../compose.js';
import type { PeriodRequest, SummarizeOptions, TopicRequest } from '../flows/summarize.js';
import { citationsToJson } from '../json/answer-json.js';
import { elapsedMs } from '../json/elapsed-ms.js';
import type { Summary, SummaryLength, SummaryScope } from '../summarizing/types.js';
import { summarizeWithoutHoldUp } from '../threads/summarize-apart.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { openToWrite } from './open.js';
import { readerWords } from './reader-words.js';
import { renderSummary } from './render-summary.js';
import { showSummarizing } from './summary-progress.js';

/** From this many articles on, a period is read in a thread: they take about three seconds. */
const MANY_ARTICLES = 1000;

export function summarizeArticleCommand(
  context: CommandContext,
  { length }: { length: SummaryLength },
  idOrTitle = '',
): Promise<number> {
  return show(context, ({ summarize }, options) => summarize.article({ idOrTitle, length }, options));
}

export function summarizeTopicCommand(
  context: CommandContext,
  { source, from, to }: Omit<TopicRequest, 'topic'>,
  topic = '',
): Promise<number> {
  return show(context, ({ summarize }, options) => summarize.topic({ topic, source, from, to }, options));
}

export function summarizePeriodCommand(
  context: CommandContext,
  { topic, source, now }: Omit<PeriodRequest, 'period'>,
  period = '',
): Promise<number> {
  return show(context, ({ summarize }, options) => summarize.period({ period, topic, source, now }, options));
}

async function show(
  context: CommandContext,
  make: (app: Pick<App, 'summarize'>, options: SummarizeOptions) => Promise<Summary>,
): Promise<number> {
  const app = await openToWrite(context);
  try {
    const startedMs = performance.now();
    const line = await showSummarizing();
    const { signal } = context;
    // Years are read in a thread, so that the line moves and an interruption is heard.
    const summarize = summarizeWithoutHoldUp(app, context.config, MANY_ARTICLES);
    const summary = await make({ summarize }, { signal, onProgress: line.onProgress }).finally(line.stop);
    if (context.json) await writeLine({ ...summaryToJson(summary), ms: elapsedMs(startedMs) });
    else process.stdout.write(await renderSummary(summary, process.stdout, await readerWords(process.env)));
    return EXIT.done;
  } finally {
    await app.close();
  }
}

/** The contract's shape: snake case, null for what is unknown. */
export function summaryToJson({ status, scope, sentences, citations, articles, composer, reason }: Summary): object {
  return {
    status,
    scope: scopeToJson(scope),
    summary: joinSentences(sentences),
    sentences,
    citations: citationsToJson({ citations }),
    articles,
    composer,
    reason: reason ?? null,
  };
}

function scopeToJson(scope: SummaryScope): object {
  switch (scope.kind) {
    case 'article': {
      const { kind, articleId, title, source, publishedAt, length } = scope;
      return { kind, article_id: articleId, title, source: source ?? null, published_at: publishedAt ?? null, length };
    }
    case 'topic': {
      const { kind, topic, from, to, source, counts } = scope;
      return { kind, topic, from: from ?? null, to: to ?? null, source: source ?? null, counts };
    }
    case 'period': {
      const { kind, from, to, topic, source, counts, stories } = scope;
      return { kind, from, to, topic: topic ?? null, source: source ?? null, counts, stories };
    }
  }
}
