/** Sentences that can't be understood without the one before: "He denied it", "had bought land for it". */

const POINTS_BACK =
  /^\W*(?:(?:but|and|however|also|then|later|yes|no|so|instead)\W+){0,2}(?:he|she|it|they|this|that|these|those|his|her|its|their|both|the two|such|the former|the latter|the same|another one|there)\b/i;
/** Behind a preposition nothing in the sentence says what "it" is. */
const LEFT_OPEN = /\b(?:for|of|to|about|with|from|by|on|in|into|against|at)\s+(?:it|them)\b/i;

/** Whether a sentence begins with a word that stands for something before it. */
export const pointsBack = (text: string): boolean => POINTS_BACK.test(text);

/** Whether a sentence hangs in the air where the one before isn't there. */
export const hangs = (text: string): boolean => pointsBack(text) || LEFT_OPEN.test(text);
