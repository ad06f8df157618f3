/**
 * An answer in a model's words: asked over numbered passages, read while it is written, each sentence examined before it is
 * passed on. What the model says is never trusted, only what the articles carry.
 */
import type { ChatModel, ChatReply, ChatRequest } from '../models/chat-model.js';
import type { Judge, Judgement } from '../models/judge.js';
import { askJudge } from './ask-judge.js';
import { Examination, type Judged, type OpenSentence } from './claims/examination.js';
import type { OfferedPassage } from './claims/offer.js';
import { ReplyReader, type ReplySentence } from './reply/read-reply.js';
import { isStay, ReplySheet } from './reply-sheet.js';
import type { Draft, Written } from './types.js';

/** More sentences than this are no short answer. */
const MAX_SENTENCES = 12;
/** While it is shown as it is written, so many sentences go to the judge at once. */
const SENTENCES_PER_CALL = 3;

export interface Generation {
  /** Only what stands, and the articles' own words where something else was said. */
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
  /** The question and earlier turns, for orders that they hold. */
  asked?: string[];
  judging?: Judging;
  signal?: AbortSignal;
  /** The draft so far, each time a sentence joins it; an empty one where a try begins anew. */
  onDraft?: (draft: Draft) => void;
  maxSentences?: number;
  maxWords?: number;
}

/** A judge, what it costs, and what is done where it fails. */
export interface Judging {
  judge: Judge;
  onJudgement: (judgement: Judgement) => void;
  /** Throws where the failure is none of the judge's, such as the asker's giving up. */
  onFault: (error: unknown) => void;
}

/** Rejects with ChatModelError, or with the signal's reason. */
export async function generate(chat: ChatModel, request: ChatRequest, options: GenerateOptions): Promise<Generation> {
  const reading = new Reading(await Examination.open(options.passages, options.asked), options);
  try {
    const reply = await chat.stream(request, {
      signal: options.signal,
      onStart: () => reading.begin(),
      onText: (text) => reading.feed(text),
    });
    // What was cut off by a limit ends in half a sentence, which isn't read.
    if (reply.finish === 'stop') reading.finish();
    return { ...(await reading.conclude(chat.id)), reply };
  } finally {
    reading.stop();
  }
}

/** A reply as it is read, examined and judged; it may begin anew. */
class Reading {
  #reader = new ReplyReader();
  #sheet: ReplySheet;
  /** Aborted where what is being judged is void. */
  #calls = new AbortController();
  #judging: Promise<void>[] = [];
  readonly #sent = new Set<OpenSentence>();
  #shown = 0;

  constructor(
    private readonly examination: Examination,
    private readonly options: GenerateOptions,
  ) {
    this.#sheet = this.#newSheet();
  }

  #newSheet(): ReplySheet {
    const { maxSentences = MAX_SENTENCES, maxWords = Number.POSITIVE_INFINITY } = this.options;
    return new ReplySheet(this.examination, { maxSentences, maxWords });
  }

  begin(): void {
    this.#reader = new ReplyReader();
    this.#clear();
  }

  stop(): void {
    this.#calls.abort();
  }

  #clear(): void {
    this.#calls.abort();
    this.#calls = new AbortController();
    this.#judging = [];
    this.#sheet = this.#newSheet();
    if (this.#shown > 0) this.options.onDraft?.(this.#sheet.draft);
    this.#shown = 0;
  }

  feed(piece: string): void {
    this.#take(this.#reader.feed(piece));
  }

  finish(): void {
    if (!this.#reader.isCut) this.#take(this.#reader.finish());
  }

  /** `isVoid` where all that came before turns out to have been thoughts. */
  #take({ sentences, isVoid }: { sentences: ReplySentence[]; isVoid: boolean }): void {
    if (isVoid) this.#clear();
    if (this.#reader.saysNoAnswer) return;
    const { firstNumber = 1, onDraft, judging } = this.options;
    for (const { text, marks } of sentences)
      this.#sheet.add({ text, marks: marks.map((mark) => mark - firstNumber + 1) });
    // Where nobody judges, nothing is gained by waiting for more.
    if (onDraft && this.#unsent().length >= (judging ? SENTENCES_PER_CALL : 1)) this.#judge();
    this.#show();
  }

  #unsent(): OpenSentence[] {
    return this.#sheet.waiting.filter((open) => !this.#sent.has(open));
  }

  /** Asks the judge about all that no call holds yet; without a judge, or where it fails, nobody judges them. */
  #judge(): void {
    const open = this.#unsent();
    if (open.length === 0) return;
    for (const sentence of open) this.#sent.add(sentence);
    const sheet = this.#sheet;
    const judging = this.#ask(open, this.#calls.signal).then((judged) => {
      if (sheet !== this.#sheet) return;
      sheet.settle(open, judged);
      this.#show();
    });
    // Who gives up while the reply still comes in waits for no verdict; whoever waits gets the error itself.
    judging.catch(() => {});
    this.#judging.push(judging);
  }

  async #ask(open: OpenSentence[], calls: AbortSignal): Promise<Judged[]> {
    const { judging, signal } = this.options;
    if (!judging) return [];
    try {
      const { judged, judgement } = await askJudge(judging.judge, open, this.examination.offer, {
        before: (sentence) => this.#sheet.before(sentence),
        signal: signal ? AbortSignal.any([signal, calls]) : calls,
      });
      judging.onJudgement(judgement);
      return judged;
    } catch (error) {
      if (!calls.aborted) judging.onFault(error);
      return [];
    }
  }

  #show(): void {
    const { onDraft } = this.options;
    const { draft } = this.#sheet;
    if (!onDraft || draft.sentences.length <= this.#shown) return;
    this.#shown = draft.sentences.length;
    onDraft(draft);
  }

  async conclude(model: string): Promise<Pick<Generation, 'draft' | 'written' | 'saysNoAnswer'>> {
    this.#judge();
    await Promise.all(this.#judging);
    const { whole, verdicts } = this.#sheet;
    const written: Written = {
      model,
      ...(this.options.judging && { judge: this.options.judging.judge.id }),
      kept: verdicts.filter(({ verdict }) => isStay(verdict)).length,
      heldBack: verdicts.flatMap(({ verdict }) => (isStay(verdict) ? [] : verdict)),
      ...(this.#reader.isCut && { isCut: true as const }),
      sentences: verdicts,
    };
    return { draft: whole, written, saysNoAnswer: this.#reader.saysNoAnswer };
  }
}
