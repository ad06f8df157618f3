/** Weights that were fitted or set by hand: JSON files beside the code that uses them, each weight with its reason. */

export interface WeightsFile<Name extends string> {
  about: string;
  /** Where the numbers come from, and how they did on sets that were left out. */
  provenance: { date: string; sets: string[]; measured: string[] };
  weights: Record<Name, { weight: number; why: string }>;
}

/** The bare numbers, by name, in the file's order: sums come out the same to the last bit. */
export function weightsOf<Name extends string>(file: WeightsFile<Name>): Record<Name, number> {
  const entries = Object.entries<{ weight: number }>(file.weights);
  return Object.fromEntries(entries.map(([name, { weight }]) => [name, weight])) as Record<Name, number>;
}
