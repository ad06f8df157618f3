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
  /** Whether it was asked in a conversation, though none of the earlier turns is to enter: there half a sentence asks, too. */
  isInConversation?: boolean;
  /** Whether it was written as a reply to the last answer: then that may be what it is about, though it stands alone. */
  isReply?: boolean;
  filters?: Filters;
}
