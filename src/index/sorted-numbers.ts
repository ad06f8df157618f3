/** Looking up in sorted lists of numbers, such as a term's postings. */

/** The place of the first number in [from, to) of a sorted list that is not below `least`. */
export function firstFrom(sorted: Uint32Array, least: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
