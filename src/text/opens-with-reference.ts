/**
 * Whether a sentence opens with a reference to the one before: "She left", "Both were hurt", "In that case". English.
 */

/** Quotation marks and connectives before the first word that counts. */
const OPENING =
  /^(?:["“”‘'«(\s]|\([A-Z ]+\)|(?:but|and|so|or|yet|then|still|also|meanwhile|however|instead|nevertheless|similarly|likewise|therefore|thus|moreover|furthermore|in addition|for example|for instance|in fact|of course|later|now|rather|indeed|besides|plus|nonetheless|even so|by contrast|in turn|as a result|otherwise),?\s)*/i;
const PRONOUN =
  /^(?:he|she|they|it|this|that|these|those|his|her|hers|their|theirs|its|him|them|such|another|both of (?:them|these))(?:['’]\p{L}+)?(?![\p{L}-])/iu;
/** References that need nothing before: "this week", "those who". */
const STANDS_ALONE =
  /^(?:this (?:week|weekend|month|year|summer|spring|autumn|fall|winter|season|morning|afternoon|evening|time|article)|these days|those (?:who|with|in|of|at)|that (?:is|was) why)\b/i;
/** Expletives, which refer to nothing: "it is said that", "it seems that"; but "it was the second step of that size" does. */
export const EXPLETIVE =
  /^it(?:(?:['’]s| is| was| would be| will be| has been)(?! (?:going|about|able|set|due|expected|likely|supposed|meant|bound|ready|designed|used) to\b)(?: [\p{L}’']+){0,4}(?<! (?:of|in|at|by|with|on|from|than|as)) (?:to|that|for|how|why|what|whether|when|if|who)| (?:seems|appears)(?: \p{L}+)? that)\b/iu;
/** References behind a conjunction or preposition: "while that is true", "in this case", "some of them". */
const BEHIND_PREPOSITION =
  /^(?:(?:while|although|though|if|as|when|because|since|after|before|once|with|without|despite|in|on|at|for|from|by|like|beyond|under|among|amid|following|given|until|to|all|much) (?:that|this|these|those|such)|(?:all|some|many|most|much|none|part|both|one|each|half) of (?:that|this|these|those|it|them))(?! (?:day|week|weekend|month|year|summer|spring|autumn|fall|winter|season|morning|afternoon|evening|time|article|who|with|in|whose|affected|killed|involved)\b)\b/i;
/** Counts and comparisons of something before: "the first was", "both are", "others said". */
const COUNTED =
  /^(?:the (?:latest|former|latter|first|second|third|fourth|last|others?|two|three|four|pair|duo|trio|couple|rest|same|most recent)|both|neither|either|others?|another|some|many|most|few|several|one|two|three|four|each|all|none|half|here|there, )(?: of (?:them|those|these|which|whom))? (?:also |now |still |have |had )?(?:is|was|are|were|has|have|had|will|would|could|can|may|might|did|does|do|came|come|comes|include[sd]?|said|say|says|remain|remains|went|got|took)\b/i;

/** The sentence from its first word that counts on. */
export const withoutOpening = (sentence: string): string => sentence.replace(OPENING, '');

/** `first` is a sentence from its first word that counts on. */
export const isPronounFirst = (first: string): boolean =>
  (PRONOUN.test(first) && !STANDS_ALONE.test(first) && !EXPLETIVE.test(first)) || BEHIND_PREPOSITION.test(first);

/** Whether a sentence begins with a count or comparison: "both are". `first` is as for `isPronounFirst`. */
export const isCountFirst = (first: string): boolean => COUNTED.test(first);

/** Whether a sentence can't be understood without the one before it, as far as its first words tell. */
export function opensWithReference(sentence: string): boolean {
  const first = withoutOpening(sentence);
  return isPronounFirst(first) || isCountFirst(first);
}
