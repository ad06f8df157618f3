/** The entrance exam of the judge that the configuration names: held by `start` and `doctor`, heeded by every command that writes. */
import type { App } from '../compose.js';
import type { Config } from '../config.js';
import type { Logger } from '../core/logger.js';
import { hasPassed, type TakenExam } from '../models/entrance-exam.js';
import type { Judge } from '../models/judge.js';
import type { State } from '../state/state.js';
import { withState } from './with-state.js';

type Judging = NonNullable<App['judge']>;
type Places = Pick<Config, 'dataDir' | 'database'>;

/** Whom the exam's cost is put down to: nobody's allowance, but the day's money. */
const EXAMINEE = 'judge';

/** A judge that failed before isn't used. Where no state is there, or it can't be read, nothing is known of it. */
export async function heedExam(judge: Judging, places: Places): Promise<void> {
  await withState(places, (state) => judge.recall(state)).catch(() => {});
}

interface Holding {
  state: State;
  logger: Logger;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** From now on the judge has to pass before it is used. Nothing waits for it. */
export function holdExams(judge: Judging, { state, logger, say, signal }: Holding): void {
  const tellFault = (error: unknown) => logger.warn({ event: 'exam-not-held', judge: judge.id, reason: nameOf(error) });
  void judge.require({
    kept: state,
    signal,
    onResult: (result, taken) => {
      logger.info({ event: 'judge-examined', judge: judge.id, right: result.right, of: result.of });
      if (!hasPassed(result) || taken) say(examSentence(judge.id, result));
      if (taken)
        state.recordSpending({ user: EXAMINEE, atMs: Date.now(), ...taken.usage, ...costOf(taken) }).catch(tellFault);
    },
    onFault: tellFault,
  });
}

const costOf = ({ costUsd }: TakenExam) => (costUsd === undefined ? {} : { costUsd });
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

/** For people: how it did, and what follows. */
export function examSentence(id: string, { right, of }: Pick<TakenExam, 'right' | 'of'>): string {
  const did = `${id} judged ${right} of ${of} sentences of its exam rightly`;
  return hasPassed({ right, of })
    ? `${did}; it checks what is written.`
    : `${did}, too few to be used: what isn’t nearly the articles’ own words is quoted from them.`;
}

/** Keeps a result where a state is there already. */
export const keepExam = (judge: Judge, { right, of }: TakenExam, places: Places) =>
  withState(places, (state) =>
    state.recordExam({ fingerprint: judge.fingerprint(), right, of, takenAtMs: Date.now() }),
  );
