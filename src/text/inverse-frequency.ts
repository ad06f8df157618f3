/** How much a term counts that so many of `count` units hold: BM25's, never below 0. Robertson & Zaragoza 2009. */
export const inverseFrequency = (count: number, frequency: number) =>
  Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
