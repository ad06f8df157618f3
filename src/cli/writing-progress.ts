/** What a terminal shows while a model writes: its sentences as they are found supported, in a line that the answer replaces. */
import type { Draft } from '../answering/types.js';
import type { App } from '../compose.js';
import { inert, isLive } from './terminal.js';

export interface WritingProgress {
  onDraft?: (draft: Draft) => void;
  /** Takes the line away. */
  stop(): void;
}

/** Nothing where no model writes, and where standard error is no terminal. */
export async function showWriting({ models }: Pick<App, 'models'>): Promise<WritingProgress> {
  if (!models.chat || !isLive(process.stderr)) return { stop: () => {} };
  const { default: ora } = await import('ora');
  const spinner = ora({ text: `Asking ${inert(models.chat)}`, stream: process.stderr, discardStdin: false }).start();
  return {
    onDraft({ sentences }) {
      const width = (process.stderr.columns ?? 80) - 4;
      const text = inert(sentences.at(-1)?.text ?? '');
      spinner.text = text.length > width ? `${text.slice(0, width - 1)}…` : text;
    },
    stop: () => spinner.stop(),
  };
}
