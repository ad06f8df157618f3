/** Inverse frequency of a term in `frequency` of `count` units: BM25's, never below 0. Robertson & Zaragoza 2009. */
export const inverseFrequency = (count: number, frequency: number) =>
  Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
