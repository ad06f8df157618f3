/** What a kind of notice is: how its content is read, and what of it is told when its turn has come. */
import type { z } from 'zod';
import type { Notice } from '../../state/notices.js';
import type { PostedMessage } from '../../state/state.js';
import type { Posting } from '../bodies.js';
import type { BotContext } from '../context.js';
import type { SendOptions } from '../targets.js';

/** One of the controls has `marker` in its custom id, by which the message is known after a crash. */
export interface Told extends Posting, Pick<SendOptions, 'replyTo' | 'mentionedRole'> {
  /** Made from what is told, such as the answer's or the notice's id. */
  marker: string;
}

export interface NoticeKind<Content = unknown> {
  kind: string;
  content: z.ZodType<Content>;
  /** Whether the server named its channel for this very purpose: then it is told there, wherever else answers are wanted. */
  isForNamedChannel?: boolean;
  /** Whether it is told by direct message where the person can't read the channel, or the bot can't write there. */
  followsPerson?: boolean;
  /**
   * Tells it by changing messages that are there; undefined where that can't be, and a message has to come. After a crash it
   * is called again.
   */
  tellInPlace?(context: BotContext, notice: Notice, content: Content): Promise<PostedMessage[] | undefined>;
  /** Asked when it is about to be told, and again after a crash. Undefined where there is nothing to tell any more. */
  show(context: BotContext, notice: Notice, content: Content): Promise<Told | undefined>;
  /** Called when it stands there; after a crash perhaps again. */
  onTold?(context: BotContext, notice: Notice, content: Content, posted: PostedMessage[]): Promise<void>;
  /** Called when it can't be told, before it is given up. */
  onGivenUp?(context: BotContext, notice: Notice, content: Content): Promise<void>;
}

/** Lets kinds of several contents stand in one list. */
export const noticeKind = <Content>(kind: NoticeKind<Content>) => kind as NoticeKind;
