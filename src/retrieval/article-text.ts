/**
 * The text of an article as every question reads it: its words, its outline, who its sentences say that speaks. Nothing in
 * it depends on a question or on what was asked before, so it is kept for the next one. What a question makes of it (which
 * of its terms stand where, who a speaker turns out to be on reading on) is EvidenceArticle's.
 */
import { isDeepStrictEqual } from 'node:util';
import { BoundedCache } from '../core/bounded-cache.js';
import type { Sentence, Structure } from '../core/types.js';
import type { StoredBody } from '../index/stored-article.js';
import type { KnownLanguage } from '../text/languages/languages.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { Outline } from '../text/outline.js';
import { readableText } from '../text/readable-text.js';
import { type Token, tokenize } from '../text/tokenize.js';
import { NumberedWords } from './numbered-words.js';
import { SpeechRecord } from './speakers/attribute.js';
import { SentenceSubjects } from './speakers/sentence-subjects.js';
import { termNumbers } from './term-numbers.js';

export class ArticleText {
  readonly body: string;
  readonly structure: Structure | undefined;
  /** The body as it is read: without markup, as long as the body. */
  readonly text: string;
  /** Of the whole text; see tellLanguage. */
  readonly language: KnownLanguage;
  /** Where its sentences stand, if it has a structure. */
  readonly outline: Outline | undefined;
  readonly speech: SpeechRecord;
  readonly #numbers = termNumbers();
  readonly #words: NumberedWords[] = [];

  constructor(
    { body, structure }: StoredBody,
    readonly sentences: readonly Sentence[],
  ) {
    this.body = body;
    this.structure = structure;
    this.text = readableText(body, structure);
    this.language = tellLanguage(this.text);
    this.outline = structure && new Outline(sentences, structure);
    this.speech = new SpeechRecord(new SentenceSubjects(this.text), sentences, (number) => this.tokensOf(number));
  }

  /** The words of one sentence, stop words included. */
  wordsOf(number: number): NumberedWords {
    return (this.#words[number] ??= new NumberedWords(this.#read(number), this.#numbers));
  }

  /** The same, in a list of its own. */
  tokensOf(number: number): Token[] {
    const words = this.#words[number];
    if (words) return words.tokens();
    const tokens = this.#read(number);
    this.#words[number] = new NumberedWords(tokens, this.#numbers);
    return tokens;
  }

  #read(number: number): Token[] {
    const { start, end } = this.sentences[number];
    return tokenize(this.text, start, end, this.language);
  }

  /** Whether it is the text of this body, split like this, its terms numbered as those of all texts are by now. */
  isOf({ body, structure }: StoredBody, sentences: readonly Sentence[]): boolean {
    return (
      this.#numbers === termNumbers() &&
      this.body === body &&
      this.sentences.length === sentences.length &&
      this.sentences.every(({ start, end }, i) => start === sentences[i].start && end === sentences[i].end) &&
      isDeepStrictEqual(this.structure, structure)
    );
  }
}

/** Characters of text: some 1,200 articles of the news. */
const MAX_KEPT_CHARS = 6_000_000;

/** Recently read texts by the key of their revision. Bounded, whatever the size of the corpus. */
const keptTexts = new BoundedCache<ArticleText>(MAX_KEPT_CHARS);

/** The text of an article by the key of its revision, as it was read from the index. */
export function articleText(key: number, content: StoredBody, sentences: readonly Sentence[]): ArticleText {
  const before = keptTexts.get(key);
  // Two indexes may use one key for two texts, so a text is taken for what it says.
  if (before?.isOf(content, sentences)) return before;
  const text = new ArticleText(content, sentences);
  keptTexts.set(key, text, text.body.length);
  return text;
}
