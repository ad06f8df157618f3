/** What is asked, as it comes from outside: the words, the clock, the turns before it, and where to look. */

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

export interface Filters {
  /** Compared ignoring case. */
  source?: string;
  /** Outlets of which one must be the article's, as a server may limit itself; compared ignoring case. */
  sources?: string[];
  /** Inclusive UTC days, ISO. Articles without a date fall out when either is set. */
  from?: string;
  to?: string;
  /** An article's id. */
  article?: string;
}

export interface Question {
  question: string;
  /** ISO; stands for the clock. */
  now?: string;
  /** Oldest first. */
  history?: Turn[];
  /** Whether there were earlier turns, though none is given: in a conversation half a sentence asks, too. */
  isInConversation?: boolean;
  /**
   * Whether it was written as a reply to the last answer. Then that answer may be meant, even if the question stands
   * alone.
   */
  isReply?: boolean;
  /** "No, I meant Biden": something else is put in the place of what was asked about. */
  isCorrection?: boolean;
  /** Whether hardly any article is in its language: each of its words may be a name that they have as it stands. */
  isForeign?: boolean;
  filters?: Filters;
}
