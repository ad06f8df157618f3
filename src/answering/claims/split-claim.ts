/**
 * Where a claim may be parted, so that each part may rest on a sentence of its own: at conjunctions with a verb on either
 * side, and at words that go on with something else. A part that leaves out its subject gets it back in front.
 */
import { irregularBases } from '../../core/irregular-forms.js';
import { isParted, type Statement, type Word } from './read-statement.js';

/** A place to part: the left side ends and the right one begins here; `subject` is put before the right one. */
interface Cut {
  end: number;
  start: number;
  subject: string;
  /** Whether both sides say something of their own for certain, each with a verb. */
  isSure: boolean;
}

const MIN_PART_WORDS = 3;
const MAX_CUTS = 4;

const JOINS = /^(and|but|while|whereas|although|though|or)$/;
const GOES_ON =
  /^(which|who|whose|where|when|because|as|with|without|after|before|until|compared|arguing|claiming|saying|adding|insisting|warning|noting|calling|since|despite|following|bringing|leaving|making|so)$/;
/** Begin what is over at the next comma: "Although the beams delivered less, the lasers drew more". */
const LEADS = /^(although|though|while|when|after|before|because|since|as|if|with|despite|following)$/;
const RELATIVE = /^(which|who|whose|where)$/;
const SAYS =
  /^(said|says|told|added|warned|wrote|announced|insisted|argued|noted|claimed|acknowledged|denied|admitted)$/;

/** The parts of a claim that can each rest on a sentence of their own. */
export function splitClaim(claim: Statement): string[] {
  return partsAt(
    claim,
    cutsOf(claim).filter(({ isSure }) => isSure),
  );
}

/** The claim parted in every way, in few parts first; never whole. */
export function waysToSplit(claim: Statement): string[][] {
  const cuts = cutsOf(claim).slice(0, MAX_CUTS);
  const choices: Cut[][] = [];
  for (let bits = 1; bits < 1 << cuts.length; bits++) choices.push(cuts.filter((_, i) => bits & (1 << i)));
  choices.sort((a, b) => a.length - b.length);
  return [...choices.map((chosen) => partsAt(claim, chosen)), ...aroundAside(claim)].filter(
    (parts) => parts.length > 1,
  );
}

function partsAt({ text }: Statement, cuts: Cut[]): string[] {
  const parts: string[] = [];
  let from = 0;
  let subject = '';
  for (const cut of [...cuts, { end: text.length, start: text.length, subject: '' }]) {
    parts.push([subject, text.slice(from, cut.end).trim()].filter(Boolean).join(' '));
    from = cut.start;
    subject = cut.subject;
  }
  return parts;
}

function cutsOf(claim: Statement): Cut[] {
  const { words, text } = claim;
  const cuts: Cut[] = [];
  const add = (left: number, right: number, subject: string, isSure: boolean) => {
    const last = cuts.at(-1);
    const from = last ? words.findIndex(({ start }) => start >= last.start) : 0;
    const isLong = left - from + Number(subject !== '') >= MIN_PART_WORDS && words.length - right >= MIN_PART_WORDS - 1;
    if (isLong) cuts.push({ end: words[left - 1].end, start: words[right].start, subject, isSure });
  };
  const leadEnd = LEADS.test(words[0]?.lower ?? '') ? words.findIndex((_, i) => i > 2 && isParted(claim, i)) : -1;
  for (const [i, word] of words.entries()) {
    if (i < 2 || isInQuotation(claim, word)) continue;
    if (i === leadEnd && words.slice(1, i).some(isVerb) && words.slice(i).some(isVerb)) {
      add(i, i, '', words.slice(0, i).some(isFiniteVerb));
    } else if (JOINS.test(word.lower) && words[i + 1]) {
      const isOver = startsClause(claim, i + 1);
      if (words.slice(0, i).some(isVerb) && isOver !== undefined)
        add(
          i,
          i + 1,
          isOver === 'predicate' ? subjectBefore(claim, i) : '',
          isOver === 'predicate' || isParted(claim, i),
        );
    } else if (/;/.test(text.slice(words[i - 1].end, word.start))) {
      add(i, i, '', true);
    } else if (GOES_ON.test(word.lower)) {
      add(
        i,
        RELATIVE.test(word.lower) && word.lower !== 'where' ? i + Number(word.lower !== 'whose') : i,
        RELATIVE.test(word.lower) ? nounBefore(claim, i) : '',
        false,
      );
    }
  }
  return cuts;
}

