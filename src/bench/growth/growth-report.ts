/** What a measurement of growth says: every size as `footnote bench` reports a corpus, and how many times as much the largest takes. */
import type { AbsentContender } from '../ask-in-turns.js';
import type { ContenderFigures } from '../report.js';

export interface GrowthSize {
  passages: number;
  articles: number;
  /** Footnote's own search first. */
  contenders: ContenderFigures[];
}

/** From the middle size to the largest, as multiples: 4 is four times as much. Undefined where it makes no index, or keeps no files. */
export interface GrowthFactors {
  name: string;
  medianMs: number;
  p95Ms: number;
  /** CPU time of a question. */
  cpuMs: number;
  indexCpuMs?: number;
  bytes?: number;
}

export interface GrowthReport {
  seed: number;
  questions: number;
  rounds: number;
  node: string;
  /** In ascending order. */
  sizes: GrowthSize[];
  /** Of everybody who was asked in both sizes. */
  factors: GrowthFactors[];
  leftOut: AbsentContender[];
}

export function factorsOf(from: GrowthSize, to: GrowthSize): GrowthFactors[] {
  return to.contenders.flatMap((large) => {
    const small = from.contenders.find(({ name }) => name === large.name);
    if (!small) return [];
    const { index } = large;
    return {
      name: large.name,
      medianMs: large.medianMs / small.medianMs,
      p95Ms: large.p95Ms / small.p95Ms,
      cpuMs: large.cpuMs / small.cpuMs,
      indexCpuMs: index && small.index && index.cpuMs / small.index.cpuMs,
      bytes: index?.bytes && small.index?.bytes && index.bytes / small.index.bytes,
    };
  });
}
