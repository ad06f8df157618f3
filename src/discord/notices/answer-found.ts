/** "There is an answer now", for who waited for it: the answer as any other, under the question. */
import { z } from 'zod';
import { surroundingOf } from '../dispatch.js';
import { readKeptAnswer } from '../kept-answer.js';
import { showKept } from '../render/kept.js';
import { mayMemberAsk } from '../rights.js';
import { isWithin, limitOf } from '../server-limit.js';
import { noticeKind } from './kind.js';

const CONTENT = z.object({
  /** The recorded answer. */
  answer: z.string(),
  /** The reader's, as Discord names it. */
  locale: z.string(),
});
export type AnswerFound = z.infer<typeof CONTENT>;

export const answerFound = noticeKind({
  kind: 'answer-found',
  content: CONTENT,
  followsPerson: true,

  async show(context, { guild }, { answer, locale }) {
    const { state, app } = context;
    const stored = await state.answer(answer);
    const kept = stored && readKeptAnswer(stored.content);
    if (!kept) return undefined;
    const { settings, words } = await surroundingOf(context, { guild, channel: stored.channel }, locale);
    const server = guild ? context.client.guilds.cache.get(guild) : undefined;
    const isBlocked = server !== undefined && !(await mayMemberAsk(server, stored.user, settings));
    if (isBlocked || !isWithin(kept, await limitOf(app, settings))) {
      await state.deleteAnswer(answer);
      return undefined;
    }
    const above = { above: words.answerFound, question: stored.question };
    return { ...showKept(answer, kept, words, { isPrivate: false, ...above }), marker: answer };
  },

  async onTold({ state }, { channel }, { answer }, posted) {
    await state.recordTold(answer, posted, posted[0].channel !== channel);
  },

  onGivenUp: ({ state }, _notice, { answer }) => state.deleteAnswer(answer),
});
