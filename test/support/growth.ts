/** Whether what reads a text takes time that grows with its length: of processor time, and as a ratio, because other programs run beside. */

/** A text of four times the length may take so many times as long: wide, because other programs run beside. */
export const MOST_TIMES = 4 * 2.5;
/** What is read faster than this is fast, whatever it grew from. */
const FAST_MS = 30;
const TRIES = 3;
const RUNS = 2;

function timeOf(read: (text: string) => unknown, text: string): number {
  const started = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
const best = (read: (text: string) => unknown, text: string) =>
  Math.min(...Array.from({ length: RUNS }, () => timeOf(read, text)));

/** How many times as long a text of four times the length takes; 0 where that is fast. */
export function growth(read: (text: string) => unknown, make: (chars: number) => string, most: number): number {
  const [short, long] = [make(most / 4), make(most)];
  if (timeOf(read, long) < FAST_MS) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES && least > MOST_TIMES; i++) {
    const high = best(read, long);
    if (high < FAST_MS) return 0;
    least = Math.min(least, high / Math.max(best(read, short), 0.1));
  }
  return least;
}
