/**
 * Whether a question can be understood without what was said before it. What it needs is an antecedent for a pronoun or a
 * place word, or the rest of half a sentence ("and in France?"). English cues.
 */
import { asksNothing } from './how-asked.js';
import { isLightTerm } from './light-terms.js';
import { type QueryWord, readWords } from './query-terms.js';

/**
 * `alone`: it can be understood by itself. `new`: it says that it is about something else. `leans`: it needs earlier turns.
 * `brief`: it says so little that they are tried first, and by itself where that finds nothing; `either`: the other way round.
 */
export type Standing = 'alone' | 'new' | 'either' | 'brief' | 'leans';

/** Half a sentence: the rest is in what was said before. */
const HALF_SENTENCE =
  /^(?:(?:and|but|or|so|then|also|ok|okay),? )*(?:what about|how about|and|or|in|at|for|since|until|by|with|from|on|after|before|during|to)\b(?!.*\b(?:who|what|when|where|why|how|which|is|are|was|were|did|do|does|has|have|will|can|could|should)\b.*\b\p{L}+)/iu;
const MORE =
  /^(?:(?:tell|show|give) me more|(?:can you )?(?:say|explain|tell|go on|continue|elaborate)(?: more| on that| further| please)*|more(?: (?:please|info|information|details|detail|about (?:it|that|this|him|her|them)))?|(?:any(?:thing)?|what|who|where|when|why|how) else\b.*|go on|continue|elaborate|explain|details?|why(?: not| so| is that| though)?|how(?: so| come| exactly)?|when(?: exactly| was that)?|where(?: exactly| was that)?|who(?: exactly| was that)?|which(?: ones?)?|since when|until when|by whom|says? who|such as|like what|for example|meaning|and|so what|then what|what (?:then|next|happened (?:then|next|after)|happens next)|really|is that so|are you sure|the same\b.*|how much|how many|how long|how old|how big|how far|how often|both|neither|either|all of them|none)[?!. ]*$/i;
/** "What else happened on 11 November 2022". */
const WITH_YEAR = /\b(?:19|20)\d\d\b/;
/** "The Russian one", "not the first one": one of what was told before. */
const ONE_OF_THEM =
  /^(?:(?:and|but|or|so|no|not|what about|how about|(?:tell me )?more a(?:bou)?b?t|tell me a(?:bou)?b?t),? )*((?:the|that|this) (?:\p{L}+ ){1,2})ones?[?!. ]*$/iu;
