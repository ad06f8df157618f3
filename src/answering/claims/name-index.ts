/** The names and words of all passages, to ask whether a name of a claim is among them: as a whole phrase, or by another name. */
import { nounKind } from '../../lexicon/noun-kinds.js';
import { isCommonWord } from '../../lexicon/places.js';
import { normaliseWord } from '../../text/tokenize.js';
import { NAME_QUALIFIERS, type Name, PARTICLES } from './names.js';
import { countriesOf } from './other-names.js';
import { joinTerms, type Word } from './words.js';

/** Titles and roles before a name; they belong to no name. */
const TITLES = new Set(
  'mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister foreign defence defense interior finance justice secretary general chancellor king queen prince princess pope bishop mayor governor senator congressman congresswoman judge justice chief director chairman chairwoman chair captain colonel major sergeant officer inspector ambassador minister spokesman spokeswoman spokesperson doctor professor coach manager striker defender midfielder actor actress singer rapper star yes no'.split(
    ' ',
  ),
);
/** As the index has them. */
const QUALIFYING_TERMS = new Set([...NAME_QUALIFIERS].map(normaliseWord));

const isTitle = ({ lower }: Word) => TITLES.has(lower) || nounKind(lower) === 'person';

/** The names and words of all passages, to ask whether a name of a claim is among them. */
export class NameIndex {
  readonly #text: string;
  /** The same without single letters: "Donald J. Trump". */
  readonly #withoutInitials: string;
  readonly #terms: Set<string>;
  readonly #lower: Set<string>;
  readonly #capitalised: Word[];
  /** Terms with a capital that isn't the sentence's. */
  readonly #inside: Set<string>;
  /** Countries that the passages name; looked up when a name is not found otherwise. */
  #countries: Set<string> | undefined;
  /** First letters of capitalised words, those of other words as a bar. */
  readonly #initials: string;

  /** One list of words for each sentence or title. */
  constructor(sentences: Word[][]) {
    this.#text = sentences.map(joinTerms).join('|');
    this.#withoutInitials = this.#text.replace(/ \p{L}(?= )/gu, '');
    const all = sentences.flat();
    this.#terms = new Set(all.map(({ term }) => term));
    this.#lower = new Set(all.flatMap(({ isCapitalised, lower }) => (isCapitalised ? [] : lower)));
    const capitalised = new Map<string, Word>();
    for (const word of all) if (word.isCapitalised || word.isName) capitalised.set(word.term, word);
    this.#capitalised = [...capitalised.values()];
    this.#inside = new Set(
      sentences.flatMap((words) =>
        words.flatMap(({ term, isCapitalised, isName, lower }, i) =>
          (isCapitalised && (i > 0 || !isCommonWord(lower))) || isName ? term : [],
        ),
      ),
    );
    this.#initials = sentences
      .flatMap((sentence) => [...sentence, undefined])
      .map((word) => (word?.isCapitalised ? word.lower[0] : word && PARTICLES.has(word.lower) ? '' : '|'))
      .join('');
  }

  /** Whether a word is written with a capital anywhere inside the passages. */
  hasCapitalised = ({ term }: Word) => this.#inside.has(term);

  hasTerm = (term: string) => this.#terms.has(term);

  /** Whether the phrase stands in the passages, or what is left of it without titles and ordinary words around it. */
  holds(name: Name): boolean {
    if (this.#holdsPhrase(name)) return true;
    const title = name.findLastIndex((word) => isTitle(word));
    // "Treasury Secretary Danny Alexander": whose secretary is for the judge.
    if (title >= 0 && name.length - title > 2 && this.#holdsPhrase(name.slice(title + 1))) return true;
    for (let from = 0; from < name.length; from++) {
      if (from > 0 && !this.#isOrdinary(name[from - 1])) break;
      for (let to = name.length; to > from; to--) {
        if (to < name.length && !this.#isOrdinary(name[to])) break;
        if (this.#holdsPhrase(name.slice(from, to))) return true;
      }
    }
    // "Edinson Cavani of Paris Saint-Germain" is two names, "University of Oslo" one.
    const of = name.findIndex((word, i) => i > 0 && !word.isContent && !isCommonWord(name[i - 1].lower));
    if (of > 0 && of < name.length - 1) return this.holds(name.slice(0, of)) && this.holds(name.slice(of + 1));
    return name.every((word) => this.#isOrdinary(word));
  }

  #holdsPhrase(name: Name): boolean {
    const phrase = joinTerms(name);
    if (this.#standsIn(this.#text, phrase) || this.#standsIn(this.#withoutInitials, phrase)) return true;
    if (name.length === 1) return this.#isCountry(name[0]) || this.#isLetters(name[0]);
    // "Zhou Ming" is called Ming Zhou elsewhere.
    if (name.length === 2 && this.#standsIn(this.#text, joinTerms([name[1], name[0]]))) return true;
    return this.#standsAsLetters(name) || this.#terms.has(name.map(({ lower }) => lower).join(''));
  }

  /** Anywhere but behind a word that makes another name of it. */
  #standsIn(text: string, phrase: string): boolean {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      const before = text.slice(text.lastIndexOf(' ', at - 1) + 1, at);
      if (!QUALIFYING_TERMS.has(before) || this.#lower.has(before)) return true;
    }
    return false;
  }

  /** A title, a particle, a word that the passages write small, or another name of a country in them. */
  #isOrdinary(word: Word): boolean {
    return (
      !word.isContent ||
      isTitle(word) ||
      this.#lower.has(word.lower) ||
      (word.isName && this.#terms.has(word.term)) ||
      this.#isCountry(word)
    );
  }

  /** "Iranian" where the passages name Iran. */
  #isCountry(word: Word): boolean {
    const wanted = countriesOf(word);
    if (wanted.length === 0) return false;
    this.#countries ??= new Set(this.#capitalised.flatMap(countriesOf));
    return wanted.some((country) => this.#countries!.has(country));
  }

  /** "FDIC" where the passages write the name in full. */
  #isLetters({ lower }: Word): boolean {
    const letters = lower.replaceAll('.', '');
    if (!/^[a-z]{2,6}$/.test(letters)) return false;
    return this.#initials.includes(letters);
  }

  /** "Federal Deposit Insurance Corporation" where the passages write FDIC. */
  #standsAsLetters(name: Name): boolean {
    const letters = name.flatMap(({ isContent, lower }) => (isContent ? lower[0] : [])).join('');
    return letters.length > 2 && this.#terms.has(letters);
  }
}
