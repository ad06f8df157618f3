/** What an operator is told of a state that is damaged, or of a database that goes away and comes back. */
import type { Logger } from '../core/logger.js';
import type { OpenStateOptions } from '../state/open-state.js';

/** `say` gets a line each time; `name` is the process's in PostgreSQL's list of connections. */
export function databaseWords(name: string, say: (line: string) => void, logger: Logger): OpenStateOptions {
  let isWaiting = false;
  return {
    name,
    onDamage: (sentence) => {
      logger.error({ event: 'state-mended', reason: sentence });
      process.stderr.write(`${sentence}\n`);
    },
    onPause: ({ message }, pauseMs) => {
      logger.warn({ event: 'database-down', pauseMs });
      if (!isWaiting) say(`${message} Trying again, with growing pauses.`);
      isWaiting = true;
    },
    onReadiness: (isReady, error) => {
      if (isReady) logger.info({ event: 'database-up' });
      else logger.error({ event: 'database-down' });
      say(isReady ? 'READY again: the database is back.' : `NOT READY: ${error?.message} Trying again.`);
    },
  };
}
