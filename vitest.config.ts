import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/loopback.ts',
    // Whole processes are started in many tests, and two cores share them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
