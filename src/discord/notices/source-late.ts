/** A source that brings nothing any more, told once to the corpus's owners where a home server has a channel for it. */
import { z } from 'zod';
import type { SourceState } from '../../sources/source-state.js';
import { refreshRow } from '../commands/admin-sources.js';
import type { BotContext } from '../context.js';
import { surroundingIn } from '../dispatch.js';
import { timestamp } from '../render/dates.js';
import { inert } from '../render/inert.js';
import { homeGuildIdsOf } from '../rights.js';
import { noticeKind } from './kind.js';

const KIND = 'source-late';
const CONTENT = z.object({ name: z.string(), lastReadMs: z.number().optional() });

export const sourceLate = noticeKind({
  kind: KIND,
  isForNamedChannel: true,
  content: CONTENT,
  async show(context: BotContext, { id, guild }, { name, lastReadMs }) {
    const { words } = await surroundingIn(context, { guild, channel: undefined });
    const since = lastReadMs === undefined ? words.neverRead : timestamp(lastReadMs, 'R');
    return { contents: [words.sourceLate(inert(name), since)], controls: [refreshRow(name, id, words)], marker: id };
  },
});

/** Adds it to the outbox, once for each time that a source turned late. */
export async function tellThatLate(
  context: BotContext,
  { name, lastSucceededMs, firstTriedMs = 0 }: SourceState,
): Promise<void> {
  const { state, nowMs } = context;
  for (const guild of homeGuildIdsOf(context)) {
    const { ownersChannel: channel } = await state.settings(guild);
    if (!channel) continue;
    const content = { name, ...(lastSucceededMs !== undefined && { lastReadMs: lastSucceededMs }) };
    // One and the same row, whoever adds it and however often.
    const id = `late-${guild}-${name}-${(lastSucceededMs ?? firstTriedMs).toString(36)}`;
    await state.notices.add({ id, guild, channel, kind: KIND, content, madeAtMs: nowMs() });
  }
}
