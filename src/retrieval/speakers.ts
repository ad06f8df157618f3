/**
 * Who says what: finds, for each sentence of an article, the person or body that its statement is attributed to, by the
 * verb of speech and what stands beside it. "He said" and a quotation that goes on are carried over from before.
 */
import type { Sentence, Span } from '../core/types.js';
import { isCapitalised, normaliseWord, type Token } from '../text/tokenize.js';

export interface Speaker {
  /** As people should read it: the fullest form of the name found so far, or the role as written. */
  name: string;
  /** Normalised words by which the speaker may be asked for, role and name together. */
  terms: Set<string>;
  /** Where the name stands: the sentence's number, and the span in the body. */
  namedIn: number;
  span: Span;
}

export interface Attribution {
  speaker: Speaker;
  /** Whether the sentence itself names the speaker; otherwise it says "he", or nothing. */
  isNamedHere: boolean;
}

const SPEECH = new Set(
  'said says say told tells stated states claimed claims claiming alleged alleges alleging denied denies denying announced announces warned warns added adds insisted insists argued argues rejected rejects rejecting accused accuses admitted admits acknowledged acknowledges confirmed confirms called calls urged urges demanded demands proposed proposes replied replies responded responds wrote writes tweeted noted notes stressed stresses reiterated reiterates declared declares predicted predicts vowed vows pledged pledges explained explains suggested suggests asserted asserts described describes appreciated appreciates praised condemned thanked asked repeated commented comments remarked remarks maintained maintains emphasised emphasises emphasized underlined underlines conceded concedes contended contends disclosed revealed testified cautioned complained complains recalled recalls'.split(
    ' ',
  ),
);
const PRONOUNS = new Set(['he', 'she']);
/** Words that belong to a role before a name, and to the name itself. */
const ROLE = new Set(
  'foreign prime minister president spokesman spokeswoman spokesperson secretary adviser advisor national security chief director ambassador official officials ministry government chancellor governor senator general deputy chairman chairwoman leader king queen pope mayor master captain commissioner judge prosecutor professor doctor colonel sheriff minister councillor'.split(
    ' ',
  ),
);
const MONTHS_AND_DAYS = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december'.split(
    ' ',
  ),
);
/** Written with a capital at the start of a sentence, and nobody's name. */
const NO_NAME = new Set(
  'the a an in on at it this that these those but and both all some many most his her their we i you nobody everybody everyone someone somebody anyone one none neither either others no what when where who why how there here as if after before while since so then still yet also even now once for from with by to of during when following despite like unlike amid among until under without because although though asked speaking citing having being born watch read see'.split(
    ' ',
  ),
);
const ROLE_TERMS = new Set([...ROLE].map(normaliseWord));
/** What ends so, or is an abbreviation, is no person, so "he" means somebody else. */
const BODY =
  /(?:^|\s)(?:administration|agency|airlines?|army|association|bank|board|center|centre|commission|committee|company|corp|council|court|department|federation|force|foundation|group|guardian|house|inc|institute|journal|league|ministry|nations|news|office|officials|organization|party|police|post|press|rights|service|society|states|street|times|today|union|university|watch)$/iu;
