/** What a terminal shows while a summary is made, in a line that the summary replaces; nothing where there is no terminal. */
import type { SummaryProgress } from '../flows/summarize.js';
import { isLive } from './terminal.js';

export interface SummaryLine {
  onProgress?: (progress: SummaryProgress) => void;
  /** Takes the line away. */
  stop(): void;
}

export async function showSummarizing(): Promise<SummaryLine> {
  if (!isLive(process.stderr)) return { stop: () => {} };
  const { default: ora } = await import('ora');
  const spinner = ora({ text: 'Summarizing', stream: process.stderr, discardStdin: false }).start();
  return {
    onProgress(progress) {
      spinner.text = wordsOf(progress);
      // Work that holds the thread keeps the spinner's own timer from running.
      spinner.render();
    },
    stop: () => spinner.stop(),
  };
}

function wordsOf(progress: SummaryProgress): string {
  if (progress.phase === 'reading')
    return `Reading ${progress.articles} ${progress.articles === 1 ? 'article' : 'articles'}`;
  const { done, calls } = progress;
  return calls === 1 ? 'Writing' : `Writing: ${done} of ${calls} steps`;
}
