/** Finds who a sentence says that speaks: the words beside its verb of speech, or behind "according to". */
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { quotedWords } from './quotations.js';
import {
  hasRole,
  INVERTED,
  isAdjacent,
  isCalendarToken,
  isPossessive,
  isProperName,
  NO_NAME,
  PRONOUNS,
  ROLE,
  SPEECH,
} from './words.js';

const MAX_SUBJECT_TOKENS = 9;
/** "She made the remarks on Friday": the verb says nothing of speech, and its object does. */
const MADE_REMARKS =
  /^made\s+(?:(?:the|this|that|these|those|his|her|its|their|a|an)\s+)?(?:remark|comment|statement|announcement|claim|allegation|accusation)s?\b/;

export interface Subject {
  tokens: Token[];
  isPronoun: boolean;
  /** What stands beside the name between commas: "Iran's foreign minister, Hossein Amir-Abdollahian, told". */
  beside?: Token[];
}

/** The words before a verb of speech (or behind "said" and "according to") that name who speaks. */
export function findSubject(body: string, words: Token[]): Subject | undefined {
  const lower = (i: number) => body.slice(words[i].start, words[i].end).toLowerCase();
  let accordingTo: Subject | undefined;
  const isQuoted = quotedWords(body, words);
  for (let i = 0; i < words.length; i++) {
    const word = lower(i);
    // What is told inside a quotation says nothing of who is quoted.
    if (isQuoted[i]) continue;
    if (word === 'according' && i + 2 < words.length && lower(i + 1) === 'to') {
      const after = nameFrom(body, words, i + 2);
      if (after.length > 0) accordingTo = { tokens: after, isPronoun: false };
      if (accordingTo && i === 0) return accordingTo;
    }
    if (!SPEECH.has(word) && !(word === 'made' && MADE_REMARKS.test(body.slice(words[i].start, words[i].end + 40))))
      continue;
    // "Was criticized", "was widely criticized".
    const helper = i > 1 && /ly$/.test(lower(i - 1)) ? i - 2 : i - 1;
    if (helper >= 0 && /^(to|been|being|be|was|were|is|are)$/.test(lower(helper))) continue;
    const before = subjectBefore(body, words, i);
    if (before) return before;
    const after = nameFrom(body, words, i + 1);
    if (after.length > 0 && INVERTED.has(word)) return { tokens: after, isPronoun: false };
  }
  return accordingTo;
}

/**
 * The subject of the verb, out of the stretches between commas before it: "A said", "A, the harbour master, told" and
 * "The harbour master, A, told" all name A, and the other stretch is another way to ask for A.
 */
function subjectBefore(body: string, words: Token[], verb: number): Subject | undefined {
  const stretches = stretchesBefore(body, words, verb);
  const [last, before] = stretches;
  if (!last) return undefined;
  const subject = subjectIn(body, last);
  const other = before && subjectIn(body, before);
  if (!subject || subject.isPronoun || !other || other.isPronoun)
    return subject ?? (isAside(body, last) ? other : undefined);
  const isBetweenCommas = body.slice(last[last.length - 1].end, words[verb].start).includes(',');
  if (isBetweenCommas && isAside(body, last) && endsWith(before, other)) return { ...other, beside: last };
  const isSubjectAlone = subject.tokens.length === last.length;
  if (isSubjectAlone && isProperName(body, subject.tokens) && hasRole(body, before))
    return { ...subject, beside: before };
  return subject;
}

