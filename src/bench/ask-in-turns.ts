/**
 * Every question to every contender in turn, round after round. The order goes round from question to question, so whatever
 * else the machine does meets all alike, and every other round backwards, so nobody always clears up behind the same one:
 *
 *                question 1   question 2   question 3
 *     round 1    A B C        B C A        C A B
 *     round 2    B A C        A C B        C B A
 */
import { errorText } from '../core/errors.js';
import { cpuMsSince, type Rounds } from './figures.js';
import type { Pause } from './peer.js';
import type { BenchQuestion } from './questions.js';

export interface Contender {
  name: string;
  /** Ids of articles, best first; undefined where it ranks none. */
  ask(question: string): Promise<string[] | undefined>;
  /** Whether the run goes on without it when it throws. */
  mayFail?: boolean;
}

/** Who couldn't be made, or failed while it was asked. */
export interface AbsentContender {
  name: string;
  reason: string;
}

export interface ContenderOutcome {
  rounds: Rounds;
  /** CPU time question by question, see `cpuMsSince`. */
  cpuMs: number[];
  /** Of the questions whose article is known, the share that has it among the articles given; undefined where none is. */
  found?: number;
}

export interface InTurns {
  asked: Map<Contender, ContenderOutcome>;
  leftOut: AbsentContender[];
}

/** So many questions warm a contender up, whose code is slow until it was compiled; they make whole rounds, of which no time counts. */
export const WARM_UP_QUESTIONS = 100;

/** Rejects with what a contender throws that may not fail, and with `pause`'s reason. `rounds` are those that count. */
export async function askInTurns(
  contenders: Contender[],
  questions: BenchQuestion[],
  {
    rounds,
    pause,
    warmUp = WARM_UP_QUESTIONS,
    onQuestion = () => {},
  }: { rounds: number; pause: Pause; warmUp?: number; onQuestion?: (done: number, all: number) => void },
): Promise<InTurns> {
  const runs = contenders.map((contender) => ({
    contender,
    rounds: [] as Rounds,
    cpuMs: [] as number[],
    known: 0,
    found: 0,
  }));
  const leftOut: AbsentContender[] = [];
  const warmUpRounds = Math.ceil(warmUp / questions.length);
  const allRounds = warmUpRounds + rounds;
  for (let round = 0; round < allRounds; round++) {
    for (const run of runs) run.rounds.push([]);
    for (const [i, { text, articles }] of questions.entries()) {
      await pause();
      for (const run of inTurn(runs, i, round)) {
        const { contender } = run;
        try {
          const cpuBefore = process.cpuUsage();
          const startedMs = performance.now();
          const found = await contender.ask(text);
          run.rounds[round].push(performance.now() - startedMs);
          if (round >= warmUpRounds) run.cpuMs.push(cpuMsSince(cpuBefore));
          if (round > 0 || !articles || !found) continue;
          run.known++;
          if (found.some((id) => articles.includes(id))) run.found++;
        } catch (error) {
          if (!contender.mayFail) throw error;
          leftOut.push({ name: contender.name, reason: errorText(error) });
          runs.splice(runs.indexOf(run), 1);
        }
      }
      onQuestion(round * questions.length + i + 1, allRounds * questions.length);
    }
  }
  const asked = runs.map(({ contender, rounds: times, cpuMs, known, found }) => {
    const outcome: ContenderOutcome = {
      rounds: times.slice(warmUpRounds),
      cpuMs,
      ...(known > 0 && { found: found / known }),
    };
    return [contender, outcome] as const;
  });
  return { asked: new Map(asked), leftOut };
}

function inTurn<T>(list: T[], question: number, round: number): T[] {
  const order = round % 2 === 0 ? list : list.toReversed();
  const first = (question + round) % list.length;
  return [...order.slice(first), ...order.slice(0, first)];
}
