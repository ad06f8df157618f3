/** The written answer: condense, offer passages, generate, verify; and what stands in for it when any of that fails. */
import { generate } from '../answering/compose-generative.js';
import { condense } from '../answering/condense.js';
import { asData, newMark, OFFER_MAX_CHARS, offerPassages, writePassages } from '../answering/offer-passages.js';
import type { Rewritten } from '../answering/rewritten-question.js';
import { translate } from '../answering/translate.js';
import type { Answer, Draft, Fallback } from '../answering/types.js';
import { verifyCitations } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import { ChatModelError } from '../models/chat-model.js';
import type { Question } from '../query/query.js';
import type { Evidence } from '../retrieval/find-evidence.js';
import type { Language } from '../text/languages/languages.js';
import { tellQuestionLanguage } from '../text/languages/tell-language.js';
import { mainLanguageBeside } from './articles-language.js';
import type { WritingSession } from './writing-session.js';

const MAX_NEAREST = 3;
/** The share of the passages that is offered once more after they were too much for the model's window. */
const SMALLER = 1 / 3;

/** A follow-up as one question that stands alone; the question as it was where the model is of no use. */
export async function condenseQuestion(session: WritingSession, question: Question): Promise<Question> {
  const { history, ...rest } = question;
  if (!history?.length) return question;
  const condensed = await paidFor(session, condense(session.chat, question.question, history, session.signal));
  return condensed === undefined ? question : { ...rest, question: condensed };
}

/**
 * A question in a language that hardly any article is in, put into that of most. Undefined for any other question, and
 * where the model is of no use.
 */
export async function translateQuestion(
  session: WritingSession,
  index: SearchIndex,
  text: string,
): Promise<{ text: string; language: Language } | undefined> {
  const own = tellQuestionLanguage(text);
  const language = own && (await index.read((snapshot) => mainLanguageBeside(snapshot, own)));
  if (!language || session.hasFailed) return undefined;
  const translated = await paidFor(session, translate(session.chat, text, language, session.signal));
  return translated === undefined ? undefined : { text: translated, language };
}

/** The question that a model rewrote; undefined where it is of no use. */
async function paidFor(session: WritingSession, rewriting: Promise<Rewritten>): Promise<string | undefined> {
  try {
    const { question, spending } = await rewriting;
    session.spend(spending);
    return question;
  } catch (error) {
    session.note(error);
    return undefined;
  }
}

/**
 * `offline` is what the articles give without a model: it comes back where the model fails, and where nothing that it wrote
 * stands. Where it is an abstention the model is asked all the same, for it reads. Never rejects for a fault of the model.
 */
export async function writeAnswer(
  session: WritingSession,
  question: Question,
  evidence: Evidence,
  offline: Answer,
  onDraft?: (draft: Draft) => void,
): Promise<Answer> {
  const failed = () => session.charge(withFallback(offline, 'failed'));
  if (session.hasFailed) return failed();
  const asked = [question.question, ...(question.history ?? []).map(({ text }) => text)];
  for (const maxChars of [OFFER_MAX_CHARS, OFFER_MAX_CHARS * SMALLER]) {
    const passages = offerPassages(evidence, maxChars);
    const values = { mark: newMark(), passages: writePassages(passages), question: asData(question.question) };
    try {
      const { draft, written, reply, saysNoAnswer } = await generate(
        session.chat,
        { prompt: 'answer', values },
        { passages, asked, judging: session.judging, signal: session.signal, onDraft },
      );
      session.spend({ ...reply.usage, costUsd: reply.costUsd });
      const answer = { ...offline, trace: { ...offline.trace, written } };
      if (saysNoAnswer) return session.charge(abstainFrom(answer));
      const articles = new Map(passages.map(({ article }) => [article.meta.id, article]));
      const checked = verifyCitations(draft, (id) => articles.get(id));
      if (checked.sentences.length === 0) return session.charge(withFallback(answer, 'unsupported'));
      return session.charge(answerWith(checked, answer));
    } catch (error) {
      const isOverflow = error instanceof ChatModelError && error.fault === 'overflow';
      if (isOverflow && maxChars === OFFER_MAX_CHARS) continue;
      session.note(error);
      break;
    }
  }
  return failed();
}

/** An abstention stays one, whatever the model did. */
const withFallback = (offline: Answer, fallback: Fallback): Answer =>
  offline.status === 'answered' ? { ...offline, fallback } : offline;

/** What the model wrote, as far as it stands, in the place of what the articles gave without it. */
function answerWith({ sentences, citations }: Draft, { draft, reason, ...offline }: Answer): Answer {
  return { ...offline, status: 'answered', sentences, citations, composer: 'generative', nearest: [], missing: [] };
}

/** The abstention of a model that found no answer in the passages. What would have been quoted becomes its draft. */
function abstainFrom(answer: Answer): Answer {
  if (answer.status === 'abstained') return answer;
  const { sentences, citations, ...rest } = answer;
  const titles = new Map(answer.trace.sentences.map(({ articleId, title }) => [articleId, title]));
  const nearest = [...titles].slice(0, MAX_NEAREST).map(([articleId, title]) => {
    const { publishedAt, url } = citations.find((citation) => citation.articleId === articleId) ?? {};
    return { articleId, title, ...(publishedAt && { publishedAt }), ...(url && { url }) };
  });
  return {
    ...rest,
    status: 'abstained',
    sentences: [],
    citations: [],
    draft: { sentences, citations },
    nearest,
    reason: 'The articles that were found speak of this, but none of them says what is asked.',
    missing: [],
  };
}
