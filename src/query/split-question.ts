/** A question that asks after several things, in its clauses, so that an article that holds one of them is found too. */
import { contentTerms } from '../text/tokenize.js';

/** What stands between two clauses: a comma or another sign, or a word that joins them. */
const BETWEEN_CLAUSES = /[,;:]\s|\s(?:while|whereas|and|but|or|after|before|as reported by)\s/i;
/** The fewest content words of a clause: "France and Germany" is one thing. */
const FEWEST_TERMS = 6;

/** Its clauses in order, each of at least six content words; none where it is all one. */
export function splitQuestion(text: string): string[] {
  const clauses: string[] = [];
  let clause = '';
  let terms = 0;
  for (const part of text.split(BETWEEN_CLAUSES)) {
    clause = clause ? `${clause}, ${part}` : part;
    terms += contentTerms(part).length;
    if (terms < FEWEST_TERMS) continue;
    clauses.push(clause);
    clause = '';
    terms = 0;
  }
  if (clauses.length < 2) return [];
  if (clause) clauses[clauses.length - 1] += `, ${clause}`;
  return clauses;
}
