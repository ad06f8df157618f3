/** What people entrust to the bot, as the program has it. */
import { randomBytes } from 'node:crypto';

/** An answer as it was given. `content` is what the shell needs to show more about it; JSON. */
export interface StoredAnswer {
  /** 16 characters of base64url, which fit into a Discord custom id. */
  id: string;
  /** Undefined in direct messages and where the bot isn't a member. */
  guild?: string;
  channel: string;
  user: string;
  askedAtMs: number;
  question: string;
  status: 'answered' | 'abstained';
  isPrivate: boolean;
  content: unknown;
  /** Of the last time that its articles had changed and it was held against them; a name of its own each time. */
  examination?: string;
}

/** An article that an answer cites, and its revision when the answer was last true to it. */
export interface Cited {
  article: string;
  /** As the index has it; '' where that revision was over before the answer was recorded. */
  hash: string;
}

/** What is remembered of an answer, so that it stays true. */
export interface Remembered {
  /** The articles that it rests on. */
  cited: Cited[];
  /** Where it says a figure that a later article may give otherwise: the key of the newest article there was. */
  figureKey?: number;
}

/** An answer that says a figure; articles up to `seenKey` were looked at. */
export interface FigureAnswer {
  answer: string;
  givenAtMs: number;
  seenKey: number;
}

/** What an answer said, and what its articles say since they were changed. */
export interface Correction {
  id: string;
  answer: string;
  /** What the shell needs to tell it; JSON. */
  changes: unknown;
  foundAtMs: number;
  /** Undefined where nobody was told: the answer was private, the server wants quiet, or the message is gone. */
  told?: 'edited' | 'replied';
}

/** A correction with the answer that it is of. */
export interface ListedCorrection extends Correction {
  question: string;
  channel: string;
  isPrivate: boolean;
  /** The answer's first message; undefined where none was recorded. */
  message?: string;
}

export interface PostedMessage {
  message: string;
  channel: string;
}

export const DISLIKE_REASONS = ['wrong', 'outdated', 'unsupported', 'missing'] as const;
export type DislikeReason = (typeof DISLIKE_REASONS)[number];

export interface Feedback {
  user: string;
  vote: 1 | -1;
  reasons?: readonly DislikeReason[];
  words?: string;
}

/** A question for an administrator to look at: not answered, or answered and disliked. */
export interface OpenQuestion {
  answer: string;
  askedAtMs: number;
  question: string;
  status: StoredAnswer['status'];
  likes: number;
  dislikes: number;
  reasons: string[];
  words: string[];
}

/** A question kept as a test: what a later index should say to it. Nothing in it names a person. */
export interface Case {
  /** The answer that it came from, with whose asker's data it goes; it outlasts an answer that is deleted for its age. */
  answer: string;
  guild: string;
  question: string;
  /** Article, words, or that nothing answers it, as a line of a file of questions has them; JSON. */
  expected: unknown;
  madeAtMs: number;
  /** When it was first seen to be met; undefined since it last was not. */
  metSinceMs?: number;
}

/** A person's message that was made an article. */
export interface Taught {
  message: string;
  /** Undefined once the bot has left the server. */
  guild?: string;
  /** Of its file, in the corpus. */
  path: string;
  /** Undefined once it is withdrawn. */
  author?: string;
  /** Undefined once it is withdrawn, or that person is forgotten. */
  adder?: string;
  taughtAtMs: number;
  /** From then on it is to go. */
  withdrawnAtMs?: number;
}

/** What is published to a channel on a schedule. */
export interface Digest {
  id: string;
  guild: string;
  channel: string;
  /** 0 is Sunday; undefined means every day. */
  weekday?: number;
  /** 0 to 23, on the clock of the zone. */
  hour: number;
  /** An IANA name. */
  zone: string;
  topic?: string;
  source?: string;
  /** Whether it says so when nothing was published. */
  saysEmpty: boolean;
  /** When it is to be posted next, in milliseconds since 1970. */
  dueAtMs: number;
  /** Ids of the articles of its last one. */
  told: string[];
  /** How often in a row it couldn't be posted. */
  failures: number;
  /** Switched off, because it couldn't be posted too often. */
  isOff: boolean;
}

