/** Attached files become articles: read aside first, shown, and moved into the corpus when confirmed. */
import { type Attachment, ButtonStyle } from 'discord.js';
import { DEFAULT_CORPUS_LIMITS } from '../../corpus/limits.js';
import type { OfferedFile } from '../../flows/edit-corpus.js';
import { newId } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { button, row } from '../render/answer-controls.js';
import { inertDay } from '../render/dates.js';
import { cutInert, inertWithin } from '../render/inert.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import type { ReplyTarget } from '../targets.js';

const DOWNLOAD_TIMEOUT_MS = 30_000;
const MAX_SHOWN = 8;

export async function offerFiles(
  { corpus }: BotContext,
  attachments: Attachment[],
  { words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  const id = newId();
  const files: OfferedFile[] = [];
  const refused: string[] = [];
  for (const attachment of attachments) {
    if (attachment.size > DEFAULT_CORPUS_LIMITS.maxFileBytes) refused.push(attachment.name);
    else files.push({ name: attachment.name, bytes: await download(attachment.url) });
  }
  const { articles, skipped } = await corpus.offer(id, files);
  const lines = articles.slice(0, MAX_SHOWN).map(({ title, source, publishedAt, body }) => {
    const date = publishedAt ? inertDay(publishedAt, words) : words.undated;
    const about = [source && inertWithin(source, 60), date].filter(Boolean).join(', ');
    return `• ${inertWithin(title, 80)} (${about}): “${inertWithin(body.slice(0, 60), 70)}…”`;
  });
  if (articles.length > MAX_SHOWN) lines.push(words.andMore(articles.length - MAX_SHOWN));
  for (const name of refused) lines.push(`${words.skippedFiles}: ${inertWithin(name, 60)}`);
  for (const { path, reason } of skipped.slice(0, MAX_SHOWN))
    lines.push(`${words.skippedFiles}: ${inertWithin(path, 60)}: ${inertWithin(reason, 80)}`);
  if (articles.length === 0) {
    await corpus.decline(id);
    return target.tell(cutInert([words.addNothing, ...lines].join('\n'), MESSAGE_MAX_CHARS));
  }
  await target.post(
    [cutInert([words.addPreview, ...lines].join('\n'), MESSAGE_MAX_CHARS)],
    [
      row(
        button(customId('add-confirm', id), { label: words.addConfirm, style: ButtonStyle.Primary }),
        button(customId('add-cancel', id), { label: words.reindexCancel }),
      ),
    ],
  );
}

/** The address is Discord's own, from the interaction. */
async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`an attachment could not be loaded (status ${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}
