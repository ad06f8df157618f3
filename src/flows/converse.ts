/**
 * One turn of a conversation. Earlier turns go to `ask`, which tells whether they are needed; "more on [2]" reads on
 * behind source 2.
 */
import { sourcesOf } from '../answering/sources.js';
import type { Answer, Citation } from '../answering/types.js';
import { UserError } from '../core/errors.js';
import { markAskedFor } from '../query/more-on-mark.js';
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
 * import { createReadOn } from './read-on.js';
 *
 * const index = EmbeddedIndex.open('data');
 * const converse = createConverse({ ask: (question) => ask({ index }, question), readOn: createReadOn(index) });
 * const answer = await converse({ text: 'Who leads the IAEA?', earlier: [] });
 * await converse({ text: 'And what did he say?', earlier: [{ question: 'Who leads the IAEA?', answer }] });
 * ```
 */
export function createConverse({ ask, readOn }: ConverseDependencies) {
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
    const history = earlier.flatMap((turn) => toTurns(turn, mayShow));
    const question: Question = {
      question: text,
      ...(history.length > 0 && { history }),
      ...(isReply && { isReply }),
      ...(filters && { filters }),
      ...(now && { now }),
    };
    return ask(question, options);
  };
}

const toTurns = ({ question, answer }: EarlierAnswer, mayShow: MayShow): Turn[] => [
  { role: 'user', text: question },
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
  const quoted = source.places.map((place) => citations[place]).filter(({ field }) => field === 'body');
  const last = quoted.reduce<Citation | undefined>(
    (end, other) => (end && end.end >= other.end ? end : other),
    undefined,
  );
  const draft = last && (await readOn(last));
  if (!draft) return undefined;
  return {
    ...draft,
    status: 'answered',
    kind: 'follow-up',
    evidence: [],
    // Nothing was judged: these are the article's next words, as they stand.
    confidence: 1,
    composer: 'extractive',
    nearest: [],
    missing: [],
    trace: { words: [], answerType: 'other', speaker: [], sentences: [], parts: [], threshold: 0, indexVersion: 0 },
  };
}
