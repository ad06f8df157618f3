/** A summary as people read it in a terminal: what it is of, sentences with their marks, the sources under them. */
import type { PeriodScope, Summary, SummaryScope } from '../summarizing/types.js';
import { english, type ReaderWords } from './reader-words.js';
import { markSentences, renderSources } from './render-answer.js';
import { inert, styler, wrap } from './terminal.js';

/** How many outlets of a story are named. */
const MAX_OUTLETS = 4;

export async function renderSummary(
  summary: Summary,
  stream: NodeJS.WriteStream,
  words: ReaderWords = english(),
): Promise<string> {
  const style = styler(stream);
  if (summary.status === 'abstained') return `${await wrap(inert(summary.reason ?? ''), stream)}\n`;
  const { scope } = summary;
  const head = await wrap(style('bold', inert(headOf(scope, words))), stream);
  const lines = markSentences(summary, stream, words).map((sentence, i) =>
    scope.kind === 'period' ? `${sentence} ${style('dim', inert(coverageOf(scope.stories[i], words)))}` : sentence,
  );
  const paragraphs = await Promise.all(lines.map((line) => wrap(line, stream)));
  if (scope.kind === 'period' && beyond(scope, words)) paragraphs.push(style('dim', beyond(scope, words)));
  return `${head}\n\n${paragraphs.join('\n\n')}\n\n${await renderSources(summary, stream, words)}`;
}

function headOf(scope: SummaryScope, words: ReaderWords): string {
  if (scope.kind === 'article')
    return [scope.title, scope.source, scope.publishedAt && words.date(scope.publishedAt)].filter(Boolean).join(' · ');
  const { articles, outlets, stories } = scope.counts;
  const counts = words.counts(articles, outlets, stories);
  if (scope.kind === 'topic') return `${scope.topic}: ${counts}`;
  const { from, to, topic } = scope;
  return `${words.days(from, to)}${topic ? `, ${topic}` : ''}: ${counts}`;
}

function coverageOf({ articles, outlets }: PeriodScope['stories'][number], words: ReaderWords): string {
  const named = outlets.slice(0, MAX_OUTLETS).join(', ') + (outlets.length > MAX_OUTLETS ? words.others : '');
  if (articles.length === 1) return named ? `(${named})` : '';
  return `(${words.articles(articles.length)}${named ? `: ${named}` : ''})`;
}

/** What is counted and not listed. */
function beyond({ counts: { stories, listed, undated } }: PeriodScope, words: ReaderWords): string {
  const more = stories > listed ? words.moreStories(stories - listed) : '';
  return [more, undated > 0 ? words.undated(undated) : ''].filter(Boolean).join(' ');
}
