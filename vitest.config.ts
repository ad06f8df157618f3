import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, which at the end would leave all other cores idle. */
const LONGEST = [
  'breaking/told-once',
  'index/crash',
  'index/postgres-index',
  'flows/write-answer',
  'breaking/secrets',
  'corpus/hostile',
  'cli/bench',
  'state/postgres-store',
  'discord/faults',
  'cli/shard-processes',
  'cli/database',
  'index/postgres-writers',
  'breaking/growth',
  'http/reading/in-chromium',
  'discord/load',
  'answering/injections/injections',
  'package',
  'flows/embed',
  'cli/start',
  'index/postgres-vectors',
  'cli/eval',
  'discord/rights-table',
  'flows/write-summary',
  'cli/judge',
  'cli/serve',
  'langchain/package',
  'breaking/index-files',
  'sources/killed',
  'answering/claims/examination',
  'postgres/postgres',
  'index/embedded-index',
  'index/neighbours',
  'cli/sources',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  resolve: {
    // Installed apart from the program, because few need it and it is large.
    alias: {
      '@huggingface/transformers': fileURLToPath(
        new URL('test/models/local-model/node_modules/@huggingface/transformers', import.meta.url),
      ),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing is mocked, and what a test changes in its process it puts back: no file has to load everything anew.
    isolate: false,
    // Much of the time is spent waiting for processes, so that two at a time fit on two cores; a third gains nothing.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/support/loopback.ts', 'test/support/temporary-folder.ts'],
    // Whole processes are started in many tests, and two cores share them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
