/**
 * The way of a message: understood, each of its questions answered by its kind, the answers joined; and, where a chat
 * model is configured, written anew from the same evidence.
 */
import type { Answer, Draft } from '../answering/types.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import type { WordGroups } from '../lexicon/word-groups.js';
import type { QuestionEmbedder } from '../models/embedder-for-questions.js';
import { buildQuery, type Query, type Question, type Turn } from '../query/query.js';
import { type AskedPart, readMessage } from '../query/read-message.js';
import type { WishedLanguage } from '../query/wished-language.js';
import type { rankArticles } from '../retrieval/rank-articles.js';
import { isOther } from '../text/languages/languages.js';
import { tellQuestionLanguage } from '../text/languages/tell-language.js';
import { answerFrom, type ExtractiveAnswer } from './answer-from.js';
import type { tellStory } from './answer-story.js';
import { articlesLanguage, mainLanguageBeside } from './articles-language.js';
import { asksForStory, topicsOf } from './asked-for-story.js';
import { joinAnswers, joinEvidence } from './join-answers.js';
import type { WritingSession } from './writing-session.js';

export interface AskDependencies {
  index: SearchIndex;
  /** Undefined where the index holds the vectors of another embedder: then words alone count. */
  embedder?: QuestionEmbedder;
  /** An operator's own words for one another. */
  synonyms?: WordGroups;
  /** Present where a chat model is configured. */
  beginWriting?: (signal?: AbortSignal) => WritingSession;
}

export interface AskOptions {
  signal?: AbortSignal;
  /** False where a budget is used up: then the answer is extractive, and says so. */
  mayWrite?: boolean;
  /** A written answer as far as it was found supported; an empty draft where it begins anew. */
  onDraft?: (draft: Draft) => void;
}

/** `ask` over one index and its models. */
export type Ask = (question: Question, options?: AskOptions) => Promise<Answer>;

/**
 * Throws UserError for a question that can't be read, NoIndexError where there is no index.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { ask } from './ask.js';
 *
 * const index = EmbeddedIndex.open('data');
 * const { status, sentences } = await ask({ index }, { question: 'Who denied sending drones?' });
 * if (status === 'answered') console.log(sentences.map(({ text }) => text).join(' '));
 * ```
 */
export async function ask(
  dependencies: AskDependencies,
  question: Question,
  { signal, mayWrite = true, onDraft }: AskOptions = {},
): Promise<Answer> {
  const { index, beginWriting } = dependencies;
  const message = readMessage(question.question);
  if ('smallTalk' in message) {
    const { smallTalk } = await import('./small-talk.js');
    return smallTalk(dependencies, message.smallTalk, question);
  }
  const session = mayWrite ? beginWriting?.(signal) : undefined;
  try {
    const [first] = message.parts;
    const isFollowUp =
      message.parts.length === 1 && first.standing !== 'alone' && first.standing !== 'new' && question.history?.length;
    // Read only where a model writes: answers that are quoted start sooner without.
    const writing = session && (await import('./write-answer.js'));
    const condensed = writing && isFollowUp ? await writing.condenseQuestion(session, question) : question;
    const translated = writing && (await writing.translateQuestion(session, index, condensed.question));
    const inTheirs = translated && readMessage(translated.text);
    const asAsked = condensed === question ? message.parts : [{ ...first, text: condensed.question }];
    const parts = inTheirs && 'parts' in inTheirs ? inTheirs.parts : asAsked;
    const found = await answerParts(dependencies, parts, { ...condensed, wished: message.wished }, signal);
    const joined = joinAnswers(found.map(({ text, found: { answer: own } }) => ({ text, answer: own })));
    const answer = translated ? { ...joined, articlesLanguage: translated.language } : joined;
    if (!beginWriting) return answer;
    if (!session || !writing) return answer.status === 'answered' ? { ...answer, fallback: 'budget' } : answer;
    const evidence = joinEvidence(found.map((part) => part.found.evidence));
    // Where nothing was found there is nothing to read; whether something else answers is for the model to say.
    if (evidence.sentences.length === 0) return session.charge(answer);
    const asked = { question: parts.map(({ text }) => text).join('\n'), history: question.history };
    return await writing.writeAnswer(session, asked, evidence, answer, onDraft);
  } finally {
    session?.end();
  }
}

/** Sentences for each of several questions: who asks two things reads on to the second. */
const MOST_OF_SEVERAL = 3;
/** Sentences for a question that goes on from another: most ask for one thing. */
const MOST_OF_FOLLOW_UP = 4;

type WishingQuestion = Question & { wished?: WishedLanguage };

interface AnsweredPart {
  text: string;
  found: ExtractiveAnswer;
}

