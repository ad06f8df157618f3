/** What becomes of each sentence of a reply, in reading order, and the draft that follows from it. */
import type { CitedSentence } from './claims/cite.js';
import type { Examination, Fall, Judged, OpenSentence, Stay, Verdict } from './claims/examination.js';
import { hangs } from './claims/hanging.js';
import type { ReplySentence } from './reply/read-reply.js';
import type { Citation, Draft } from './types.js';

/** A sentence that is looked at: open until it is judged. */
interface Place {
  given: ReplySentence;
  open?: OpenSentence;
  verdict?: Verdict;
}

export interface SheetLimits {
  maxSentences: number;
  /** Of all sentences together; what would go beyond is left out. */
  maxWords: number;
}

export class ReplySheet {
  readonly #places: Place[] = [];

  constructor(
    private readonly examination: Examination,
    private readonly limits: SheetLimits,
  ) {}

  /** Looks at a sentence; one beyond the limit isn't read. */
  add(given: ReplySentence): void {
    if (this.#places.length >= this.limits.maxSentences) return;
    const looked = this.examination.look(given);
    this.#places.push('verdict' in looked ? { given, verdict: looked } : { given, open: looked });
  }

  /** Sentences that wait for a judge. */
  get waiting(): OpenSentence[] {
    return this.#places.flatMap(({ open, verdict }) => (open && !verdict ? open : []));
  }

  /** The sentence in front, as it went or would have gone to a judge; undefined where that one fell. */
  before(sentence: OpenSentence): OpenSentence | undefined {
    const place = this.#places[this.#places.findIndex(({ open }) => open === sentence) - 1];
    if (!place?.verdict) return place?.open;
    return 'shown' in place.verdict ? (place.open ?? this.examination.asOpen(place.given)) : undefined;
  }

  settle(open: OpenSentence[], judged: Judged[]): void {
    for (const [i, sentence] of open.entries()) {
      const place = this.#places.find((one) => one.open === sentence)!;
      place.verdict = this.examination.settle(sentence, judged[i]);
    }
  }

  /** What stands so far: up to the first sentence that waits, and none that hangs on one that fell. */
  get draft(): Draft {
    const first = this.#places.findIndex(({ verdict }) => !verdict);
    const decided = first < 0 ? this.#places : this.#places.slice(0, first);
    return toDraft(this.#choose(decided, { hasQuotes: false }));
  }

  /**
   * Once nothing waits: the sentences that stand, and in the place of each one that fell the article's own words on the matter,
   * unless another sentence rests on them already. Nothing where no sentence stands: then the reply as a whole is none.
   */
  get whole(): Draft {
    const chosen = this.#choose(this.#places, { hasQuotes: true });
    return chosen.some(({ isQuote }) => !isQuote) ? toDraft(chosen) : { sentences: [], citations: [] };
  }

  /** Each sentence with its verdict; the words of those alone that stand. */
  get verdicts(): { verdict: Stay | Fall; text?: string }[] {
    return this.#places.map(({ verdict }) =>
      verdict && 'shown' in verdict
        ? { verdict: verdict.verdict, text: verdict.shown.text }
        : { verdict: verdict?.verdict ?? 'unjudged' },
    );
  }

  #choose(places: Place[], { hasQuotes }: { hasQuotes: boolean }): Chosen[] {
    const chosen: Chosen[] = [];
    const shown = places.flatMap(({ verdict }) => (verdict && 'shown' in verdict ? verdict.shown.citations : []));
    let words = 0;
    const push = (sentence: CitedSentence, isQuote: boolean) => {
      if (chosen.some(({ text }) => text === sentence.text)) return;
      words += countWords(sentence.text);
      if (words <= this.limits.maxWords) chosen.push({ ...sentence, isQuote });
    };
    let isMissing = false;
    for (const { given, verdict } of places) {
      if (!verdict) break;
      // What hangs on a sentence that isn't there is told by the article itself, too.
      if ('shown' in verdict && !(isMissing && hangs(given.text))) {
        push(verdict.shown, false);
        isMissing = false;
        continue;
      }
      const quote = 'shown' in verdict ? this.examination.quoteFor(given) : verdict.instead;
      isMissing = !hasQuotes || !quote;
      const others = chosen.flatMap(({ citations }) => citations).concat('shown' in verdict ? [] : shown);
      if (hasQuotes && quote && !isQuoted(quote, others)) push(quote, true);
    }
    return chosen;
  }
}

type Chosen = CitedSentence & { isQuote: boolean };

const isQuoted = ({ citations: [main] }: CitedSentence, others: Citation[]) =>
  others.some((other) => isSamePlace(other, main));

const countWords = (text: string) => text.split(/\s+/).length;

const isSamePlace = (a: Citation, b: Citation) => a.articleId === b.articleId && a.start === b.start && a.end === b.end;

/** Citations numbered in reading order, each once. */
function toDraft(sentences: CitedSentence[]): Draft {
  const citations: Citation[] = [];
  const placeOf = (citation: Citation) => {
    const known = citations.findIndex((other) => isSamePlace(other, citation));
    return known >= 0 ? known : citations.push(citation) - 1;
  };
  return {
    sentences: sentences.map(({ text, citations: own }) => ({ text, citations: own.map(placeOf) })),
    citations,
  };
}

export const isStay = (verdict: Stay | Fall): verdict is Stay =>
  verdict === 'verbatim' || verdict === 'judged' || verdict === 'near-verbatim';
