/**
 * The best of many without scoring all: what can be at most less than the worst of so many that are scored is none of them.
 * The same idea as in MaxScore: Turtle & Flood 1995, "Query Evaluation: Strategies and Optimizations".
 */

/** The largest of the numbers that are added, at most `count`. */
class Largest {
  /** A heap: none is smaller than the one at half its place. */
  readonly #heap: Float64Array;
  #size = 0;

  constructor(private readonly count: number) {
    this.#heap = new Float64Array(count);
  }

  /** The smallest of them; of fewer than `count`, none is too small. */
  get least(): number {
    return this.#size < this.count ? Number.NEGATIVE_INFINITY : this.#heap[0];
  }

  add(number: number): void {
    const heap = this.#heap;
    if (this.#size < this.count) {
      let at = this.#size++;
      for (; at > 0 && heap[(at - 1) >> 1] > number; at = (at - 1) >> 1) heap[at] = heap[(at - 1) >> 1];
      heap[at] = number;
    } else if (number > heap[0]) {
      let at = 0;
      for (let child = 1; child < this.count; child = 2 * at + 1) {
        if (child + 1 < this.count && heap[child + 1] < heap[child]) child++;
        if (heap[child] >= number) break;
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = number;
    }
  }
}

/** So many are scored at a time: the more are, the fewer remain. */
const AT_ONCE = 50;

/**
 * The best `count`, and a few others, in no order. `bounds` are no smaller than the scores, NONE for what has none;
 * `scoreAll` is given their places, each at most once.
 */
export function bestByBounds<Scored extends { score: number }>(
  bounds: Float64Array,
  count: number,
  scoreAll: (places: number[]) => Scored[],
): Scored[] {
  const most = Math.min(count, bounds.length);
  if (most === 0) return [];
  const largest = new Largest(most);
  for (const bound of bounds) if (bound > largest.least && bound !== NONE) largest.add(bound);
  const likely: number[] = [];
  const { least } = largest;
  for (let place = 0; place < bounds.length; place++)
    if (bounds[place] >= least && bounds[place] !== NONE) likely.push(place);
  const best = new Largest(most);
  const scored: Scored[] = [];
  const scoreMore = (places: number[]) => {
    for (const one of scoreAll(places)) {
      best.add(one.score);
      scored.push(one);
    }
  };
  scoreMore(likely);
  const possible: number[] = [];
  for (let place = 0; place < bounds.length; place++)
    if (bounds[place] >= best.least && bounds[place] < least && bounds[place] !== NONE) possible.push(place);
  possible.sort((a, b) => bounds[b] - bounds[a]);
  for (let i = 0; i < possible.length && bounds[possible[i]] >= best.least; i += AT_ONCE)
    scoreMore(possible.slice(i, i + AT_ONCE));
  return scored;
}

export const NONE = -1;
