/** `footnote serve`: HTTP alone, without a bot. It reads an index that another process keeps, and never writes one. */
import type { App } from '../compose.js';
import { UserError } from '../core/errors.js';
import { createLogger } from '../core/logger.js';
import { redact } from '../core/secrets.js';
import { openState } from '../state/open-state.js';
import type { State } from '../state/state.js';
import { type CommandContext, EXIT } from './command.js';
import { databaseWords } from './database-words.js';
import { holdExams } from './exams.js';
import { modelWatch, openHttp } from './http.js';
import { openToWrite } from './open.js';

const say = (line: string) => void process.stdout.write(`${redact(line)}\n`);

export async function serveCommand(context: CommandContext): Promise<number> {
  const { config, signal } = context;
  const logger = createLogger(config.log);
  const http = await openHttp(config, ['index', 'database'], logger);
  if (!http)
    throw new UserError('no-port', 'HTTP_PORT is not set; expected a port to serve, such as HTTP_PORT=8080.', 64);
  let state: State | undefined;
  let app: App | undefined;
  try {
    state = await openState(config, { signal, ...databaseWords('footnote serve', say, logger) });
    app = await openToWrite(context, modelWatch(logger, http.metrics));
    await app.current();
    const sayHere = (line: string) => void process.stderr.write(`${line}\n`);
    if (app.judge) holdExams(app.judge, { state, logger, say: sayHere, signal });
    http.serve({ app, state, budget: config.models.budget });
    say(`READY ${http.url}`);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return EXIT.done;
  } catch (error) {
    // Being told to stop is no failure, whenever it comes.
    if (signal.aborted) return EXIT.done;
    throw error;
  } finally {
    await http.close();
    await state?.close();
    await app?.close();
  }
}
