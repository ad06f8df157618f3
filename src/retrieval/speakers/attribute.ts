/**
 * Who says what: finds, for each sentence of an article, the person or body that its statement is attributed to, by the
 * verb of speech and what stands beside it. "He said" and a quotation that goes on are carried over from before.
 */
import type { Sentence } from '../../core/types.js';
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { nameFrom, type Subject } from './find-subject.js';
import { namesAnother, namesMore, surfaceOf } from './names.js';
import { goesOnToClose, leavesQuoteOpen } from './quotations.js';
import { recognise, type Speaker } from './recognise.js';
import { SentenceSubjects } from './sentence-subjects.js';
import { isBody, isCalendarToken, isRoleOrArticle, PRONOUNS } from './words.js';

export type { Speaker } from './recognise.js';
export { isBody, isRoleTerm } from './words.js';

export interface Attribution {
  speaker: Speaker;
  /** Whether the sentence itself names the speaker; otherwise it says "he", or nothing. */
  isNamedHere: boolean;
}

const ENDED = /[.!?…。！？][\s"'”’»)\]]*$/u;

/** One entry per sentence, undefined where nobody is said to speak. `tokens[i]` are the words of sentence i, stop words included. */
export function attributeSpeakers(body: string, sentences: Sentence[], tokens: Token[][]): (Attribution | undefined)[] {
  const attribution = speakersOf(new SentenceSubjects(body), sentences, (number) => tokens[number]);
  return sentences.map((_, number) => attribution(number));
}

/**
 * Attributes sentence after sentence, and no further than the one that is asked for. `tokensOf` gives a sentence's words,
 * stop words included.
 */
export function speakersOf(
  subjects: SentenceSubjects,
  sentences: readonly Sentence[],
  tokensOf: (number: number) => Token[],
): (number: number) => Attribution | undefined {
  const tracker = new SpeakerTracker(subjects);
  const found: (Attribution | undefined)[] = [];
  return (number) => {
    while (found.length <= number)
      found.push(tracker.next(sentences[found.length], found.length, tokensOf(found.length)));
    return found[number];
  };
}

/** Attributes sentence after sentence of one article; what it remembers is who spoke and which quotation is open. */
class SpeakerTracker {
  readonly #body: string;
  readonly #known: Speaker[] = [];
  /** Whom "he" or "she" would mean now; undefined where that can't be told. */
  #person: Speaker | undefined;
  #quotedBefore: Speaker | undefined;
  #isQuoteOpen = false;
  #openQuoteBy: Speaker | undefined;

  constructor(private readonly subjects: SentenceSubjects) {
    this.#body = subjects.body;
  }

  /** Sentences come in order, each once; `words` are the sentence's. */
  next(sentence: Sentence, number: number, words: Token[]): Attribution | undefined {
    const text = this.#body.slice(sentence.start, sentence.end);
    const goesOn = this.#isQuoteOpen;
    this.#isQuoteOpen = leavesQuoteOpen(text, goesOn) && goesOnToClose(this.#body, sentence.end);
    const attribution = this.#attribute(text, number, words, goesOn);
    this.#openQuoteBy = this.#isQuoteOpen ? attribution?.speaker : undefined;
    // “…,” she said. “…”: the second part of a quotation has no speaker of its own.
    this.#quotedBefore = /["”»]/.test(text) ? attribution?.speaker : undefined;
    return attribution;
  }

  #attribute(text: string, number: number, words: Token[], goesOn: boolean): Attribution | undefined {
    const body = this.#body;
    const subject = this.subjects.of(number, words);
    if (subject && !subject.isPronoun) return this.#named(subject, number, words);
    if (subject) return this.#person && { speaker: this.#person, isNamedHere: false };
    if (goesOn && this.#openQuoteBy) return { speaker: this.#openQuoteBy, isNamedHere: false };
    if (/^["“«]/.test(text) && this.#quotedBefore) return { speaker: this.#quotedBefore, isNamedHere: false };
    if (!ENDED.test(text)) {
      // A heading or a caption: whoever it names, what follows needn't be about them.
      if (words.some((word, i) => i > 0 && isCapitalised(body, word) && !isCalendarToken(body, word)))
        this.#person = undefined;
    } else if (!startsWithPronoun(body, words)) {
      this.#person = this.#personAfter(words, number);
    }
    return undefined;
  }

  #named(subject: Subject, number: number, words: Token[]): Attribution {
    const speaker = recognise(this.#body, subject.tokens, number, this.#known);
    for (const { term } of subject.beside ?? []) speaker.terms.add(term);
    if (!isBody(speaker.name)) this.#person = speaker;
    else if (namesMore(this.#body, words, subject.tokens)) this.#person = undefined;
    return { speaker, isNamedHere: true };
  }

  /**
   * Whom a pronoun may mean after a sentence in which nobody speaks: its first words where they are a name, nobody where
   * a name stands somewhere else in it, the same person as before where it names no one.
   */
  #personAfter(words: Token[], number: number): Speaker | undefined {
    const body = this.#body;
    const name = nameFrom(body, words, 0);
    const isProper = name.some((word) => isCapitalised(body, word) && !isRoleOrArticle(body, word));
    const isKnown =
      name.length > 1 ||
      (name.length === 1 &&
        (this.#known.some(({ terms }) => terms.has(name[0].term)) ||
          (words.length > 1 && this.subjects.inside.has(surfaceOf(body, name[0])))));
    if (isProper && isKnown && name[0] === words[0]) {
      const first = recognise(body, name, number, this.#known);
      return namesAnother(body, words, name.length) ? undefined : first;
    }
    const namesSomeone = words.some((word, i) => i > 0 && isCapitalised(body, word) && !isCalendarToken(body, word));
    return namesSomeone ? undefined : this.#person;
  }
}

const startsWithPronoun = (body: string, words: Token[]) =>
  words.length > 0 && PRONOUNS.has(body.slice(words[0].start, words[0].end).toLowerCase());
