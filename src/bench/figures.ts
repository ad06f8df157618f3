/** Times to figures. */

/** Milliseconds of one contender's questions, round by round. */
export type Rounds = number[][];

/** Times as shares of another contender's: 1 is as long, 0.5 half as long, 2 twice as long. */
export interface Ratio {
  /** Of the medians over all rounds. */
  ratio: number;
  /** The lowest and the highest that one round gives, each round compared with the same round of the other. */
  lowest: number;
  highest: number;
}

export function ratioOf(rounds: Rounds, other: Rounds): Ratio {
  const each = rounds.map((times, i) => quantile(times, 0.5) / quantile(other[i], 0.5));
  return {
    ratio: quantile(rounds.flat(), 0.5) / quantile(other.flat(), 0.5),
    lowest: Math.min(...each),
    highest: Math.max(...each),
  };
}

/** The smallest of `values` that the share `q`, in 0..1, of them doesn't exceed; there is at least one. */
export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** CPU time of the process since then in milliseconds, its other threads' included: what wall time hides or adds. */
export function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
