/** Words that questions are made with and answers do without: "when did it take place", "on what day". */
import { normaliseWord } from '../text/tokenize.js';

const LIGHT_TERMS = new Set(
  'take place happen occur make give get come go do become day date time year name kind type say tell sort people person thing number amount country many much long far keep ok okay anyone anybody somebody guy stuff exactly actually really currently basically literally apparently supposedly precisely roughly approximately anyway maybe perhaps altogether overall meantime'
    .split(' ')
    .map(normaliseWord),
);

export const isLightTerm = (term: string) => LIGHT_TERMS.has(term);
