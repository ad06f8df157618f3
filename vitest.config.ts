import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
    // Much of the time is spent waiting for processes, so that two at a time fit on two cores.
    isolate: false,
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/support/loopback.ts', 'test/support/temporary-folder.ts'],
    // Whole processes are started in many tests, and two cores share them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
