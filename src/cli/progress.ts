/** Progress on standard error: one moving line on a terminal, one plain line per phase elsewhere. */
import type { BenchProgress } from '../bench/bench.js';
import type { MoveProgress } from '../flows/move-index.js';
import type { ReindexProgress } from '../flows/reindex.js';
import { isLive } from './terminal.js';

const WORDS = {
  reading: 'reading',
  embedding: 'embedding passages',
  building: 'building',
  publishing: 'publishing',
  embeddings: 'copying embeddings',
  articles: 'copying articles',
  comparing: 'comparing',
  peers: 'making the indexes of peers',
  asking: 'asking questions',
  vectors: 'searching by vectors',
  writing: 'writing text',
  fetching: 'fetching',
} as const;

/** A step of a re-index, a move, a measurement or a refresh. */
type Step = Omit<ReindexProgress, 'phase'> & {
  phase: (ReindexProgress | MoveProgress | BenchProgress)['phase'] | 'fetching';
};

interface Progress {
  update(progress: Step): void;
  succeed(sentence: string): void;
  fail(): void;
}

/**
 * Runs `work`, shows its progress, and at its end the sentence that `done` makes of its result. Rejects as `work`
 * does.
 */
export async function withProgress<T>(
  title: string,
  work: (update: Progress['update']) => Promise<T>,
  done: (result: T) => string,
): Promise<T> {
  const progress = await createProgress(title);
  try {
    const result = await work(progress.update);
    progress.succeed(done(result));
    return result;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

async function createProgress(title: string): Promise<Progress> {
  if (!isLive(process.stderr)) return plainProgress(title);
  const { default: ora } = await import('ora');
  const spinner = ora({ text: title, stream: process.stderr, discardStdin: false }).start();
  return {
    update({ phase, done, total, tokens, usd }) {
      const cost = usd === undefined ? '' : `, ${usd.toFixed(2)} USD`;
      const spent = tokens === undefined ? '' : `, ${tokens} tokens${cost}`;
      spinner.text = total > 1 ? `${title}: ${WORDS[phase]} ${done} of ${total}${spent}` : `${title}: ${WORDS[phase]}`;
      // Work that holds the thread keeps the spinner's own timer from running.
      spinner.render();
    },
    succeed: (sentence) => spinner.succeed(sentence),
    fail: () => spinner.stop(),
  };
}

function plainProgress(title: string): Progress {
  let last = '';
  const write = (line: string) => process.stderr.write(`${line}\n`);
  return {
    update({ phase, total }) {
      if (phase === last) return;
      last = phase;
      write(total > 1 ? `${title}: ${WORDS[phase]} (${total})` : `${title}: ${WORDS[phase]}`);
    },
    succeed: write,
    fail: () => {},
  };
}
