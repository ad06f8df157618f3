/** The shipped articles, indexed for one file of tests. */
import { afterAll, beforeAll } from 'vitest';
import { type App, openApp, runReindex } from '../../src/compose.js';
import { makeFolder } from './run-footnote.js';

/** Opened before the first test of the file, and closed behind the last. */
export function useShippedApp(): () => App {
  let app: App;
  beforeAll(async () => {
    const config = { corpusDir: 'corpus', dataDir: makeFolder() };
    await runReindex(config, {});
    app = await openApp({ config });
  }, 60_000);
  afterAll(() => app.close());
  return () => app;
}
