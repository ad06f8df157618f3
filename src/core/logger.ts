/**
 * The log: one JSON line an event on standard error, with ids and figures. Questions and answers are in it only where
 * the operator asked for that; tokens never.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

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
        paths: [
          'token',
          '*.token',
          'authorization',
          '*.authorization',
          ...(hasContent ? [] : ['content', '*.content']),
        ],
        censor: '[left out]',
      },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
}
