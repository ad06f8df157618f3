/**
 * One turn of a conversation. Earlier turns go to `ask`, which tells whether they are needed; "more on [2]" reads on
 * behind source 2, and "source?" is told from the answer before.
 */
import { furthest, sourcesOf } from '../answering/sources.js';
import type { Answer, Citation, Draft } from '../answering/types.js';
import { MONTH_NAMES } from '../core/calendar.js';
import { dayOf } from '../core/dates.js';
import { UserError } from '../core/errors.js';
import { readAboutAnswer } from '../query/about-answer.js';
import { markAskedFor } from '../query/more-on-mark.js';
import type { Filters, Question, Turn } from '../query/query.js';
import type { createTellAbout } from './about-answer.js';
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
  /** Whether the message was written as a reply to an answer, or in its thread. */
  isReply?: boolean;
  filters?: Filters;
  /** Whether an article that was quoted before may be shown still; what isn't is no context. By default any may. */
  mayShow?: (cited: Pick<Citation, 'articleId' | 'source'>) => boolean;
  now?: string;
}

/** "More on [9]" where the last answer has fewer sources. */
export class NoSuchMarkError extends UserError {
  constructor(readonly lastMark: number) {
    super('no-such-mark', `The last answer has sources 1 to ${lastMark}; ask for one of them.`, 64);
  }
}

type MayShow = NonNullable<ConversationTurn['mayShow']>;

export interface ConverseDependencies {
  ask: Ask;
  readOn: ReturnType<typeof createReadOn>;
  tellAbout: ReturnType<typeof createTellAbout>;
}

/**
 * One turn, with the turns before it. Throws UserError for a question that can't be read and for a mark that the last answer
 * hasn't.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { ask } from './ask.js';
 * import { createConverse } from './converse.js';
 * import { createTellAbout } from './about-answer.js';
 * import { createReadOn } from './read-on.js';
 *
 * const index = EmbeddedIndex.open('data');
 * const converse = createConverse({
 *   ask: (question) => ask({ index }, question),
 *   readOn: createReadOn(index),
 *   tellAbout: createTellAbout(index),
 * });
 * const answer = await converse({ text: 'Who leads the IAEA?', earlier: [] });
 * await converse({ text: 'And what did he say?', earlier: [{ question: 'Who leads the IAEA?', answer }] });
 * ```
 */
export function createConverse({ ask, readOn, tellAbout }: ConverseDependencies) {
  return async function converse(
    { text, earlier, isReply, filters, mayShow = () => true, now }: ConversationTurn,
    options: AskOptions = {},
  ): Promise<Answer> {
    const mark = markAskedFor(text);
    const last = earlier.findLast(({ answer }) => answer.status === 'answered')?.answer;
    if (mark !== undefined && last) {
      const more = await moreOn(mark, last, readOn, mayShow);
      if (more) return more;
    }
    const about = last && readAboutAnswer(text);
    const told = about && (await tellAbout(about, toldSoFar(earlier), mayShow));
    if (told) return toFollowUp(told);
    const history = earlier.flatMap((turn) => toTurns(turn, mayShow));
    const question: Question = {
      question: last ? withItsDay(text, last) : text,
      ...(history.length > 0 && { history }),
      ...(isReply && { isReply }),
      ...(filters && { filters }),
      ...(now && { now }),
    };
    return ask(question, options);
  };
}

/** "What else happened that day": the day of the article that the answer before begins with. */
const SAME_TIME = /\b(?:(?:on|in) )?(?:that|the same|this same) (day|month|year)\b/i;

function withItsDay(text: string, { citations }: EarlierAnswer['answer']): string {
  const [year, month, day] = (dayOf(citations[0]?.publishedAt) ?? '').split('-').map(Number);
  const inMonth = month ? `${MONTH_NAMES[month - 1]} ${year}` : undefined;
  const times = {
    day: day && `on ${day} ${inMonth}`,
    month: inMonth && `in ${inMonth}`,
    year: year && `in ${year}`,
  };
  return text.replace(SAME_TIME, (written, name: string) => times[name.toLowerCase() as keyof typeof times] || written);
}

const toldSoFar = (earlier: EarlierAnswer[]) =>
  earlier.flatMap(({ answer }) => (answer.status === 'answered' ? [answer] : []));

/** "Source?" says nothing of what the conversation is about. */
const toTurns = ({ question, answer }: EarlierAnswer, mayShow: MayShow): Turn[] => [
  ...(readAboutAnswer(question) ? [] : [{ role: 'user' as const, text: question }]),
  ...(answer.status === 'answered' ? [{ role: 'assistant' as const, text: shownSentences(answer, mayShow) }] : []),
];

const shownSentences = ({ sentences, citations }: EarlierAnswer['answer'], mayShow: MayShow) =>
  sentences
    .filter((sentence) => sentence.citations.every((place) => mayShow(citations[place])))
    .map(({ text }) => text)
    .join(' ');

async function moreOn(
  mark: number,
  { citations }: EarlierAnswer['answer'],
  readOn: ConverseDependencies['readOn'],
  mayShow: MayShow,
): Promise<Answer | undefined> {
  const sources = sourcesOf({ citations });
  const source = sources[mark - 1];
  if (!source) throw new NoSuchMarkError(sources.length);
  if (!mayShow(source))
    throw new UserError('not-shown-here', `Source ${mark} is not among the articles that may be shown here.`);
  const last = furthest(source.places.map((place) => citations[place]).filter(({ field }) => field === 'body'));
  const draft = last && (await readOn(last));
  return draft && toFollowUp(draft);
}

/** Nothing was judged: these are words of the answer before, or its article's next ones, as they stand. */
const toFollowUp = (draft: Draft): Answer => ({
  ...draft,
  status: 'answered',
  kind: 'follow-up',
  evidence: [],
  confidence: 1,
  composer: 'extractive',
  nearest: [],
  missing: [],
  trace: { words: [], answerType: 'other', speaker: [], sentences: [], parts: [], threshold: 0, indexVersion: 0 },
});
