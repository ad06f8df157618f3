/** "A question that the articles don't answer", in the channel where a server's people help; the asker is named only if they said so. */
import { customId } from '../custom-ids.js';
import { surroundingIn } from '../dispatch.js';
import { HAND_OVER, HANDED_OVER } from '../handing-over.js';
import { type KeptAnswer, readKeptAnswer } from '../kept-answer.js';
import { sourceLine } from '../render/answer.js';
import { button, row } from '../render/answer-controls.js';
import { inertWithin } from '../render/inert.js';
import { MESSAGE_MAX_CHARS, splitMessages } from '../render/split-messages.js';
import { limitOf, type ServerLimit } from '../server-limit.js';
import type { Words } from '../words/index.js';
import { noticeKind } from './kind.js';

const MAX_QUESTION_CHARS = 600;
const MAX_QUOTE_CHARS = 300;
/** Room for the mention of a role before the first line, and for who settled it behind the last. */
const ROOM_CHARS = 200;

export const handOver = noticeKind({
  kind: HAND_OVER,
  isForNamedChannel: true,
  content: HANDED_OVER,

  async show(context, { guild, channel }, { answer, isNamed }) {
    const stored = await context.state.answer(answer);
    const kept = stored && readKeptAnswer(stored.content);
    const { settings, words } = await surroundingIn(context, { guild, channel });
    if (!stored || !kept || settings.helperChannel !== channel) return undefined;
    const limit = await limitOf(context.app, settings);
    return {
      contents: [handOverText(stored.question, kept, limit, words, isNamed ? stored.user : undefined)],
      controls: [row(button(customId('settle', answer), { label: words.settle, emoji: '✅' }))],
      marker: answer,
      ...(settings.helperRole && { mentionedRole: settings.helperRole }),
    };
  },
});

/** One message; what of the nearest has no room in it is left out. */
export function handOverText(
  question: string,
  kept: KeptAnswer,
  limit: Pick<ServerLimit, 'allows'>,
  words: Words,
  asker?: string,
): string {
  const lines = [
    `**${words.handOver}**`,
    `> ${inertWithin(question, MAX_QUESTION_CHARS)}`,
    ...(asker ? [`-# ${words.handOverBy(`<@${asker}>`)}`] : []),
    ...foundLines(kept, limit, words),
  ];
  return splitMessages(lines, [], MESSAGE_MAX_CHARS - ROOM_CHARS)[0];
}

/** What came nearest, as far as it may be shown in this server now. */
function foundLines({ nearest, draft }: KeptAnswer, limit: Pick<ServerLimit, 'allows'>, words: Words): string[] {
  const [cited] = draft?.citations ?? [];
  if (cited && limit.allows(cited))
    return [words.notOutright, `“${inertWithin(cited.quote, MAX_QUOTE_CHARS)}”`, sourceLine(cited, words)];
  const shown = nearest.filter(({ articleId }) => limit.allows({ articleId, source: null }));
  return shown.length > 0 ? [words.nearest, ...shown.map((one) => `• ${sourceLine(one, words)}`)] : [];
}
