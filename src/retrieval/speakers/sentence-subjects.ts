/** What each sentence of a text says by itself about who speaks, found when it is first asked for. */
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { findSubject, type Subject } from './find-subject.js';
import { NamesInside, surfaceOf } from './names.js';
import { SPEECH } from './words.js';

export class SentenceSubjects {
  readonly inside: NamesInside;
  readonly #found: (Subject | null)[] = [];

  constructor(readonly body: string) {
    this.inside = new NamesInside(body);
  }

  /** Who a sentence says that speaks, a name or a pronoun; undefined where it says nothing of that. `words` are all of it. */
  of(number: number, words: Token[]): Subject | undefined {
    const known = this.#found[number];
    if (known !== undefined) return known ?? undefined;
    const found = findSubject(this.body, words);
    const subject = found && this.#isFirstWordAlone(words, found) ? undefined : found;
    this.#found[number] = subject ?? null;
    return subject;
  }

  /** "Watch out for rules that say": a first word far from the verb is a name only where it has its capital elsewhere, too. */
  #isFirstWordAlone(words: Token[], { tokens, isPronoun }: Subject): boolean {
    if (isPronoun || tokens.length !== 1 || tokens[0] !== words[0] || words.length < 2) return false;
    const { body } = this;
    const next = body.slice(words[1].start, words[1].end).toLowerCase();
    const isBesideComma = body[words[0].end] === ',';
    return (
      !SPEECH.has(next) &&
      !isBesideComma &&
      !this.inside.has(surfaceOf(body, words[0])) &&
      isCapitalised(body, words[0])
    );
  }
}
