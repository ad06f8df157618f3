/** The written answer: condense, offer passages, generate, verify; and what stands in for it when any of that fails. */
import { generate, newMark } from '../answering/compose-generative.js';
import { condense } from '../answering/condense.js';
import { asData, OFFER_MAX_CHARS, offerPassages, writePassages } from '../answering/offer-passages.js';
import type { Answer, Draft } from '../answering/types.js';
import { verifyCitations } from '../answering/verify.js';
import { ChatModelError } from '../models/chat-model.js';
import type { Question } from '../query/query.js';
import type { Evidence } from '../retrieval/find-evidence.js';
import type { WritingSession } from './writing-session.js';

const MAX_NEAREST = 3;
/** The share of the passages that is offered once more after they were too much for the model's window. */
const SMALLER = 1 / 3;

/** A follow-up as one question that stands alone; the question as it was where the model is of no use. */
export async function condenseQuestion(session: WritingSession, question: Question): Promise<Question> {
  if (!question.history?.length) return question;
  try {
    const { question: condensed, spending } = await condense(
      session.chat,
      question.question,
      question.history,
      session.signal,
    );
    session.spend(spending);
    if (condensed === undefined) return question;
    const { history, ...rest } = question;
    return { ...rest, question: condensed };
  } catch (error) {
    session.note(error);
    return question;
  }
}

/** Never rejects for a fault of the model: then the extractive answer comes back, and says so. */
export async function writeAnswer(
  session: WritingSession,
  question: string,
  evidence: Evidence,
  extractive: Answer,
  onDraft?: (draft: Draft) => void,
): Promise<Answer> {
  if (session.hasFailed) return session.charge({ ...extractive, fallback: 'failed' });
  for (const maxChars of [OFFER_MAX_CHARS, OFFER_MAX_CHARS * SMALLER]) {
    const passages = offerPassages(evidence, maxChars);
    const values = { mark: newMark(), passages: writePassages(passages), question: asData(question) };
    try {
      const { draft, written, reply, saysNoAnswer } = await generate(
        session.chat,
        { prompt: 'answer', values },
        { passages, lexicon: await session.loadLexicon(), signal: session.signal, onDraft },
      );
      session.spend({ ...reply.usage, costUsd: reply.costUsd });
      const trace = { ...extractive.trace, written };
      if (saysNoAnswer) return session.charge(abstainFrom({ ...extractive, trace }));
      const bodies = new Map(passages.map(({ article }) => [article.meta.id, article.body]));
      const checked = verifyCitations(draft, (id) => bodies.get(id));
      if (checked.sentences.length === 0) return session.charge({ ...extractive, trace, fallback: 'unsupported' });
      return session.charge<Answer>({ ...extractive, ...checked, composer: 'generative', trace });
    } catch (error) {
      const isOverflow = error instanceof ChatModelError && error.fault === 'overflow';
      if (isOverflow && maxChars === OFFER_MAX_CHARS) continue;
      session.note(error);
      break;
    }
  }
  return session.charge({ ...extractive, fallback: 'failed' });
}

/** The abstention of a model that found no answer in the passages. What would have been quoted becomes its draft. */
function abstainFrom({ sentences, citations, ...answer }: Answer): Answer {
  const titles = new Map(answer.trace.sentences.map(({ articleId, title }) => [articleId, title]));
  const nearest = [...titles].slice(0, MAX_NEAREST).map(([articleId, title]) => {
    const { publishedAt, url } = citations.find((citation) => citation.articleId === articleId) ?? {};
    return { articleId, title, ...(publishedAt && { publishedAt }), ...(url && { url }) };
  });
  return {
    ...answer,
    status: 'abstained',
    sentences: [],
    citations: [],
    draft: { sentences, citations },
    nearest,
    reason: 'The articles use these words, but no sentence answers the question.',
    missing: [],
  };
}
