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
  const attribution = new SpeechRecord(new SentenceSubjects(body), sentences, (number) => tokens[number]).read();
  return sentences.map((_, number) => attribution(number));
}

/** What one sentence tells: who says it, by number, and how the speakers who are known by then are known better. */
interface Step {
  speaker: number | undefined;
  isNamedHere: boolean;
  changes: { speaker: number; known: Omit<Speaker, 'terms'>; terms: string[] }[];
}

/**
 * Who says the sentences of one article, found once however often it is read. A speaker is called by the fullest name that
 * was read so far, which differs between one who reads a sentence and one who reads the whole: so steps are kept, and each
 * reader takes as many as it reads. `tokensOf` gives a sentence's words, stop words included.
 */
export class SpeechRecord {
  readonly #tracker: SpeakerTracker;
  readonly #steps: Step[] = [];
  readonly #numbers = new Map<Speaker, { number: number; terms: number }>();

  constructor(
    subjects: SentenceSubjects,
    private readonly sentences: readonly Sentence[],
    private readonly tokensOf: (number: number) => Token[],
  ) {
    this.#tracker = new SpeakerTracker(subjects);
  }

  /** A new reader: attributes sentence after sentence, and no further than the one that is asked for. */
  read(): (number: number) => Attribution | undefined {
    const speakers: Speaker[] = [];
    const found: (Attribution | undefined)[] = [];
    return (number) => {
      while (found.length <= number) {
        const { speaker, isNamedHere, changes } = this.#step(found.length);
        for (const { speaker: changed, known, terms } of changes) {
          const before = speakers[changed];
          if (before) Object.assign(before, known);
          else speakers[changed] = { ...known, terms: new Set() };
          for (const term of terms) speakers[changed].terms.add(term);
        }
        found.push(speaker === undefined ? undefined : { speaker: speakers[speaker], isNamedHere });
      }
      return found[number];
    };
  }

  /** Steps are asked for in order. */
  #step(number: number): Step {
    const before = this.#steps[number];
    if (before) return before;
    const attribution = this.#tracker.next(this.sentences[number], number, this.tokensOf(number));
    const changes = [...this.#tracker.takeTouched()].map((speaker) => this.#changeOf(speaker));
    const step: Step = {
      speaker: attribution && this.#numbers.get(attribution.speaker)!.number,
      isNamedHere: attribution?.isNamedHere ?? false,
      changes,
    };
    this.#steps.push(step);
    return step;
  }

  #changeOf(speaker: Speaker): Step['changes'][number] {
    const { terms, ...known } = speaker;
    const recorded = this.#numbers.get(speaker) ?? { number: this.#numbers.size, terms: 0 };
    this.#numbers.set(speaker, { number: recorded.number, terms: terms.size });
    return { speaker: recorded.number, known, terms: [...terms].slice(recorded.terms) };
  }
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
  #touched = new Set<Speaker>();

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

  /** Speakers who are new since it was last asked, or of whom more may be known. */
  takeTouched(): Set<Speaker> {
    const touched = this.#touched;
    if (touched.size > 0) this.#touched = new Set();
    return touched;
  }

  #recognise(words: Token[], number: number): Speaker {
    const speaker = recognise(this.#body, words, number, this.#known);
    this.#touched.add(speaker);
    return speaker;
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
    const speaker = this.#recognise(subject.tokens, number);
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
      const first = this.#recognise(name, number);
      return namesAnother(body, words, name.length) ? undefined : first;
    }
    const namesSomeone = words.some((word, i) => i > 0 && isCapitalised(body, word) && !isCalendarToken(body, word));
    return namesSomeone ? undefined : this.#person;
  }
}

const startsWithPronoun = (body: string, words: Token[]) =>
  words.length > 0 && PRONOUNS.has(body.slice(words[0].start, words[0].end).toLowerCase());
