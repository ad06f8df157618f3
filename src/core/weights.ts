/** Weights, fitted or set by hand: JSON files beside the code that uses them, each weight with its reason. */
import { readFileSync } from 'node:fs';

export interface WeightsFile<Name extends string> {
  about: string;
  /** Where the numbers come from, and how they did on sets that were left out. */
  provenance: { date: string; sets: string[]; measured: string[] };
  weights: Record<Name, { weight: number; why: string }>;
}

/** The bare numbers, by name, in the file's order: sums come out the same to the last bit. */
export function readWeights<Name extends string>(file: URL): Record<Name, number> {
  const { weights }: WeightsFile<Name> = JSON.parse(readFileSync(file, 'utf8'));
  const entries = Object.entries<{ weight: number }>(weights);
  return Object.fromEntries(entries.map(([name, { weight }]) => [name, weight])) as Record<Name, number>;
}
