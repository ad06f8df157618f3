/** `footnote cases`: the tests that were made of questions in Discord, one JSON object a line. */
import { existsSync } from 'node:fs';
import { toLines } from '../flows/cases.js';
import { openState } from '../state/open-state.js';
import { statePath } from '../state/sqlite-store.js';
import { type CommandContext, EXIT } from './command.js';

export async function casesCommand({ config, signal }: CommandContext): Promise<number> {
  const hasState = config.database || existsSync(statePath(config.dataDir));
  const lines = hasState ? await readLines(config, signal) : '';
  if (lines) process.stdout.write(lines);
  else process.stderr.write('No tests are kept; /admin questions in Discord makes them.\n');
  return EXIT.done;
}

async function readLines(config: CommandContext['config'], signal: AbortSignal): Promise<string> {
  const state = await openState(config, { signal, withinMs: 0 });
  try {
    return toLines(await state.cases.all());
  } finally {
    await state.close();
  }
}