/** Corrections of what was said before: "I meant the other one", "no, the loan". */
const CORRECTS = /^(?:(?:no|nope|sorry|actually),|(?:i (?:meant?|was talking|am talking|['’]?m talking)|not the)\b)/i;
/** Words that add to something before them, which may be in the question itself: "also", "another". */
const ADDS = /\b(?:also|as well|too|another|other|others|else|instead|again|further|additional|the same|similar)\b/i;
/** "Whats bitcoin", "who is Lula": a name, which can be looked for by itself. */
const DEFINES = /^(?:what|who)(?:['’]?s| is| are| was| were)? (?:(?:an?|the) )?[\p{L}\p{N}-]+[?!. ]*$/iu;
const JOINED = /^(?:and|but|so|then|or|also|what about|how about)\b/i;
const PERSONS = new Set('he she him they them'.split(' '));
const POSSESSIVES = new Set('his her their its hers theirs'.split(' '));
const THINGS = new Set('it this that these those'.split(' '));
const PLACES = new Set('there'.split(' '));
/** First words of a clause. A pronoun in it may mean a name before it: "did Berg resign because he …". */
const CLAUSE_STARTS = new Set(
  'that why when if because where how who which while before after since until although though whether than as and but or so what'.split(
    ' ',
  ),
);
/** Words that follow an object and never a subject: "bake it himself", "sold them to Ost". */
const BEHIND_OBJECT = new Set(
  'himself herself itself themselves in at on to for with from of off by into over about after before and or as too again now then there here yet today'.split(
    ' ',
  ),
);
/** "It" that means nothing: "it is raining", "is it true that", "how long does it take". */
const EMPTY_IT =
  /\b(?:it(?:['’]?s| is| was| has been| will be)? (?:rain\w*|snow\w*|cold|hot|warm|dark|late|early|possible|true|ok|okay|safe|legal|illegal|allowed|worth|necessary|important|likely|clear|known|hard|easy|difficult|time|too late)|(?:is|was|isn['’]?t|wasn['’]?t|would) it (?:really |still |ever |not )?(?:rain\w*|snow\w*|cold|hot|warm|dark|late|possible|true|ok|okay|safe|legal|illegal|allowed|worth|necessary|important|likely|clear|known|hard|easy|difficult|too late|that|(?:morally |legally |ethically )?(?:wrong|right|fair|good|bad|better))|(?:does|did|will|would) it (?:take|cost)(?! (?:down|over|off|up)\b)(?=.* to\b)|(?:does|did|will|would) it (?:rain|snow|matter|mean)\b|what time is it|make it (?:to|into)|how is it that|it (?:takes|took|seems|turned out|turns out) )/gi;
/** "There" that is no place: "is there a ferry", "there are". */
const EMPTY_THERE =
  /\bthere(?:['’]?s| is| are| was| were| will| has| have| any| anything| a| an| been| still| not| no| enough| more| really| ever| going)\b|\b(?:is|are|was|were|be|been|isn['’]?t|aren['’]?t|will|has|have) there\b/gi;
/**
 * "This" and "that" without an antecedent: a time ("this week"), a relative ("those who"), a conjunction ("the fact
 * that").
 */
const EMPTY_THAT =
  /\b(?:this|these|that|those) (?:week|weekend|month|year|morning|afternoon|evening|night|summer|winter|spring|autumn|fall|season|century|decade|time|days?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:those|that) (?:who|which|of|whose)\b|\bthis (?:bot|server|channel|game|site|app|guide|document|article|corpus|collection)\b/gi;

/** A further question with at most this many telling words leans on the one before it. */
const FEW_WORDS = 2;

/** `text` is one question without courtesies; `isFurther` where another one stood before it in the same message. */
export function standing(text: string, { isFurther = false } = {}): Standing {
  const asked = text.trim();
  if ((MORE.test(asked) && !WITH_YEAR.test(asked)) || CORRECTS.test(asked)) return 'leans';
  const own = asked.replace(EMPTY_IT, ' ').replace(EMPTY_THERE, ' ').replace(EMPTY_THAT, ' ');
  const words = readWords(own);
  const telling = readWords(asked).filter(({ term, isStop }) => !isStop && !isLightTerm(term));
  if (telling.length === 0) return 'leans';
  if (HALF_SENTENCE.test(asked)) return telling.length >= FEW_WORDS ? 'brief' : 'leans';
  if (ONE_OF_THEM.test(asked)) return 'leans';
  if (words.some((_, i) => isUnresolved(words, i))) return 'leans';
  if (isFurther) return telling.length <= FEW_WORDS ? 'leans' : 'either';
  if (telling.length === 1 && !DEFINES.test(asked) && !asksNothing(asked)) return 'brief';
  return JOINED.test(asked) || telling.length === 1 || ADDS.test(asked) || asksNothing(asked) ? 'either' : 'alone';
}

/** Whether the word at `i` means something that isn't named in the question itself. */
function isUnresolved(words: QueryWord[], i: number): boolean {
  // The subject of a clause that no word opens ("the drones it gave"): a name before it is what it means.
  const [before, behind] = [words[i - 1], words[i + 1]];
  const isSubject =
    before !== undefined &&
    behind !== undefined &&
    !before.isStop &&
    !/^(?:about|of)$/i.test(before.surface) &&
    !BEHIND_OBJECT.has(behind.surface.toLowerCase());
  if (isSubject && words[i].surface.toLowerCase() !== 'that' && names(words.slice(0, i))) return false;
  const word = words[i].surface.toLowerCase().replace(/['’]\p{L}+$/u, '');
  if (PLACES.has(word)) return !names(words.slice(0, clauseStart(words, i)));
  if (THINGS.has(word)) {
    if (word !== 'it' && (isJoining(words, i) || describes(words, i))) return false;
    // "What did she do after that?": an event is meant, which no name in the question is.
    if (word !== 'it' && i === words.length - 1) return true;
    return !names(words.slice(0, clauseStart(words, i)));
  }
  if (POSSESSIVES.has(word)) return !names(words.slice(0, i));
  if (PERSONS.has(word)) return !names(words.slice(0, clauseStart(words, i)));
  return false;
}

/** Where the clause around the word at `i` begins. "Him" and "it" never mean their own clause's subject. */
function clauseStart(words: QueryWord[], i: number): number {
  for (let at = i - 1; at > 0; at--) if (CLAUSE_STARTS.has(words[at].surface.toLowerCase())) return at;
  return 0;
}

/**
 * Whether "that" joins a clause ("drones that …") and points at nothing: a content word before it, a clause behind it.
 */
function isJoining(words: QueryWord[], i: number): boolean {
  if (words[i].surface.toLowerCase() !== 'that') return false;
  const before = words[i - 1];
  const behind = words.slice(i + 1);
  const hasClause = behind.length >= 2;
  return before !== undefined && !before.isStop && hasClause;
}

/** Whether what "that" points at is described well enough to look for: "that Iranian air base". */
const describes = (words: QueryWord[], i: number) =>
  words[i + 1] !== undefined && !words[i + 1].isStop && words.filter(({ isStop }) => !isStop).length > FEW_WORDS;

const names = (words: QueryWord[]) => words.some(({ term, isStop }) => !isStop && !isLightTerm(term));

/** "Something else: …", "new question, …": what was said before is not meant. */
const NEW_TOPIC =
  /^(?:(?:ok|okay|so|anyways?|well|alright|right|cool|thanks|thx|hm+|lol|now|but|and),? )*(?:(?:about )?something (?:else|different)|(?:an)?other (?:topic|question|thing|one|subject)|(?:new|different|next|unrelated|random|side) (?:topic|question|subject|thing)|chang(?:e|ing) (?:of )?(?:the )?(?:topic|subject)|on (?:another|a different) (?:note|topic)|off ?topic|forget (?:it|that|about (?:it|that))|never ?mind(?: that)?|moving on)(?: now| then)?(?:[,:;.!–—-]+ *| (?=(?:who|what|when|where|why|how|which|is|are|was|were|did|do|does|has|have|tell|any)\b))/i;
/** "No, I meant Biden", "not him, the other guy". */
const CORRECTION =
  /^(?:(?:no|nope|nah|sorry|sry|wait|actually|oh|lol)[,.!]? )*(?:i (?:meant?|was (?:talking|asking) about|am (?:talking|asking) about|['’]?m (?:talking|asking) about)|not (?:that|this|him|her|them|it|(?:the|that|this) [\p{L} ]{1,30}?),)[:,]? +(?=[\p{L}\p{N}])/iu;

/** The question behind words that lead away from what was said before; undefined where it has none. */
export function asNewTopic(text: string): string | undefined {
  const rest = text.trim().replace(NEW_TOPIC, '');
  return rest !== text.trim() && /[\p{L}\p{N}]/u.test(rest) ? rest : undefined;
}

/** "Tell me more about the Russian one" → "what about the Russian": of "one" no article speaks. Any other text as it is. */
export const withoutOne = (text: string): string => {
  const [, which] = ONE_OF_THEM.exec(text.trim()) ?? [];
  return which === undefined ? text : `what about ${which.trim()}`;
};

/** What a correction puts in the place of what was asked about, as half a question; undefined for any other text. */
export const correctionIn = (text: string): string | undefined =>
  CORRECTION.test(text.trim()) ? `what about ${text.trim().replace(CORRECTION, '')}` : undefined;
