/** Attached files become articles: read aside first, shown, and moved into the corpus when confirmed. */
import { type Attachment, ButtonStyle, ComponentType, type ModalSubmitFields } from 'discord.js';
import { CORPUS_FORMATS } from '../../corpus/formats/registry.js';
import { DEFAULT_CORPUS_LIMITS } from '../../corpus/limits.js';
import type { OfferedFile } from '../../flows/edit-corpus.js';
import { newId } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { button, row } from '../render/answer-controls.js';
import { inertDay } from '../render/dates.js';
import { cutInert, inertWithin } from '../render/inert.js';
import { labelled, type Modal, modal } from '../render/modal.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import type { ReplyTarget } from '../targets.js';
import type { Words } from '../words/index.js';

const DOWNLOAD_TIMEOUT_MS = 30_000;
/** What one offer may hold in memory. */
const MAX_OFFER_BYTES = 5 * DEFAULT_CORPUS_LIMITS.maxFileBytes;
const MAX_SHOWN = 8;
/** Discord's limit for an upload. */
const MAX_UPLOADS = 10;
const UPLOAD = 'files';

/** Discord names a kind by the last part of an extension: ".gz" for ".jsonl.gz". */
const FILE_TYPES = [
  ...new Set(
    CORPUS_FORMATS.flatMap(({ extensions }) => extensions.map((name) => `.${name.split('.').at(-1)}` as const)),
  ),
];

/** Asks for files where the command brought none. Discord shows only those of the kinds; whoever gets past that is told. */
export const filesModal = (words: Words): Modal =>
  modal(customId('add-files'), words.addTitle, [
    labelled(
      words.addFiles(MAX_UPLOADS),
      { type: ComponentType.FileUpload, custom_id: UPLOAD, max_values: MAX_UPLOADS, file_types: FILE_TYPES },
      words.commands['admin.add.file'].description,
    ),
  ]);

export const filesIn = (fields: ModalSubmitFields): Attachment[] => [
  ...(fields.getUploadedFiles(UPLOAD)?.values() ?? []),
];

export async function offerFiles(
  { corpus }: BotContext,
  attachments: Attachment[],
  { words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  const id = newId();
  const files: OfferedFile[] = [];
  const refused: string[] = [];
  let roomBytes = MAX_OFFER_BYTES;
  for (const attachment of attachments) {
    if (attachment.size > Math.min(roomBytes, DEFAULT_CORPUS_LIMITS.maxFileBytes)) {
      refused.push(attachment.name);
      continue;
    }
    roomBytes -= attachment.size;
    files.push({ name: attachment.name, bytes: await download(attachment.url) });
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
