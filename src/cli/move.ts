/** `footnote move --to …`: index and state from a folder into a database, and back. */
import { resolve } from 'node:path';
import { type Config, readConfig } from '../config.js';
import { UserError } from '../core/errors.js';
import { type EverythingMoved, type MoveTarget, moveEverything } from '../flows/move-everything.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { withProgress } from './progress.js';

export async function moveCommand(
  { config, json, signal }: CommandContext,
  { to, yes }: { to: string; yes?: boolean },
): Promise<number> {
  const { from, target } = endsOf(config, to);
  const moved = await withProgress(
    'Moving index and state',
    (onProgress) => moveEverything(from, target, { mayBeLost: yes, signal, onProgress }),
    () => 'Moved and compared',
  );
  if (json) await writeLine({ index: moved.index, state: moved.state });
  else process.stdout.write(render(moved, target));
  return EXIT.done;
}

/**
 * Both ends of the move. An address is never shown, because it holds a password; "DATABASE_URL" in its place keeps it
 * out of the process list, too.
 */
function endsOf(config: Config, to: string): { from: Config; target: MoveTarget } {
  const isVariable = to === 'DATABASE_URL';
  if (!isVariable && !/^postgres(ql)?:/.test(to)) {
    if (!config.database && resolve(to) === resolve(config.dataDir))
      throw new UserError('same-place', `Index and state are in ${to} already; give another folder or a database.`, 64);
    return { from: config, target: { dataDir: to } };
  }
  const database = isVariable ? config.database : readConfig({ ...process.env, DATABASE_URL: to }).database;
  if (!database) throw new UserError('no-database', 'DATABASE_URL is not set; set it, or give the address itself.', 64);
  if (!isVariable && config.database?.url === database.url)
    throw new UserError(
      'same-place',
      'DATABASE_URL names that database already, so there is nothing to move; take it out to move from the folder.',
      64,
    );
  const { database: _, ...folder } = config;
  return { from: isVariable ? folder : config, target: { database } };
}

function render({ index, state }: EverythingMoved, target: MoveTarget): string {
  const next =
    'database' in target
      ? 'Set DATABASE_URL to that address to use it; the folder may be kept as a copy.'
      : `Take DATABASE_URL out and set DATA_DIR=${target.dataDir} to use it.`;
  return (
    `Index: ${index.articles} articles, ${index.passages} passages, ${index.embeddings} embeddings ` +
    `(${index.copied.articles} and ${index.copied.embeddings} of them new there), checksum ${index.checksum.slice(0, 16)}.\n` +
    `State: ${state.rows} rows, checksum ${state.checksum.slice(0, 16)}.\n${next}\n`
  );
}
