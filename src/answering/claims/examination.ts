/**
 * The examination of each sentence that a model wrote, in this order: orders and unsafe characters, vetoes, the judge; and the
 * article's own words in place of what falls. What it returns is all that people may see of a reply.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReplySentence } from '../reply/read-reply.js';
import { type CitedSentence, cite } from './cite.js';
import { nearVerbatim } from './near-verbatim.js';
import { Offer, type OfferedPassage, type ReadPassage, readPassage, readWords } from './offer.js';
import { speaksToMachines } from './orders.js';
import { countriesOf } from './other-names.js';
import { plainText } from './quotations.js';
import { quoteInstead } from './quote-instead.js';
import type { Claim } from './supports.js';
import { type Veto, vetoesOf } from './vetoes.js';

/** Why a sentence stays: it stands word for word in a passage, the judge found it carried, or nobody judged and it is near enough. */
export type Stay = 'verbatim' | 'judged' | 'near-verbatim';
/** Why a sentence falls: a veto, the judge, or that nobody judged it. */
export type Fall = Veto | 'unsafe' | 'refused' | 'unjudged' | 'uncited';

export type Verdict = { verdict: Stay; shown: CitedSentence } | { verdict: Fall; instead?: CitedSentence };

/** What the judge says of a sentence: undefined where it says nothing. */
export type Judged = boolean | undefined;

/** A sentence that nothing speaks against so far, for a judge. */
export interface OpenSentence extends ReplySentence {
  claim: Claim;
}

/** What a model may write that no reader should get, whatever supports it: addresses, mentions, markup, invisible signs. */
const UNSAFE =
  /https?:|www\.|:\/\/|\b[\w-]+\.(?:com|org|net|io|ru|cn|info|xyz|gg|me|co|app|dev|site|link|example)\b|@|<[@#!:a-z/]|\]\(|!\[|`|\|\||[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/iu;
const MAX_SENTENCE_CHARS = 600;

export class Examination {
  #verbatim: Set<string> | undefined;

  constructor(readonly offer: Offer) {}

  /**
   * Reads one passage after the other and lets others have their turn in between: all together take tens of milliseconds, and
   * so does the dictionary, whose names of countries are looked up here so that no sentence has to wait for them.
   * `asked` are the question and earlier turns, for orders that they hold.
   */
  static async open(passages: OfferedPassage[], asked: string[] = []): Promise<Examination> {
    const read: ReadPassage[] = [];
    for (const [place, passage] of passages.entries()) {
      await nextTurn();
      const one = readPassage(passage, place);
      for (const { words } of one.sentences) {
        await nextTurn();
        for (const word of words) if (word.isCapitalised) countriesOf(word);
      }
      read.push(one);
    }
    await nextTurn();
    return new Examination(new Offer(passages, read, asked));
  }

  /** The verdict, or the sentence as it goes to a judge. */
  look({ text: given, marks }: ReplySentence): Verdict | OpenSentence {
    const text = given.trim();
    if (text === '' || text.length > MAX_SENTENCE_CHARS || UNSAFE.test(text) || speaksToMachines(text))
      return { verdict: 'unsafe' };
    const { claim } = this.asOpen({ text, marks });
    const [veto] = vetoesOf(claim, this.offer);
    if (veto) return this.#fall(veto, claim);
    if (this.#isVerbatim(text)) return this.#stay('verbatim', claim, marks);
    return { text, marks, claim };
  }

  /** A sentence as it would go to a judge, whatever its verdict. */
  asOpen({ text, marks }: ReplySentence): OpenSentence {
    return { text, marks, claim: { text, words: readWords(text) } };
  }

  /** What becomes of a sentence that was judged, or that nobody judged. */
  settle({ claim, marks }: OpenSentence, judged: Judged): Verdict {
    if (judged !== undefined) return judged ? this.#stay('judged', claim, marks) : this.#fall('refused', claim);
    return nearVerbatim(claim, this.offer) ? this.#stay('near-verbatim', claim, marks) : this.#fall('unjudged', claim);
  }

  /** All vetoes of a sentence, for measuring: the first one decides. */
  vetoesOf(text: string): Veto[] {
    return vetoesOf({ text, words: readWords(text) }, this.offer);
  }

  /** The article's own words on what a sentence says, whatever its verdict. */
  quoteFor({ text }: ReplySentence): CitedSentence | undefined {
    return quoteInstead({ text, words: readWords(text) }, this.offer);
  }

  #stay(verdict: Stay, claim: Claim, marks: number[]): Verdict {
    const shown = cite(claim, marks, this.offer);
    return shown ? { verdict, shown } : { verdict: 'uncited' };
  }

  #fall(verdict: Fall, claim: Claim): Verdict {
    const instead = quoteInstead(claim, this.offer);
    return { verdict, ...(instead && { instead }) };
  }

  #isVerbatim(text: string): boolean {
    this.#verbatim ??= new Set(this.offer.sentences.map((sentence) => plainText(sentence.text)));
    return this.#verbatim.has(plainText(text));
  }
}
