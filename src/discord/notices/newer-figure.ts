/** "A newer article gives another figure", as a reply to the answer that gave the older one. */
import { z } from 'zod';
import { SHOWN_ARTICLE } from '../correct-answer.js';
import { customId } from '../custom-ids.js';
import { surroundingIn } from '../dispatch.js';
import { button, row } from '../render/answer-controls.js';
import { newerFigureText } from '../render/correction.js';
import { limitOf } from '../server-limit.js';
import { answerMessages } from './answer-messages.js';
import { noticeKind } from './kind.js';

const CONTENT = z.object({
  answer: z.string(),
  now: SHOWN_ARTICLE.extend({ quote: z.string(), start: z.number(), end: z.number(), shown: z.string().optional() }),
});
export type NewerFigureFound = z.infer<typeof CONTENT>;

export const newerFigure = noticeKind({
  kind: 'newer-figure',
  content: CONTENT,

  async show(context, { id }, { answer, now }) {
    const { state, app } = context;
    const stored = await state.answer(answer);
    if (!stored) return undefined;
    const { guild, channel } = stored;
    const { settings, words } = await surroundingIn(context, { guild, channel });
    const { allows } = await limitOf(app, settings);
    // Its article may have changed since it was found.
    const [{ hash }] = await app.standing.cited([{ ...now, field: 'body' }]);
    if (settings.corrections === 'quiet' || !allows(now) || hash === '') return undefined;
    const messages = await answerMessages(context, stored);
    return (
      messages && {
        contents: [newerFigureText(now, words)],
        controls: [row(button(customId('why', answer, id), { label: words.why }))],
        marker: id,
        replyTo: messages[0].id,
      }
    );
  },
});
