/** The entrance exam of a judge: sentences whose verdict is known; one that gets too many wrong isn't used. */
import type { TokenUsage } from './chat-model.js';
import type { ExamText } from './exam-questions.js';
import type { Judge } from './judge.js';

export interface ExamResult {
  right: number;
  of: number;
}

export interface TakenExam extends ExamResult {
  usage: TokenUsage;
  /** Undefined where the price isn't known. */
  costUsd?: number;
}

/** Of 40; who guesses has 20 at the mean, and 32 once in ten thousand exams. */
const FEWEST_RIGHT = 32;
const TEXTS_PER_CALL = 2;

export const hasPassed = ({ right }: ExamResult): boolean => right >= FEWEST_RIGHT;

/** What the judge doesn't say counts as wrong. Rejects as the judge does. */
export async function takeExam(judge: Judge, signal?: AbortSignal): Promise<TakenExam> {
  const taken: TakenExam = {
    ...{ right: 0, of: 0 },
    usage: { inputTokens: 0, outputTokens: 0, isEstimated: false },
    costUsd: 0,
  };
  const { EXAM_TEXTS } = await import('./exam-questions.js');
  for (let first = 0; first < EXAM_TEXTS.length; first += TEXTS_PER_CALL) {
    const texts = EXAM_TEXTS.slice(first, first + TEXTS_PER_CALL);
    const questions = texts.flatMap(questionsOf);
    const passages = texts.map(({ heading, sentences }) => ({ heading, sentences, text: sentences.join(' ') }));
    const sentences = questions.map(({ text, marks }) => ({ text, marks }));
    const { verdicts, usage, costUsd } = await judge.judge({ passages, sentences }, { signal });
    taken.of += questions.length;
    taken.right += questions.filter(({ isCarried }, i) => verdicts[i] === isCarried).length;
    taken.usage.inputTokens += usage?.inputTokens ?? 0;
    taken.usage.outputTokens += usage?.outputTokens ?? 0;
    taken.usage.isEstimated ||= usage?.isEstimated ?? false;
    if (usage && (costUsd === undefined || taken.costUsd === undefined)) taken.costUsd = undefined;
    else taken.costUsd = (taken.costUsd ?? 0) + (costUsd ?? 0);
  }
  return taken;
}

/** Carried ones and others in turn, so that no side stands alone. */
function questionsOf({ carried, notCarried }: ExamText, place: number) {
  const marks = [place + 1];
  const all = [
    ...carried.map((text) => ({ text, marks, isCarried: true })),
    ...notCarried.map((text) => ({ text, marks, isCarried: false })),
  ];
  // By length: an order that says nothing of the verdict.
  return all.sort((a, b) => a.text.length - b.text.length);
}
