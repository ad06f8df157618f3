/** A summary as people read it in a terminal: what it is of, sentences with their marks, the sources under them. */
import { formatDate } from '../core/dates.js';
import type { PeriodScope, Summary, SummaryScope } from '../summarizing/types.js';
import { markSentences, renderSources } from './render-answer.js';
import { inert, styler, wrap } from './terminal.js';

/** How many outlets of a story are named. */
const MAX_OUTLETS = 4;

export async function renderSummary(summary: Summary, stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  if (summary.status === 'abstained') return `${await wrap(inert(summary.reason ?? ''), stream)}\n`;
  const { scope } = summary;
  const head = await wrap(style('bold', inert(headOf(scope))), stream);
  const lines = markSentences(summary, stream).map((sentence, i) =>
    scope.kind === 'period' ? `${sentence} ${style('dim', inert(coverageOf(scope.stories[i])))}` : sentence,
  );
  const paragraphs = await Promise.all(lines.map((line) => wrap(line, stream)));
  if (scope.kind === 'period' && beyond(scope)) paragraphs.push(style('dim', beyond(scope)));
  return `${head}\n\n${paragraphs.join('\n\n')}\n\n${await renderSources(summary, stream)}`;
}

const many = (count: number, one: string, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;

function headOf(scope: SummaryScope): string {
  if (scope.kind === 'article')
    return [scope.title, scope.source, scope.publishedAt && formatDate(scope.publishedAt)].filter(Boolean).join(' · ');
  const { articles, outlets, stories } = scope.counts;
  const counts = [
    many(articles, 'article'),
    ...(outlets > 0 ? [many(outlets, 'outlet')] : []),
    many(stories, 'story', 'stories'),
  ].join(', ');
  if (scope.kind === 'topic') return `${scope.topic}: ${counts}`;
  const { from, to, topic } = scope;
  const days = from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
  return `${days}${topic ? `, ${topic}` : ''}: ${counts}`;
}

function coverageOf({ articles, outlets }: PeriodScope['stories'][number]): string {
  const named = outlets.slice(0, MAX_OUTLETS).join(', ') + (outlets.length > MAX_OUTLETS ? ' and others' : '');
  if (articles.length === 1) return named ? `(${named})` : '';
  return `(${articles.length} articles${named ? `: ${named}` : ''})`;
}

/** What is counted and not listed. */
function beyond({ counts: { stories, listed, undated } }: PeriodScope): string {
  const more = stories > listed ? `${many(stories - listed, 'more story', 'more stories')}.` : '';
  const without =
    undated > 0
      ? `${many(undated, 'article has', 'articles have')} no date and ${undated === 1 ? 'is' : 'are'} in no period.`
      : '';
  return [more, without].filter(Boolean).join(' ');
}
