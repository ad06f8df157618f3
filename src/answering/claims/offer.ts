/** The passages that a model was offered, read once for all sentences of its reply. */
import type { Span } from '../../core/types.js';
import type { EvidenceArticle } from '../../retrieval/find-evidence.js';
import { blockAt } from '../../text/as-shown.js';
import { dateReadings, publicationDay } from './date-readings.js';
import type { NamedDate } from './dates.js';
import { type Figure, figuresIn } from './figures.js';
import { plainReadings } from './hidden-text.js';
import { NameIndex } from './name-index.js';
import { ordersAmong, ordersIn, textOfAddress } from './orders.js';
import { joinOtherNames } from './other-names.js';
import { plainText } from './quotations.js';
import { type Word, wordsIn } from './words.js';

/** A run of sentences of an article as it was offered to a model; its number is its place in the list, from 1. */
export interface OfferedPassage {
  article: Pick<EvidenceArticle, 'meta' | 'body' | 'structure' | 'text' | 'sentences' | 'attributions'>;
  firstSentence: number;
  sentenceCount: number;
}

/** A sentence of a passage that is no order to the machine. */
export interface OfferedSentence {
  /** Place of its passage in the list, from 0, and the sentence's number within the article. */
  passage: number;
  number: number;
  span: Span;
  article: OfferedPassage['article'];
  text: string;
  words: Word[];
}

/** A place of a word among those of its sentence that say something. */
interface Posting {
  /** Place of the sentence in `Offer.sentences`. */
  sentence: number;
  at: number;
}

export const readWords = (text: string): Word[] => joinOtherNames(wordsIn(text));

/** A passage's sentences, apart from the orders to the machine in it. */
export interface ReadPassage {
  sentences: OfferedSentence[];
  orders: string[];
}

/** `place` is the passage's place in the list. */
export function readPassage({ article, firstSentence, sentenceCount }: OfferedPassage, place: number): ReadPassage {
  const { text: body } = article;
  const spans = article.sentences.slice(firstSentence, firstSentence + sentenceCount);
  const texts = spans.map(({ start, end }) => body.slice(start, end));
  const isNewBlock = (i: number) => i > 0 && /\n\s*\n/.test(body.slice(spans[i - 1].end, spans[i].start));
  const isOrder = ordersAmong(spans.map(cellsOf(article)), isNewBlock);
  const read: ReadPassage = { sentences: [], orders: [] };
  for (const [i, text] of texts.entries()) {
    const number = firstSentence + i;
    if (isOrder[i]) read.orders.push(text);
    else read.sentences.push({ passage: place, number, span: spans[i], article, text, words: readWords(text) });
  }
  return read;
}

/** A sentence as it is read; of a table's row its cells between bars, for an order may stand in one of them. */
const cellsOf =
  ({ text, structure }: OfferedPassage['article']) =>
  ({ start, end }: Span): string => {
    const { cells = [] } = (structure && blockAt(structure, start)) ?? {};
    const parts = cells.filter((cell) => cell.start < end && cell.end > start);
    return parts.length > 1
      ? parts.map((cell) => text.slice(Math.max(start, cell.start), Math.min(end, cell.end))).join(' | ')
      : text.slice(start, end);
  };

/** What all passages say together, orders to the machine left out. */
export class Offer {
  readonly sentences: OfferedSentence[];
  /** Titles and outlets: what they name may be named, but they carry nothing. */
  readonly heads: string[];
  readonly names: NameIndex;
  /** Of each sentence the words that say something, and where each term stands. */
  readonly contents: Word[][];
  readonly postings = new Map<string, Posting[]>();
  readonly #orders: string[];
  #figures: Figure[] | undefined;
  #readings: NamedDate[] | undefined;
  #plain: string | undefined;
  #orderedTerms: Set<string> | undefined;

  /** `read` are the passages' sentences, see readPassage; `asked` the question and earlier turns, for orders that they hold. */
  constructor(
    readonly passages: OfferedPassage[],
    read: ReadPassage[] = passages.map(readPassage),
    asked: string[] = [],
  ) {
    this.sentences = read.flatMap(({ sentences }) => sentences);
    const metas = [...new Set(passages.map(({ article }) => article.meta))];
    const heads = metas.flatMap(({ title, source }) => [title, source ?? '']).filter((head) => head !== '');
    this.heads = heads.filter((head) => ordersIn(head).length === 0);
    const addresses = metas.flatMap(({ url }) => (url === undefined ? [] : textOfAddress(url)));
    this.#orders = [...[...asked, ...heads, ...addresses].flatMap(ordersIn), ...read.flatMap(({ orders }) => orders)];
    this.names = new NameIndex([...this.sentences.map(({ words }) => words), ...this.heads.map(readWords)]);
    this.contents = this.sentences.map(({ words }) => words.filter(({ isContent }) => isContent));
    for (const [sentence, content] of this.contents.entries())
      for (const [at, { term }] of content.entries()) {
        const known = this.postings.get(term);
        if (known) known.push({ sentence, at });
        else this.postings.set(term, [{ sentence, at }]);
      }
  }

  get #texts(): string[] {
    return [...this.sentences.map(({ text }) => text), ...this.heads];
  }

  /** Each value and unit once. */
  get figures(): Figure[] {
    this.#figures ??= [
      ...new Map(this.#texts.flatMap(figuresIn).map((figure) => [`${figure.value} ${figure.unit}`, figure])).values(),
    ];
    return this.#figures;
  }

  /** Days that the passages may mean, the articles' own among them. */
  get readings(): NamedDate[] {
    if (!this.#readings) {
      const days = [...new Set(this.passages.map(({ article }) => article.meta.publishedAt))].flatMap(publicationDay);
      const told = this.sentences.flatMap(({ text, article }) => dateReadings(text, article.meta.publishedAt));
      this.#readings = [...days, ...told];
    }
    return this.#readings;
  }

  /** Every sentence and title, for quotations; see plainText. */
  get plain(): string {
    return (this.#plain ??= plainText(this.#texts.join(' ')));
  }

  /** Terms that only orders hold. */
  get orderedTerms(): Set<string> {
    this.#orderedTerms ??= new Set(
      this.#orders
        .flatMap(plainReadings)
        .flatMap(readWords)
        .flatMap(({ term, isContent }) => (isContent && !this.names.hasTerm(term) ? term : [])),
    );
    return this.#orderedTerms;
  }
}