const ENDED = /[.!?…。！？][\s"'”’»)\]]*$/u;
const MAX_SUBJECT_TOKENS = 9;
/** "She made the remarks on Friday": the verb says nothing of speech, and its object does. */
const MADE_REMARKS =
  /^made\s+(?:(?:the|this|that|these|those|his|her|its|their|a|an)\s+)?(?:remark|comment|statement|announcement|claim|allegation|accusation)s?\b/;

/** Whether a name is that of an organisation or of several people, as far as its last word tells. */
export const isBody = (name: string) => BODY.test(name) || /^\p{Lu}{2,}$|(?:^|\s)\p{Ll}+s$/u.test(name);

/** Whether a term says what someone is and not who: a corpus has many ministers. */
export const isRoleTerm = (term: string) => ROLE_TERMS.has(term);

interface Subject {
  tokens: Token[];
  isPronoun: boolean;
  /** What stands beside the name between commas: "Iran's foreign minister, Hossein Amir-Abdollahian, told". */
  beside?: Token[];
}

/** One entry per sentence, undefined where nobody is said to speak. `tokens[i]` are the words of sentence i, stop words included. */
export function attributeSpeakers(body: string, sentences: Sentence[], tokens: Token[][]): (Attribution | undefined)[] {
  const attribution = speakersOf(body, sentences, (number) => tokens[number]);
  return sentences.map((_, number) => attribution(number));
}

/**
 * Attributes sentence after sentence, and no further than the one that is asked for. `tokensOf` gives a sentence's words,
 * stop words included.
 */
export function speakersOf(
  body: string,
  sentences: Sentence[],
  tokensOf: (number: number) => Token[],
): (number: number) => Attribution | undefined {
  const known: Speaker[] = [];
  const inside = new NamesInside(body);
  /** Whom "he" or "she" would mean now; undefined where that can't be told. */
  let person: Speaker | undefined;
  let openQuoteBy: Speaker | undefined;
  let quotedBefore: Speaker | undefined;
  let isQuoteOpen = false;
  const attribute = (sentence: Sentence, number: number): Attribution | undefined => {
    const words = tokensOf(number);
    const text = body.slice(sentence.start, sentence.end);
    const goesOn = isQuoteOpen;
    isQuoteOpen = leavesQuoteOpen(text, isQuoteOpen) && goesOnToClose(body, sentence.end);
    const found = findSubject(body, words);
    const subject = found && isFirstWordAlone(body, words, found, inside) ? undefined : found;
    const opensQuote = /^["“«]/.test(text);
    let attribution: Attribution | undefined;
    if (subject && !subject.isPronoun) {
      const speaker = recognise(body, subject.tokens, number, known);
      for (const { term } of subject.beside ?? []) speaker.terms.add(term);
      attribution = { speaker, isNamedHere: true };
      if (!isBody(speaker.name)) person = speaker;
      else if (namesMore(body, words, subject.tokens)) person = undefined;
    } else if (subject) {
      if (person) attribution = { speaker: person, isNamedHere: false };
    } else if (goesOn && openQuoteBy) {
      attribution = { speaker: openQuoteBy, isNamedHere: false };
    } else if (opensQuote && quotedBefore) {
      attribution = { speaker: quotedBefore, isNamedHere: false };
    } else if (!ENDED.test(text)) {
      // A heading or a caption: whoever it names, what follows needn't be about them.
      if (words.some((word, i) => i > 0 && isCapitalised(body, word) && !isCalendarWord(body, word)))
        person = undefined;
    } else if (!startsWithPronoun(body, words)) {
      person = personAfter(body, words, number, { known, inside, before: person });
    }
    openQuoteBy = isQuoteOpen ? attribution?.speaker : undefined;
    // “…,” she said. “…”: the second part of a quotation has no speaker of its own.
    quotedBefore = /["”»]/.test(text) ? attribution?.speaker : undefined;
    return attribution;
  };
  const found: (Attribution | undefined)[] = [];
  return (number) => {
    while (found.length <= number) found.push(attribute(sentences[found.length], found.length));
    return found[number];
  };
}

/** "Watch out for rules that say": a first word far from the verb is a name only where it has its capital elsewhere, too. */
function isFirstWordAlone(body: string, words: Token[], { tokens, isPronoun }: Subject, inside: NamesInside): boolean {
  if (isPronoun || tokens.length !== 1 || tokens[0] !== words[0] || words.length < 2) return false;
  const next = body.slice(words[1].start, words[1].end).toLowerCase();
  const isBesideComma = body[words[0].end] === ',';
  return !SPEECH.has(next) && !isBesideComma && !inside.has(surfaceOf(body, words[0])) && isCapitalised(body, words[0]);
}

const startsWithPronoun = (body: string, words: Token[]) =>
  words.length > 0 && PRONOUNS.has(body.slice(words[0].start, words[0].end).toLowerCase());

/**
 * Whom a pronoun may mean after a sentence in which nobody speaks: its first words where they are a name, nobody where
 * a name stands somewhere else in it, the same person as before where it names no one.
 */
function personAfter(
  body: string,
  words: Token[],
  number: number,
  { known, inside, before }: { known: Speaker[]; inside: NamesInside; before: Speaker | undefined },
): Speaker | undefined {
  const name = nameFrom(body, words, 0);
  const isProper = name.some((word) => isCapitalised(body, word) && !isRoleOrArticle(body, word));
  const isKnown =
    name.length > 1 ||
    (name.length === 1 &&
      (known.some(({ terms }) => terms.has(name[0].term)) ||
        (words.length > 1 && inside.has(surfaceOf(body, name[0])))));
  const isName = isProper && isKnown && name[0] === words[0];
  if (isName) {
    const first = recognise(body, name, number, known);
    return namesAnother(body, words, name.length) ? undefined : first;
  }
  const namesSomeone = words.some((word, i) => i > 0 && isCapitalised(body, word) && !isCalendarWord(body, word));
  return namesSomeone ? undefined : before;
}

/** Whether a name stands in the sentence beside these words, which may be whom "he" means next. */
const namesMore = (body: string, words: Token[], subject: Token[]) =>
  words.some((word, i) => i > 0 && !subject.includes(word) && isCapitalised(body, word) && !isCalendarWord(body, word));

/** "Ines Falk met Per Lund": a second full name, so that "he" may be either. */
function namesAnother(body: string, words: Token[], from: number): boolean {
  return words.some(
    (word, i) =>
      i > from &&
      [words[i - 1], word].every((token) => isCapitalised(body, token) && !isCalendarWord(body, token)) &&
      isAdjacent(body, words[i - 1], word),
  );
}

const isRoleOrArticle = (body: string, { start, end }: Token) => {
  const word = body.slice(start, end).toLowerCase();
  return ROLE.has(word) || /^(the|a|an|in|on|at|it|this|that|but|and|both)$/.test(word);
};

/** A capital at the start of a sentence says nothing; a name that is capitalised inside one as well does. */
class NamesInside {
  readonly #known = new Map<string, boolean>();

  constructor(readonly body: string) {}

  has(surface: string): boolean {
    let isInside = this.#known.get(surface);
    if (isInside === undefined) this.#known.set(surface, (isInside = this.#standsInside(surface)));
    return isInside;
  }

  #standsInside(surface: string): boolean {
    const { body } = this;
    if (!isCapitalised(surface, { start: 0, end: surface.length })) return false;
    for (let at = body.indexOf(surface, 2); at >= 0; at = body.indexOf(surface, at + 1)) {
      const isWhole = !/[\p{L}\p{M}\p{N}]/u.test(body.charAt(at + surface.length));
      if (isWhole && body[at - 1] === ' ' && /[\p{L},]/u.test(body[at - 2])) return true;
    }
    return false;
  }
}

const surfaceOf = (body: string, { start, end }: Token) => body.slice(start, end).replace(/['’]s?$/, '');

const isCalendarWord = (body: string, { start, end }: Token) =>
  MONTHS_AND_DAYS.has(body.slice(start, end).toLowerCase());

function leavesQuoteOpen(text: string, wasOpen: boolean): boolean {
  let open = wasOpen;
  for (const character of text) {
    if (character === '“') open = true;
    else if (character === '”') open = false;
  }
  return open;
}

/** How far a quotation's end is looked for. */
const MAX_QUOTATION_CHARS = 1500;

/**
 * Whether a quotation that is open at `from` is closed in its paragraph, or opened anew by the next one. One that isn't
 * was never closed, and what follows is the article's own voice.
 */
function goesOnToClose(body: string, from: number): boolean {
  const ahead = body.slice(from, from + MAX_QUOTATION_CHARS);
  const mark = ahead.search(/[“”]/);
  if (mark < 0) return false;
  const before = ahead.slice(0, mark);
  return ahead[mark] === '”' ? !/\n\s*\n/.test(before) : /^[^\n]*\n\s*$/.test(before);
}

/** The words before a verb of speech (or behind "said" and "according to") that name who speaks. */
function findSubject(body: string, words: Token[]): Subject | undefined {
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
    if (i > 0 && /^(to|been|being|be|was|were|is|are)$/.test(lower(i - 1))) continue;
    const before = subjectBefore(body, words, i);
    if (before) return before;
    const after = nameFrom(body, words, i + 1);
    if (
      after.length > 0 &&
      /^(said|says|added|adds|wrote|writes|tweeted|explained|explains|noted|continued)$/.test(word)
    )
      return { tokens: after, isPronoun: false };
  }
  return accordingTo;
}

/** For each word, whether it stands in quotation marks; a mark that closes first was opened before the sentence. */
function quotedWords(body: string, words: Token[]): boolean[] {
  if (words.length === 0) return [];
  const before = (i: number) =>
    body.slice(i === 0 ? Math.max(0, words[0].start - 1) : words[i - 1].end, words[i].start);
  const first = words.findIndex((_, i) => /["“”]/.test(before(i)));
  let isOpen = first > 0 && /^[,.?!]*["”]/.test(before(first));
  return words.map((_, i) => {
    for (const mark of before(i)) {
      if (mark === '“') isOpen = true;
      else if (mark === '”') isOpen = false;
      else if (mark === '"') isOpen = !isOpen;
    }
    return isOpen;
  });
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
      !MONTHS_AND_DAYS.has(lower(i)) &&
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
    return { tokens: stretch.slice(first, endOfSubject(body, stretch, i) + 1), isPronoun: false };
  }
  return undefined;
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
  /^(?:has|have|had|is|was|will|would|could|can|may|might|did|does|do|also|then|later|still|now|once|again|even|just|both|all|himself|herself|itself|themselves|recently|first|further|not|never|ever|since|already|today|yesterday|\p{L}+ly)$/u;
const NO_HEAD =
  /^(?:of|in|on|at|by|for|from|with|to|as|and|or|but|that|which|who|whom|when|while|after|before|about|against|over|under|into|the|a|an|his|her|its|their|this|these|those|he|she|they|it|we|\p{L}+(?:ed|ing)|went|came|took|gave|made|told|said|says|is|was|are|were)$/u;

const isPossessive = (body: string, { start, end }: Token) => /['’]s?$/.test(body.slice(start, end));

const hasRole = (body: string, tokens: Token[]) =>
  tokens.some(({ start, end }) => ROLE.has(body.slice(start, end).toLowerCase()));

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

const isProperName = (body: string, tokens: Token[]) =>
  tokens.every((token) => isCapitalised(body, token)) && !hasRole(body, tokens);

const endsWith = (stretch: Token[], { tokens }: Subject) => stretch[stretch.length - 1] === tokens[tokens.length - 1];

/** A dash between spaces parts: "LINDVIK – Mayor Ines Falk". */
const isAdjacent = (body: string, left: Token, right: Token) =>
  /^(?!.*\s[-–])[\s\-–.’']*s?\s*$/.test(body.slice(left.end, right.start));

/** The capitalised words and roles from here on. */
function nameFrom(body: string, words: Token[], from: number): Token[] {
  const found: Token[] = [];
  for (let i = from; i < words.length && i < from + 7; i++) {
    const word = body.slice(words[i].start, words[i].end).toLowerCase();
    const isPart =
      (isCapitalised(body, words[i]) && !MONTHS_AND_DAYS.has(word) && !NO_NAME.has(word)) || ROLE.has(word);
    if (!isPart) {
      const next = words[i + 1] && body.slice(words[i + 1].start, words[i + 1].end).toLowerCase();
      // "said harbour master Ada Berg": a word before a role belongs to it.
      if (found.length === 0 && (/^(the|a|an)$/.test(word) || (next && ROLE.has(next)))) continue;
      break;
    }
    if (found.length > 0 && !isAdjacent(body, found[found.length - 1], words[i])) break;
    found.push(words[i]);
  }
  return found;
}

/** "harbour master Ada Berg" is called Ada Berg; "harbour master of Lindvik" is not called Lindvik. */
function nameWithin(body: string, tokens: Token[]): Token[] {
  const isOf = tokens.some(({ start, end }) => body.slice(start, end) === 'of');
  const proper = isOf ? -1 : tokens.findIndex((token) => isCapitalised(body, token));
  return proper > 0 ? tokens.slice(proper) : tokens;
}

/** The speaker these words stand for: one known by a shared last name, of several with a role the last; or a new one. */
function recognise(body: string, tokens: Token[], number: number, known: Speaker[]): Speaker {
  const [firstOfName] = nameWithin(body, tokens);
  const { start, end } = tokens[tokens.length - 1];
  const span = { start: firstOfName.start, end: end - (/['’]s?$/.exec(body.slice(start, end))?.[0].length ?? 0) };
  const name = body.slice(span.start, span.end).replace(/\s+/g, ' ');
  const terms = new Set(tokens.map(({ term }) => term));
  const last = tokens[tokens.length - 1].term;
  const isRole = isRoleTerm(last);
  const before = known.findLast(
    (speaker) =>
      speaker.terms.has(last) &&
      // "a professor at ISU" is no other name for what ISU says.
      (!/^\p{Lu}{2,}$/u.test(name) || speaker.name.includes(name)) &&
      (terms.size === 1 || !isRole || [...terms].some((term) => term !== last && speaker.terms.has(term))),
  );
  if (!before) {
    const speaker = { name, terms, namedIn: number, span };
    known.push(speaker);
    return speaker;
  }
  known.splice(known.indexOf(before), 1);
  known.push(before);
  // A role shared with others must not make one of them answer to the others' names.
  if (!isRole) for (const term of terms) before.terms.add(term);
  if (name.length > before.name.length && !isRole) Object.assign(before, { name, namedIn: number, span });
  return before;
}
