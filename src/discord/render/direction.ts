/**
 * Parts of a line that are read in different directions. Behind an Arabic title the day "10 March 2024" would be torn apart: a
 * number takes the direction of the letters before it, so "10" would jump to the other end of them.
 */

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Unicode's "first strong isolate" and its end: what is within has a direction of its own, and is one sign to the outside. */
const [ISOLATE, END] = ['\u2068', '\u2069'];

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

export const isolated = (text: string): string => `${ISOLATE}${text}${END}`;

/** "title · outlet · day", without what is empty; each by itself where one of them is read from right to left. */
export function dotted(parts: readonly (string | undefined)[]): string {
  const told = parts.flatMap((part) => part || []);
  return (told.some(isRightToLeft) ? told.map(isolated) : told).join(' · ');
}
