/**
 * The log: one JSON line an event on standard error, with ids and figures. Questions and answers are in it only where
 * the operator asked for that; secrets never, whatever they stand in.
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import { LEFT_OUT, redact } from './secrets.js';

export type { Logger } from 'pino';

export interface LogOptions {
  level: string;
  /** Whether fields named `content` are written. */
  hasContent: boolean;
  destination?: DestinationStream;
}

export function createLogger({ level, hasContent, destination = pino.destination(2) }: LogOptions): Logger {
  return pino(
    {
      level,
      base: undefined,
      redact: {
        paths: hasContent ? [] : ['content', '*.content'],
        censor: LEFT_OUT,
      },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line) => destination.write(redact(line)) },
  );
}
