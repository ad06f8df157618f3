import type { Trace } from '../../src/answering/types.js';

/** The trace of an answer about which nothing is to be told. */
export const EMPTY_TRACE: Trace = {
  words: [],
  answerType: 'other',
  speaker: [],
  sentences: [],
  parts: [],
  threshold: 0.5,
  indexVersion: 1,
};
