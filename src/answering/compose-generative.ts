/**
 * An answer in a model's words: asked over numbered passages, read while it is written, each sentence held against its
 * evidence before it is passed on. What the model says is never trusted, only what the articles carry.
 */
import { randomBytes } from 'node:crypto';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { ChatModel, ChatReply, ChatRequest } from '../models/chat-model.js';
import { NO_ANSWER, ReplyReader } from './claims/read-reply.js';
import { type Claim, type ClaimVerifier, createClaimVerifier, type OfferedPassage } from './claims/verify-claim.js';
import type { AnswerSentence, Citation, Draft, Written } from './types.js';

/** More sentences than this are no short answer. */
const MAX_SENTENCES = 12;

export interface Generation {
  /** Only what was found supported. */
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
      const hadSome = sheet.draft.sentences.length > 0;
      reader = new ReplyReader();
      sheet = new Sheet(verifier, maxSentences, maxWords);
      if (hadSome) onDraft?.(sheet.draft);
    },
    onText: (text) => take(reader.feed(text)),
  });
  // What was cut off by a limit ends in half a sentence, which isn't read.
  if (reply.finish === 'stop' && !reader.isCut) take(reader.finish());
  return {
    draft: sheet.draft,
    written: { model: chat.id, kept: sheet.draft.sentences.length, heldBack: sheet.heldBack },
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

/** The verified sentences, with their citations numbered in reading order. */
class Sheet {
  readonly #sentences: AnswerSentence[] = [];
  readonly #citations: Citation[] = [];
  readonly heldBack: Written['heldBack'] = [];
  /** The reply's sentences so far, for whom "he" means in the next one. */
  readonly #shown: string[] = [];
  #words = 0;

  constructor(
    private readonly verifier: ClaimVerifier,
    private readonly maxSentences: number,
    private readonly maxWords: number,
  ) {}

  get draft(): Draft {
    return { sentences: [...this.#sentences], citations: [...this.#citations] };
  }

  /** Whether the claim stands; one that says again what was said is left out. */
  add(claim: Claim): boolean {
    if (isNoAnswer(claim.text) || this.#sentences.length >= this.maxSentences) return false;
    const verdict = this.verifier.verify(claim, this.#shown);
    if ('refused' in verdict) {
      this.heldBack.push(verdict.refused.faults[0] ?? 'words');
      return false;
    }
    const { text, citations } = verdict.verified;
    if (this.#sentences.some((sentence) => sentence.text === text)) return false;
    this.#words += text.split(/\s+/).length;
    if (this.#words > this.maxWords) return false;
    this.#shown.push(claim.text);
    this.#sentences.push({ text, citations: citations.map((citation) => this.#place(citation)) });
    return true;
  }

  #place(citation: Citation): number {
    const known = this.#citations.findIndex(
      ({ articleId, start, end }) =>
        articleId === citation.articleId && start === citation.start && end === citation.end,
    );
    return known >= 0 ? known : this.#citations.push(citation) - 1;
  }
}