export type NewDigest = Omit<Digest, 'told' | 'failures' | 'isOff'>;

/** What is to be told later, once: to a person, in a channel or both. */
export interface Notice {
  /** At most 22 characters, and made from what causes it: the same cause twice is one notice. */
  id: string;
  guild?: string;
  /** Undefined for a direct message. */
  channel?: string;
  /** Whom it is for, with whose data it goes; undefined where it is for all who read the channel. */
  user?: string;
  /** Says what `content` is, which every kind reads by its own schema. */
  kind: string;
  content: unknown;
  madeAtMs: number;
  /** From when on it may be told. */
  dueAtMs: number;
  /** When somebody first set about telling it, and last: from the one on, a message may stand in Discord. */
  beganAtMs?: number;
  claimedAtMs?: number;
  failures: number;
  toldAtMs?: number;
}

export type NewNotice = Pick<Notice, 'id' | 'guild' | 'channel' | 'user' | 'kind' | 'content' | 'madeAtMs'> &
  Partial<Pick<Notice, 'dueAtMs'>>;

/** A question that found no answer, and whom to tell when there is one. */
export interface AwaitedAnswer {
  /** Also the id of the answer and of the notice that it leads to. */
  id: string;
  user: string;
  /** The abstention that it is about; a person waits once for each. */
  abstention: string;
  guild?: string;
  channel: string;
  /** Whether they are told by direct message. */
  isPrivate: boolean;
  question: string;
  /** Of the question, without the server's own. */
  filters: unknown;
  /** The reader's, as Discord names it. */
  locale: string;
  sinceMs: number;
  expiresAtMs: number;
  /** Articles whose key isn't larger were there when the question was asked, and when it was last tried. */
  knownKey: number;
  seenKey: number;
}

/** A topic whose new articles are told in a channel, or to one person. */
export interface Follow {
  id: string;
  guild?: string;
  /** Undefined for one person's own, which is told by direct message. */
  channel?: string;
  /** Whose it is; undefined for a channel's, which belongs to the server. */
  user?: string;
  topic: string;
  /** The least time between two messages. */
  everyHours: number;
  locale: string;
  madeAtMs: number;
  /** From when on there may be a message. */
  dueAtMs: number;
  /** Articles whose key isn't larger were looked at. */
  seenKey: number;
  /** Ids of articles on the topic that were there before or were told, the last last. */
  known: string[];
  /** How often in a row it couldn't be told. */
  failures: number;
  isOff: boolean;
}

export type NewFollow = Omit<Follow, 'failures' | 'isOff'>;

/** An article's file that was taken out of the corpus, and where it is kept for an undo. */
export interface Removal {
  id: string;
  path: string;
  keptAt: string;
  removedBy: string;
  removedAtMs: number;
}

/** What one written answer used. */
export interface SpendingRecord {
  guild?: string;
  user: string;
  atMs: number;
  inputTokens: number;
  outputTokens: number;
  /** Undefined where the model's price isn't known. */
  costUsd?: number;
}

/** A sum over answers; `unpriced` of them have no known price. */
export interface Spent {
  answers: number;
  tokens: number;
  usd: number;
  unpriced: number;
}

/** How a judge did in its entrance exam; `fingerprint` stands for its model and prompt. */
export interface Exam {
  fingerprint: string;
  right: number;
  of: number;
  takenAtMs: number;
}

/** Work that one process does for all who share the state: see duties.ts. */
export interface Duty {
  name: string;
  holder: string;
  /** When it is free for another, unless it is said again. */
  untilMs: number;
  /** What its holder said last. */
  report?: unknown;
}

/** A secret that is made once, and that all processes over this state share. */
export interface SigningKey {
  name: string;
  /** base64url. */
  secret: string;
  madeAtMs: number;
}

/** How often a token was used in a UTC day. */
export interface TokenUse {
  day: string;
  name: string;
  uses: number;
}

export const newId = () => randomBytes(12).toString('base64url');

/** How many questions may come at once, and the time until another is allowed. */
export interface AllowanceSize {
  burst: number;
  refillMs: number;
}
