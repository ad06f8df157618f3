#!/usr/bin/env node
/** The process: reads .env, hands the arguments to a command, and turns errors into one line and an exit status. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

interface CompileCaching {
  enableCompileCache?(folder: string): void;
}

// Node 22.1 and later keep what they compiled beside it, for a start that costs a fifth less. Where nothing may be written there,
// as in the container, nothing is kept. Not in the system's folder for passing files, where others could put code for us.
(module as CompileCaching).enableCompileCache?.(fileURLToPath(new URL('./.compiled', import.meta.url)));

try {
  const { report, runCli } = await import('./cli/run-cli.js');
  // Node itself would print the error whole, with the addresses and headers that it carries.
  process.on('uncaughtException', (error) => process.exit(report(error)));
  process.exitCode = await runCli(process.argv.slice(2));
} catch (error) {
  // Before the program is loaded, only the system can fail: a file of it that may not be opened, or one too many.
  process.stderr.write(`footnote: can't start (${error instanceof Error ? error.message : error}).\n`);
  process.exitCode = 1;
}
