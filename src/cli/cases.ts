/** `footnote cases`: the tests that were made of questions in Discord, one JSON object a line. */
import { toLines } from '../flows/cases.js';
import { type CommandContext, EXIT } from './command.js';
import { withState } from './with-state.js';

export async function casesCommand({ config, signal }: CommandContext): Promise<number> {
  const lines = await withState(config, async (state) => toLines(await state.cases.all()), signal);
  if (lines) process.stdout.write(lines);
  else process.stderr.write('No tests are kept; /admin questions in Discord makes them.\n');
  return EXIT.done;
}
