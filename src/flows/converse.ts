/** One turn of a conversation: a follow-up gets the earlier turns it leans on, "more on [2]" reads on where [2] stands. */
import type { Answer } from '../answering/types.js';
import { UserError } from '../core/errors.js';
import { leansOnEarlier, markAskedFor } from '../query/follow-up.js';
import type { Filters, Question, Turn } from '../query/query.js';
import type { Ask, AskOptions } from './ask.js';
import type { createReadOn } from './read-on.js';

export interface EarlierAnswer {
  question: string;
  answer: Pick<Answer, 'status' | 'sentences' | 'citations'>;
}

export interface ConversationTurn {
  text: string;
  /** What this person asked here before, oldest first. */
  earlier: EarlierAnswer[];
  /** Whether the message was meant as a follow-up: a reply to an answer, or a message in its thread. */
  isFollowUp?: boolean;
  filters?: Filters;
  now?: string;
}

/** "More on [9]" where the last answer has fewer sources. */
export class NoSuchMarkError extends UserError {
  constructor(readonly lastMark: number) {
    super('no-such-mark', `The last answer has sources 1 to ${lastMark}; ask for one of them.`, 64);
  }
}

export interface ConverseDependencies {
  ask: Ask;
  readOn: ReturnType<typeof createReadOn>;
}

/** Throws UserError for a question that can't be read and for a mark that the last answer hasn't. */
export function createConverse({ ask, readOn }: ConverseDependencies) {
  return async function converse(
    { text, earlier, isFollowUp = false, filters, now }: ConversationTurn,
    options: AskOptions = {},
  ): Promise<Answer> {
    const mark = markAskedFor(text);
    const last = earlier.findLast(({ answer }) => answer.status === 'answered')?.answer;
    if (mark !== undefined && last) {
      const more = await moreOn(mark, last, readOn);
      if (more) return more;
    }
    const history = isFollowUp || leansOnEarlier(text) ? earlier.flatMap(toTurns) : [];
    const question: Question = {
      question: text,
      ...(history.length > 0 && { history }),
      ...(filters && { filters }),
      ...(now && { now }),
    };
    return ask(question, options);
  };
}

const toTurns = ({ question, answer }: EarlierAnswer): Turn[] => [
  { role: 'user', text: question },
  ...(answer.status === 'answered'
    ? [{ role: 'assistant' as const, text: answer.sentences.map(({ text }) => text).join(' ') }]
    : []),
];

async function moreOn(
  mark: number,
  { citations }: EarlierAnswer['answer'],
  readOn: ConverseDependencies['readOn'],
): Promise<Answer | undefined> {
  const citation = citations[mark - 1];
  if (!citation) throw new NoSuchMarkError(citations.length);
  const draft = await readOn(citation);
  if (!draft) return undefined;
  return {
    ...draft,
    status: 'answered',
    evidence: [],
    // Nothing was judged: these are the article's next words, as they stand.
    confidence: 1,
    composer: 'extractive',
    nearest: [],
    missing: [],
    trace: { words: [], answerType: 'other', speaker: [], sentences: [], parts: [], threshold: 0, indexVersion: 0 },
  };
}
