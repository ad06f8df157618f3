/** Verbs of speech, in one table, for all who need them: who speaks, what is asked, how a quotation ends. */

/**
 * A verb's forms and its uses:
 * - `a`: its subject is who speaks ("Berg denied that …").
 * - `q`: a question for somebody's words is put with it ("What did Berg deny?").
 * - `t`: it stands beside a quotation as a mere tag, also before the name (`"…," said Berg`).
 * - `o`: a tag behind a quotation of any kind, in stories too (`"Why?" Berg asked`).
 * The past is regular (-ed, -ied) unless it is written behind a slash.
 */
const VERBS = `say/said aqto|tell/told aqo|state aq|claim aq|allege aq|deny aq|announce aq|warn aq|add aqto|insist aq|argue aq|
reject aq|accuse aq|admit/admitted aq|acknowledge aq|confirm a|call aq|urge aq|demand aqo|propose aq|reply aqo|respond aq|
write/wrote aqto|tweet aqto|note at|stress a|reiterate a|declare a|predict aq|vow aq|pledge aq|explain aqt|suggest aq|assert a|
describe aq|appreciate a|praise a|condemn a|thank a|ask aqo|repeat a|comment aq|remark a|maintain a|emphasise a|emphasize a|
underline a|concede a|contend a|disclose a|reveal a|testify a|caution a|complain a|recall a|continue t|promise aq|apologize aq|apologise aq|disagree aq|criticize aq|criticise aq|dispute aq|blame aq|offer q|text q|post q|answer q|
think/thought q|believe q|react q|shout o|cry o|yell o|exclaim o|joke o|wonder o`;

export interface SpeechVerb {
  base: string;
  /** "says" */
  third: string;
  /** "said" */
  past: string;
  uses: string;
}

export const SPEECH_VERBS: readonly SpeechVerb[] = VERBS.replaceAll('\n', '')
  .split('|')
  .map((row) => {
    const [forms, uses] = row.split(' ');
    const [base, past = pastOf(base)] = forms.split('/');
    const third = /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : /(s|sh|ch)$/.test(base)
        ? `${base}es`
        : `${base}s`;
    return { base, third, past, uses };
  });

function pastOf(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}

/** The past and the third person ("denied", "denies") of all verbs of one use. */
export const toldForms = (use: 'a' | 't' | 'o'): string[] =>
  SPEECH_VERBS.filter(({ uses }) => uses.includes(use)).flatMap(({ past, third }) => [past, third]);

/** Present participles by which somebody speaks: "denying that …". */
export const SPEAKING = ['claiming', 'alleging', 'denying', 'rejecting'];