/** The two stretches between commas before the verb, the nearest first; quotation marks and other signs end the search. */
function stretchesBefore(body: string, words: Token[], verb: number): Token[][] {
  const stretches: Token[][] = [[]];
  for (let i = verb - 1; i >= 0 && verb - i <= 2 * MAX_SUBJECT_TOKENS; i--) {
    const gap = body.slice(words[i].end, words[i + 1].start);
    if (/["“”«»;:()]/.test(gap)) break;
    const isComma = gap.includes(',');
    if (isComma && stretches[0].length > 0 && stretches.length === 2) break;
    if (isComma && stretches[stretches.length - 1].length > 0) stretches.push([]);
    const stretch = stretches[stretches.length - 1];
    if (stretch.length === MAX_SUBJECT_TOKENS) break;
    stretch.unshift(words[i]);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

/** The last name, role or pronoun of a stretch, adverbs and days behind it left out. */
function subjectIn(body: string, stretch: Token[]): Subject | undefined {
  const lower = (i: number) => body.slice(stretch[i].start, stretch[i].end).toLowerCase();
  const isPart = (i: number) =>
    ROLE.has(lower(i)) ||
    (isCapitalised(body, stretch[i]) &&
      !isCalendarToken(body, stretch[i]) &&
      !NO_NAME.has(lower(i)) &&
      !SPEECH.has(lower(i)));
  for (let i = stretch.length - 1; i >= 0; i--) {
    if (PRONOUNS.has(lower(i))) return { tokens: [stretch[i]], isPronoun: true };
    // "Brazil's election law says", "CNN's media critic": what is somebody's speaks, and not they.
    if (!isPart(i) || isPossessive(body, stretch[i])) continue;
    let first = i;
    while (first > 0 && isPart(first - 1) && isAdjacent(body, stretch[first - 1], stretch[first])) first--;
    // "the secretary-general of the United Nations": what the name belongs to speaks, and not the name.
    let of = first - 1;
    while (of > 0 && /^(the|a|an)$/.test(lower(of))) of--;
    if (of > 0 && lower(of) === 'of') {
      first = of;
      while (
        first > 0 &&
        !/^(the|a|an|its|his|her|their)$/.test(lower(first - 1)) &&
        isAdjacent(body, stretch[first - 1], stretch[first])
      )
        first--;
    }
    first = behindPlace(body, stretch, first, i);
    return { tokens: stretch.slice(first, endOfSubject(body, stretch, i) + 1), isPronoun: false };
  }
  return undefined;
}

const PLACE_LEAD = /^(?:in|at|from|near|outside|inside)$/i;
const PLACE_NOUN =
  /^(?:Street|House|Palace|Square|Avenue|Road|Lane|City|Hall|Hill|Park|Castle|Tower|Building|Airport|Station|Bay|County|Island|Beach)$/;

/** "In Downing Street Sunak said": a place before the name is no part of it. */
function behindPlace(body: string, stretch: Token[], first: number, last: number): number {
  const word = (i: number) => stretch[i] && body.slice(stretch[i].start, stretch[i].end);
  if (first === last || !PLACE_LEAD.test(word(first - 1) ?? '')) return first;
  for (let i = last - 1; i >= first; i--) if (PLACE_NOUN.test(word(i))) return i + 1;
  return stretch.slice(first, last + 1).some(({ start, end }) => ROLE.has(body.slice(start, end).toLowerCase()))
    ? first
    : last;
}

/** "the Coachella fest founder": what stands between the name and the verb is who speaks, unless it is a helping word. */
function endOfSubject(body: string, stretch: Token[], name: number): number {
  let end = stretch.length - 1;
  while (end > name && HELPING.test(body.slice(stretch[end].start, stretch[end].end))) end--;
  const isHead = stretch.slice(name + 1, end + 1).every((token, i) => {
    const word = body.slice(token.start, token.end);
    return /^\p{Ll}{3,}$/u.test(word) && !NO_HEAD.test(word) && body.slice(stretch[name + i].end, token.start) === ' ';
  });
  return isHead && end - name <= MAX_HEAD_WORDS ? end : name;
}

const MAX_HEAD_WORDS = 3;
const HELPING =
  /^(?:has|have|had|is|was|will|would|could|can|may|might|did|does|do|also|then|later|still|now|once|again|even|just|both|all|himself|herself|itself|themselves|recently|first|further|not|never|neither|either|twice|soon|instead|too|only|ever|since|already|today|yesterday|\p{L}+ly)$/u;
const NO_HEAD =
  /^(?:of|in|on|at|by|for|from|with|to|as|and|or|but|that|which|who|whom|when|while|after|before|about|against|over|under|into|the|a|an|his|her|its|their|this|these|those|he|she|they|it|we|\p{L}+(?:ed|ing)|went|came|took|gave|made|told|said|says|is|was|are|were)$/u;

/**
 * "the harbour master of Lindvik", "an adviser": what tells who someone is begins with an article, or with a role. "For
 * his part" stands aside as well.
 */
const isAside = (body: string, stretch: Token[]) => {
  const [first] = stretch;
  const word = body.slice(first.start, first.end);
  if (ADVERBIAL.test(body.slice(first.start, stretch[stretch.length - 1].end))) return true;
  return (
    /^(the|a|an|its|his|her|their|who|whose)$/.test(word) ||
    isPossessive(body, first) ||
    (ROLE.has(word.toLowerCase()) && !isCapitalised(body, first))
  );
};

/** "Kuleba, however, demanded", "Kuleba, in a tweet, urged": when, where or how, and nobody. */
const ADVERBIAL =
  /^(?:for (?:his|her|its|their) part|however|meanwhile|though|too|also|then|later|instead|moreover|therefore|in (?:turn|contrast|return|response|reply|a \w+|an \w+)|by contrast|on (?:\p{Lu}\w+|the other hand|Twitter)|at (?:the time|first))$/u;

const endsWith = (stretch: Token[], { tokens }: Subject) => stretch[stretch.length - 1] === tokens[tokens.length - 1];

const MAX_NAME_TOKENS = 9;

/** The capitalised words and roles from here on, and what an office is for: "Secretary of State Ada Berg". */
export function nameFrom(body: string, words: Token[], from: number): Token[] {
  const found: Token[] = [];
  for (let i = from; i < words.length && i < from + MAX_NAME_TOKENS; i++) {
    const word = body.slice(words[i].start, words[i].end).toLowerCase();
    const isPart =
      (isCapitalised(body, words[i]) && !isCalendarToken(body, words[i]) && !NO_NAME.has(word)) || ROLE.has(word);
    if (!isPart) {
      const next = words[i + 1] && body.slice(words[i + 1].start, words[i + 1].end).toLowerCase();
      // "said harbour master Ada Berg": a word before a role belongs to it.
      if (found.length === 0 && (/^(the|a|an)$/.test(word) || (next && ROLE.has(next)))) continue;
      const isOffice = found.length > 0 && isTitle(body, found[found.length - 1]);
      if (!isOffice || !/^(?:of|for)$/.test(word) || !words[i + 1] || !isCapitalised(body, words[i + 1])) break;
      found.push(words[i]);
      continue;
    }
    if (found.length > 0 && !isAdjacent(body, found[found.length - 1], words[i])) break;
    found.push(words[i]);
  }
  return found;
}

const isTitle = (body: string, token: Token) =>
  isCapitalised(body, token) && ROLE.has(body.slice(token.start, token.end).toLowerCase());
