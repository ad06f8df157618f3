#!/usr/bin/env node
/** The process: reads .env, hands the arguments to a command, and turns errors into one line and an exit status. */
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
