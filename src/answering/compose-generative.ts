/**
 * An answer in a model's words: asked over numbered passages, read while it is written, each sentence held against its
 * evidence before it is passed on. What the model says is never trusted, only what the articles carry.
 */
import { randomBytes } from 'node:crypto';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { ChatModel, ChatReply, ChatRequest } from '../models/chat-model.js';
import type { OfferedPassage } from './claims/evidence-units.js';
import { NO_ANSWER, ReplyReader } from './claims/read-reply.js';
import { type Claim, type ClaimVerifier, createClaimVerifier, type VerifiedClaim } from './claims/verify-claim.js';
import type { Citation, Draft, Written } from './types.js';

/** More sentences than this are no short answer. */
const MAX_SENTENCES = 12;
/** More quotes in place of sentences that were held back would be an answer of their own. */
const MAX_QUOTES = 2;

export interface Generation {
  /** Only what was found supported, and quotes where something else was said. */
  draft: Draft;
  written: Written;
  reply: ChatReply;
  /** The model says that the passages hold no answer. */
  saysNoAnswer: boolean;
}

export interface GenerateOptions {
  passages: OfferedPassage[];
  /** The number under which the first passage was offered. */
  firstNumber?: number;
  lexicon: Lexicon;
  signal?: AbortSignal;
  /** The draft so far, each time a sentence joins it; an empty one where a try begins anew. */
  onDraft?: (draft: Draft) => void;
  maxSentences?: number;
  /** Of all sentences together; what would go beyond is left out. */
  maxWords?: number;
}

/** Rejects with ChatModelError, or with the signal's reason. */
export async function generate(
  chat: ChatModel,
  request: ChatRequest,
  {
    passages,
    firstNumber = 1,
    lexicon,
    signal,
    onDraft,
    maxSentences = MAX_SENTENCES,
    maxWords = Number.POSITIVE_INFINITY,
  }: GenerateOptions,
): Promise<Generation> {
  const verifier = createClaimVerifier(passages, lexicon);
  let reader = new ReplyReader();
  let sheet = new Sheet(verifier, maxSentences, maxWords);
  const take = (claims: Claim[]) => {
    for (const { text, marks } of claims) {
      const isNew = sheet.add({ text, marks: marks.map((mark) => mark - firstNumber + 1) });
      if (isNew) onDraft?.(sheet.draft);
    }
  };
  const reply = await chat.stream(request, {
    signal,
    onStart: () => {
      const hadSome = sheet.kept > 0;
      reader = new ReplyReader();
      sheet = new Sheet(verifier, maxSentences, maxWords);
      if (hadSome) onDraft?.(sheet.draft);
    },
    onText: (text) => take(reader.feed(text)),
  });
  // What was cut off by a limit ends in half a sentence, which isn't read.
  if (reply.finish === 'stop' && !reader.isCut) take(reader.finish());
  return {
    draft: sheet.whole,
    written: { model: chat.id, kept: sheet.kept, heldBack: sheet.heldBack },
    reply,
    saysNoAnswer: isNoAnswer(reply.text),
  };
}

/** A mark that no article can know. */
export const newMark = (): string => `=== ${randomBytes(6).toString('hex')} ===`;

const isNoAnswer = (text: string) =>
  text
    .replace(/[^\p{L} ]/gu, '')
    .trim()
    .toUpperCase() === NO_ANSWER;

/** What became of each sentence of a reply, in reading order. */
class Sheet {
  /** Verified sentences, and quotes that may stand where one was held back. */
  readonly #places: (VerifiedClaim & { isQuote: boolean })[] = [];
  readonly heldBack: Written['heldBack'] = [];
  /** The reply's sentences so far, for whom "he" means in the next one. */
  readonly #shown: string[] = [];
  #words = 0;

  constructor(
    private readonly verifier: ClaimVerifier,
    private readonly maxSentences: number,
    private readonly maxWords: number,
  ) {}

  get kept(): number {
    return this.#places.filter(({ isQuote }) => !isQuote).length;
  }

  /** The verified sentences. */
  get draft(): Draft {
    return toDraft(this.#places.filter(({ isQuote }) => !isQuote));
  }

  /**
   * The verified sentences, and where one was held back, the article's own words on the matter, unless another sentence
   * rests on them already. Nothing where no sentence stands: then the reply as a whole is none.
   */
  get whole(): Draft {
    const kept = this.#places.filter(({ isQuote }) => !isQuote);
    if (kept.length === 0) return { sentences: [], citations: [] };
    const quoted = kept.flatMap(({ citations }) => citations);
    const quotes = this.#places
      .filter(({ isQuote, citations: [main] }) => {
        if (!isQuote || quoted.some((other) => isSamePlace(other, main))) return false;
        quoted.push(main);
        return true;
      })
      .slice(0, MAX_QUOTES);
    let words = this.#words;
    const fitting = quotes.filter(({ text }) => {
      words += countWords(text);
      return words <= this.maxWords;
    });
    return toDraft(this.#places.filter((place) => !place.isQuote || fitting.includes(place)));
  }

  /** Whether the claim stands; one that says again what was said is left out. */
  add(claim: Claim): boolean {
    if (isNoAnswer(claim.text) || this.kept >= this.maxSentences) return false;
    const verdict = this.verifier.verify(claim, this.#shown);
    if ('refused' in verdict) {
      const { faults, instead } = verdict.refused;
      this.heldBack.push(faults[0] ?? 'words');
      if (instead) this.#places.push({ ...instead, isQuote: true });
      return false;
    }
    const { verified } = verdict;
    if (this.#places.some(({ text, isQuote }) => !isQuote && text === verified.text)) return false;
    this.#words += countWords(verified.text);
    if (this.#words > this.maxWords) return false;
    this.#shown.push(claim.text);
    this.#places.push({ ...verified, isQuote: false });
    return true;
  }
}

const countWords = (text: string) => text.split(/\s+/).length;

const isSamePlace = (a: Citation, b: Citation) => a.articleId === b.articleId && a.start === b.start && a.end === b.end;

/** Citations numbered in reading order, each once. */
function toDraft(claims: VerifiedClaim[]): Draft {
  const citations: Citation[] = [];
  const placeOf = (citation: Citation) => {
    const known = citations.findIndex((other) => isSamePlace(other, citation));
    return known >= 0 ? known : citations.push(citation) - 1;
  };
  return {
    sentences: claims.map(({ text, citations: own }) => ({ text, citations: own.map(placeOf) })),
    citations,
  };
}