/** The parts in order. Each may lean on earlier turns and on the parts before it in the same message. */
async function answerParts(
  dependencies: AskDependencies,
  parts: AskedPart[],
  { history = [], ...question }: WishingQuestion,
  signal?: AbortSignal,
): Promise<AnsweredPart[]> {
  const answered: AnsweredPart[] = [];
  const most = parts.length > 1 ? MOST_OF_SEVERAL : undefined;
  for (const part of parts) {
    const before: Turn[] = [...history, ...answered.flatMap(toTurns)];
    answered.push({
      text: part.text,
      found: await answerPart(dependencies, part, { ...question, history: before }, { signal, most }),
    });
  }
  return answered;
}

const toTurns = ({ text, found: { answer } }: AnsweredPart): Turn[] => [
  { role: 'user', text },
  ...(answer.status === 'answered'
    ? [{ role: 'assistant' as const, text: answer.sentences.map((sentence) => sentence.text).join(' ') }]
    : []),
];

/**
 * A part alone where it can be understood alone; with the earlier turns where it can't, or where alone it finds
 * nothing.
 */
async function answerPart(
  { index, embedder, synonyms }: AskDependencies,
  { text, request, standing, isCorrection }: AskedPart,
  { history = [], isReply, wished, ...given }: WishingQuestion,
  { signal, most }: { signal?: AbortSignal; most?: number },
): Promise<ExtractiveAnswer> {
  const isForeign = await isForeignIn(index, text);
  const question = { ...given, isForeign, isCorrection, isInConversation: history.length > 0 };
  const answerWith = async (turns: Turn[], mostOf = most): Promise<ExtractiveAnswer> => {
    const asked = topicsOf(request, text).map((topic) =>
      buildQuery({ ...question, question: topic, history: turns }, synonyms),
    );
    const vectors = await Promise.all(asked.map((query) => vectorOf(embedder, query, signal)));
    const story = asksForStory(request, asked[0]) ? (await import('./answer-story.js')).tellStory : undefined;
    return index.read((snapshot) => answerBy(snapshot, { request, story, wished }, asked, vectors, mostOf));
  };
  const withEarlier = async (): Promise<ExtractiveAnswer> => {
    const found = await answerWith(history, most ?? MOST_OF_FOLLOW_UP);
    return { ...found, answer: { ...found.answer, kind: 'follow-up' } };
  };
  if (history.length === 0 || standing === 'new') return answerWith([]);
  const isAnswered = ({ answer }: ExtractiveAnswer) => answer.status === 'answered';
  if (standing === 'leans' || standing === 'brief') {
    const leaning = await withEarlier();
    if (isAnswered(leaning) || standing === 'leans') return leaning;
    const alone = await answerWith([]);
    return isAnswered(alone) ? alone : leaning;
  }
  const alone = await answerWith([]);
  if (isAnswered(alone)) return alone;
  const leaning = await withEarlier();
  return isAnswered(leaning) && (standing === 'either' || isReply || saysOwn(leaning)) ? leaning : alone;
}

/** English is what is read where no language can be told, so English questions are at home everywhere. */
async function isForeignIn(index: SearchIndex, text: string): Promise<boolean> {
  const language = tellQuestionLanguage(text);
  if (!isOther(language)) return false;
  return (await index.read((snapshot) => mainLanguageBeside(snapshot, language))) !== undefined;
}

/**
 * Whether the best sentence holds most of the question's own words. Without them, earlier turns would answer for it.
 */
function saysOwn({ query, evidence: { sentences, importance } }: ExtractiveAnswer): boolean {
  const [best] = sentences;
  const own = query.terms.filter(({ isOwn }) => isOwn);
  const weigh = (terms: typeof own) => terms.reduce((sum, { term }) => sum + (importance.get(term) ?? 0), 0);
  return best !== undefined && weigh(own.filter(({ term }) => best.matched.has(term))) >= OWN_SHARE * weigh(own);
}

const OWN_SHARE = 0.5;

type Vector = Parameters<typeof rankArticles>[2];

async function vectorOf(embedder: QuestionEmbedder | undefined, query: Query, signal?: AbortSignal): Promise<Vector> {
  const embedding = await embedder?.embedQuery(query.text, { signal });
  return embedder && embedding && { embedding, isSemantic: embedder.semantic };
}

/** A story where one is asked for and found; otherwise the answer to the question. */
function answerBy(
  snapshot: Snapshot,
  { request, story, wished }: { request: AskedPart['request']; story?: typeof tellStory; wished?: WishedLanguage },
  queries: Query[],
  vectors: Vector[],
  most?: number,
): ExtractiveAnswer {
  const [query] = queries;
  const found = story?.(snapshot, request, queries, vectors) ?? answerFrom(snapshot, query, vectors[0], most);
  const language = articlesLanguage(snapshot, found, wished);
  return language ? { ...found, answer: { ...found.answer, articlesLanguage: language } } : found;
}
