/** Words that questions are made with and answers do without: "when did it take place", "on what day". */
import { normaliseWord } from '../text/tokenize.js';

const LIGHT_TERMS = new Set(
  'take place happen occur make give get come go do become day date time year name kind type say tell sort people person thing number amount country many much long far keep ok okay anyone anybody somebody guy lady dude bloke fella stuff exactly actually really currently basically literally apparently supposedly precisely roughly approximately anyway maybe perhaps altogether overall meantime'
    .split(' ')
    .map(normaliseWord),
);

export const isLightTerm = (term: string) => LIGHT_TERMS.has(term);

/** "Its own rules", "Iran's own war", "did irans own war last", where "own" says with stress whose; "do the Rangers own it" asks. */
const STRESSED =
  /\b(?:(?:my|your|his|her|its|our|their|whose|\p{L}+(?:['’]s|s['’])) own\b|\p{L}+s own (?!(?:an?|the|any|some|it|them|this|that|all)\b)\p{L}+ \p{L})/iu;

/** What an answer may leave out of `text`, though elsewhere it asks for something. */
export const stressedTerms = (text: string): string[] => (STRESSED.test(text) ? [normaliseWord('own')] : []);
