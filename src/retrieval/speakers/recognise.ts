/** One speaker under all the names an article has for them: "Ada Berg", "Berg", "the harbour master". */
import type { Span } from '../../core/types.js';
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { isRoleTerm } from './words.js';

export interface Speaker {
  /** As people should read it: the fullest form of the name found so far, or the role as written. */
  name: string;
  /** Normalised words by which the speaker may be asked for, role and name together. */
  terms: Set<string>;
  /** Where the name stands: the sentence's number, and the span in the body. */
  namedIn: number;
  span: Span;
  /** The first name, as a term, where one was read. */
  first?: string;
}

const TITLES = new Set('mr mrs ms miss dr sir dame lord lady rev st'.split(' '));

/** "Georgios" of "Captain Georgios Petrakis"; undefined where the last name stands alone or behind a role. */
function firstName(body: string, tokens: Token[]): string | undefined {
  const [before] = tokens.slice(-2, -1);
  if (!before || !isCapitalised(body, before) || before.end - before.start < 2) return undefined;
  return isRoleTerm(before.term) || TITLES.has(before.term) ? undefined : before.term;
}

/** "Irina Petrakis" is not Georgios; "Joe Biden" may be Joseph. */
const isNamesake = (speaker: Speaker, first: string | undefined): boolean =>
  first !== undefined && speaker.first !== undefined && !speaker.terms.has(first) && speaker.first[0] !== first[0];

/** "harbour master Ada Berg" is called Ada Berg; "harbour master of Lindvik" is not called Lindvik. */
function nameWithin(body: string, tokens: Token[]): Token[] {
  const isOf = tokens.some(({ start, end }) => body.slice(start, end) === 'of');
  const proper = isOf ? -1 : tokens.findIndex((token) => isCapitalised(body, token));
  return proper > 0 ? tokens.slice(proper) : tokens;
}

/** The speaker these words stand for: one known by a shared last name, of several with a role the last; or a new one. */
export function recognise(body: string, tokens: Token[], number: number, known: Speaker[]): Speaker {
  const [firstOfName] = nameWithin(body, tokens);
  const { start, end } = tokens[tokens.length - 1];
  const span = { start: firstOfName.start, end: end - (/['’]s?$/.exec(body.slice(start, end))?.[0].length ?? 0) };
  const name = body.slice(span.start, span.end).replace(/\s+/g, ' ');
  const terms = new Set(tokens.map(({ term }) => term));
  const last = tokens[tokens.length - 1].term;
  const isRole = isRoleTerm(last);
  const first = firstName(body, tokens);
  const before = known.findLast(
    (speaker) =>
      speaker.terms.has(last) &&
      !isNamesake(speaker, first) &&
      // "a professor at ISU" is no other name for what ISU says.
      (!/^\p{Lu}{2,}$/u.test(name) || speaker.name.includes(name)) &&
      (terms.size === 1 || !isRole || [...terms].some((term) => term !== last && speaker.terms.has(term))),
  );
  if (!before) {
    const speaker = { name, terms, namedIn: number, span, ...(first !== undefined && { first }) };
    known.push(speaker);
    return speaker;
  }
  known.splice(known.indexOf(before), 1);
  known.push(before);
  before.first ??= first;
  // A role shared with others must not make one of them answer to the others' names.
  if (!isRole) for (const term of terms) before.terms.add(term);
  if (name.length > before.name.length && !isRole) Object.assign(before, { name, namedIn: number, span });
  return before;
}
