/** The written answer: condense, offer passages, generate, verify; and what stands in for it when any of that fails. */

import { generate, newMark } from '../answering/compose-generative.js';
import { condense } from '../answering/condense.js';
import { asData, OFFER_MAX_CHARS, offerPassages, writePassages } from '../answering/offer-passages.js';
import type { Answer, Draft, Spending } from '../answering/types.js';
import { verifyCitations } from '../answering/verify.js';
import { UserError } from '../core/errors.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import { type ChatModel, ChatModelError, type ModelFault } from '../models/chat-model.js';
import type { Evidence } from '../retrieval/find-evidence.js';
import type { Question } from '../retrieval/query.js';

export interface WriterDependencies {
  chat: ChatModel;
  loadLexicon: () => Promise<Lexicon>;
  /** For the whole of an answer, condensing included. */
  answerMs: number;
  /** Once for each answer that a model failed. */
  onFault: (fault: { model: string; fault: ModelFault; status?: number }) => void;
}

export interface Writer {
  /** One answer, with its deadline and what it costs. */
  begin(signal?: AbortSignal): WritingSession;
}

export interface WritingSession {
  /** The question to be looked for: a follow-up becomes one that stands alone. */
  condense(question: Question): Promise<Question>;
  /** Never rejects for a fault of the model: then the extractive answer comes back. */
  write(question: string, evidence: Evidence, extractive: Answer, onDraft?: (draft: Draft) => void): Promise<Answer>;
  /** An answer that was not written, with what condensing cost. */
  charge(answer: Answer): Answer;
  end(): void;
}

export function createWriter({ chat, loadLexicon, answerMs, onFault }: WriterDependencies): Writer {
  return {
    begin(signal) {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(new ChatModelError('timeout')), answerMs);
      const both = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
      const spent: Spending[] = [];
      let hasFailed = false;
      /** The model's fault, reported once; anything else rises. */
      const faultOf = (error: unknown): ModelFault => {
        signal?.throwIfAborted();
        const fault =
          error instanceof ChatModelError
            ? error
            : error instanceof UserError
              ? new ChatModelError('setup')
              : undefined;
        if (!fault) throw error;
        if (!hasFailed)
          onFault({
            model: chat.id,
            fault: fault.fault,
            ...(fault.details.status && { status: fault.details.status }),
          });
        hasFailed = true;
        return fault.fault;
      };
      const charge = (answer: Answer): Answer => (spent.length === 0 ? answer : { ...answer, spending: sum(spent) });

      return {
        async condense(question) {
          if (!question.history?.length) return question;
          try {
            const { question: condensed, spending } = await condense(chat, question.question, question.history, both);
            spent.push(spending);
            if (condensed === undefined) return question;
            const { history, ...rest } = question;
            return { ...rest, question: condensed };
          } catch (error) {
            faultOf(error);
            return question;
          }
        },

        async write(question, evidence, extractive, onDraft) {
          if (hasFailed) return charge({ ...extractive, fallback: 'failed' });
          let maxChars = OFFER_MAX_CHARS;
          for (;;) {
            const passages = offerPassages(evidence, maxChars);
            try {
              const { draft, written, reply, saysNoAnswer } = await generate(
                chat,
                {
                  prompt: 'answer',
                  values: { mark: newMark(), passages: writePassages(passages), question: asData(question) },
                },
                { passages, lexicon: await loadLexicon(), signal: both, onDraft },
              );
              spent.push({ ...reply.usage, ...(reply.costUsd !== undefined && { costUsd: reply.costUsd }) });
              const trace = { ...extractive.trace, written };
              if (saysNoAnswer) return charge(abstainFrom({ ...extractive, trace }));
              const bodies = new Map(passages.map(({ article }) => [article.meta.id, article.body]));
              const checked = verifyCitations(draft, (id) => bodies.get(id));
              if (checked.sentences.length === 0) return charge({ ...extractive, trace, fallback: 'unsupported' });
              return charge({ ...extractive, ...checked, composer: 'generative', trace });
            } catch (error) {
              const fault = error instanceof ChatModelError ? error.fault : undefined;
              if (fault === 'overflow' && maxChars === OFFER_MAX_CHARS) {
                maxChars /= 3;
                continue;
              }
              faultOf(error);
              return charge({ ...extractive, fallback: 'failed' });
            }
          }
        },

        charge,
        end: () => clearTimeout(timer),
      };
    },
  };
}

/** The model read the passages and found no answer in them: what would have been quoted becomes the draft. */
function abstainFrom({ sentences, citations, evidence, ...answer }: Answer): Answer {
  const nearest = [
    ...new Map(answer.trace.sentences.map(({ articleId, title }) => [articleId, { articleId, title }])).values(),
  ];
  return {
    ...answer,
    status: 'abstained',
    sentences: [],
    citations: [],
    evidence,
    draft: { sentences, citations },
    nearest: nearest.slice(0, 3).map((near) => {
      const citation = citations.find(({ articleId }) => articleId === near.articleId);
      return {
        ...near,
        ...(citation?.publishedAt && { publishedAt: citation.publishedAt }),
        ...(citation?.url && { url: citation.url }),
      };
    }),
    reason: 'The articles use these words, but no sentence answers the question.',
    missing: [],
  };
}

function sum(spent: Spending[]): Spending {
  const costs = spent.map(({ costUsd }) => costUsd);
  const isKnown = costs.every((cost) => cost !== undefined);
  return {
    inputTokens: spent.reduce((total, { inputTokens }) => total + inputTokens, 0),
    outputTokens: spent.reduce((total, { outputTokens }) => total + outputTokens, 0),
    ...(isKnown && { costUsd: costs.reduce((total: number, cost) => total + (cost ?? 0), 0) }),
  };
}
