/** What a measurement says: who took how long, as figures and as shares of Footnote's own time. */
import type { AbsentContender, Contender, InTurns } from './ask-in-turns.js';
import { quantile, type Ratio, ratioOf } from './figures.js';

/** An index that a contender made: how long that took, and what its files hold, if it keeps any. */
export interface MadeIndex {
  ms: number;
  cpuMs: number;
  bytes?: number;
}

/** How one contender did. Undefined where it makes no index of its own, keeps no files, or ranks no articles. */
export interface ContenderFigures extends Ratio {
  name: string;
  /** `ratio` is that of the times, Footnote's being 1. */
  index?: MadeIndex & { ratio: number };
  /** Of one question. */
  medianMs: number;
  p95Ms: number;
  p99Ms: number;
  /** CPU time at the median. */
  cpuMs: number;
  /** Of the questions whose article is known, the share that has it among the first ten; 0..1. */
  found?: number;
  /** Among vectors: the share of the ten truly nearest passages that are found; 0..1. */
  recall?: number;
}

export interface BenchReport {
  articles: number;
  passages: number;
  questions: number;
  /** For so many of them it is known which article should be found. */
  known: number;
  rounds: number;
  node: string;
  /** Footnote's own search first; all other times are compared with its. */
  contenders: ContenderFigures[];
  leftOut: AbsentContender[];
  vectors: VectorsReport;
}

/** The search by vectors alone: those of spelling, one for each passage. */
export interface VectorsReport {
  dimensions: number;
  /** How many candidates a search of a graph keeps. */
  ef: number;
  /** Footnote's own first; all other times are compared with its. */
  contenders: ContenderFigures[];
}

/** Everybody who was asked to the end, in the order of asking; `base` is who the others are compared with. */
export function contenderFigures(
  { asked }: InTurns,
  indexes: Map<Contender, MadeIndex>,
  base: Contender,
): ContenderFigures[] {
  const baseRounds = asked.get(base)!.rounds;
  const baseIndexMs = indexes.get(base)!.ms;
  return [...asked].map(([contender, { rounds, cpuMs, found }]) => {
    const index = indexes.get(contender);
    const times = rounds.flat();
    return {
      name: contender.name,
      index: index && { ...index, ratio: index.ms / baseIndexMs },
      medianMs: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      p99Ms: quantile(times, 0.99),
      cpuMs: quantile(cpuMs, 0.5),
      ...ratioOf(rounds, baseRounds),
      found,
    };
  });
}