/** "The bridge, which rockets had damaged, was found destroyed": what stands in between, and what stands around it. */
function aroundAside(claim: Statement): string[][] {
  const { words, text } = claim;
  const at = words.findIndex(({ lower }, i) => i > 0 && RELATIVE.test(lower) && isParted(claim, i));
  if (at < 1 || at > 8 || words.slice(0, at).some(isVerb)) return [];
  const end = words.findIndex((_, i) => i > at + 2 && isParted(claim, i));
  if (end < 0 || !words.slice(end, end + 3).some(isVerb)) return [];
  const subject = text.slice(0, words[at - 1].end);
  const aside = text.slice(words[at].lower === 'whose' ? words[at].start : words[at].end, words[end - 1].end);
  return [[`${subject}${aside}`, `${subject} ${text.slice(words[end].start)}`]];
}

/** Whether a verb follows at once ("and lasts"), or a subject and then a verb ("and two weeks later he put"). */
function startsClause(claim: Statement, from: number): 'predicate' | 'clause' | undefined {
  const { words } = claim;
  for (let i = from; i < Math.min(words.length, from + MAX_SUBJECT_WORDS); i++) {
    const { part, lower } = words[i];
    // "And Hunt, who replaced him, reversed": the aside belongs to the subject.
    if (i > from && isParted(claim, i) && RELATIVE.test(lower)) return 'clause';
    if (i > from && (isParted(claim, i) || JOINS.test(lower))) return undefined;
    if (isVerb(words[i])) {
      const isBare = words
        .slice(from, i)
        .every(
          (word) =>
            word.part === 'adverb' || word.isFigure || /^(then|later|also|not|at|once|on|in|last)$/.test(word.lower),
        );
      if (isBare) return isFiniteVerb(words[i]) && !isInfinitive(claim, from, words[i]) ? 'predicate' : undefined;
      return words.slice(from, i).some((word) => SUBJECT.has(word.part ?? '') || word.isName) ? 'clause' : undefined;
    }
    if (part === 'preposition' && lower !== 'of' && i > from + 3) return undefined;
  }
  return undefined;
}

/** "To disrupt the war and deny it equipment": the second verb hangs on the same "to". */
const isInfinitive = ({ words }: Statement, from: number, { lower, part }: Word) =>
  part === 'verb' &&
  !/(ed|s)$/.test(lower) &&
  irregularBases(lower).length === 0 &&
  words
    .slice(0, from)
    .some(
      (word, i) =>
        word.part === 'verb' && /^(to|will|would|could|can|may|might|should)$/.test(words[i - 1]?.lower ?? ''),
    );

const MAX_SUBJECT_WORDS = 9;
const SUBJECT = new Set(['noun', 'name', 'pronoun']);
const isVerb = ({ part, isFigure, isName }: Word) => (part === 'verb' || part === 'auxiliary') && !isFigure && !isName;
const isFiniteVerb = (word: Word) => isVerb(word) && !word.lower.endsWith('ing');

/** What the verbs before a place are said of: of the last clause, or of the whole where the right side begins with "said". */
function subjectBefore({ words, text }: Statement, at: number): string {
  const isSaying = SAYS.test(words.slice(at + 1).find(isVerb)?.lower ?? '');
  const that = isSaying
    ? -1
    : words.slice(0, at).findLastIndex(({ lower }) => /^(that|because|when|while|after)$/.test(lower));
  const verb = words.findIndex((word, i) => i > that && isFiniteVerb(word));
  if (verb <= that + 1 || verb > at) return '';
  return text.slice(words[that + 1].start, words[verb - 1].end).replace(/^(?:On|In|At|By|During) [^,]*, /, '');
}

/** The noun that "which" or "who" goes on about. */
function nounBefore({ words, text }: Statement, at: number): string {
  let from = at - 1;
  while (from >= 0 && !SUBJECT.has(words[from].part ?? '') && !words[from].isName) from--;
  if (from < 0) return '';
  const end = words[from].end;
  while (
    from > 0 &&
    /^(noun|name|adjective|determiner|number)$/.test(words[from - 1].part ?? '') &&
    !/[,;]/.test(text.slice(words[from - 1].end, words[from].start))
  )
    from--;
  return text.slice(words[from].start, end);
}

const isInQuotation = ({ text, quotations }: Statement, { start }: Word) =>
  quotations.some((quotation) => {
    const at = text.indexOf(quotation);
    return start >= at && start < at + quotation.length;
  });
