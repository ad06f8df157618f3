/** Takes an article out of the corpus; a button puts it back. */
import type { ChatInputCommandInteraction } from 'discord.js';
import { newId } from '../../state/state.js';
import { allowedArticles } from '../allowed-articles.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { runningSentence } from '../reindexing.js';
import { button, row } from '../render/answer-controls.js';
import { inertWithin } from '../render/inert.js';
import type { ReplyTarget } from '../targets.js';

/** `chosen` is a suggestion's value, or what was typed in its place. */
export async function removeArticle(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  chosen: string,
  { settings, words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  const { app, corpus, state, reindexJobs, nowMs } = context;
  if (reindexJobs.current) return target.tell(runningSentence(reindexJobs.current, words));
  const wanted = chosen.trim().toLowerCase();
  const fitting = (await allowedArticles(app, settings)).filter(
    ({ key, id, title }) => `#${key}` === chosen || id.toLowerCase() === wanted || title.toLowerCase() === wanted,
  );
  if (fitting.length !== 1) return target.tell(words.noSuchArticle);
  const [article] = fitting;
  const id = newId();
  const removal = await corpus.remove(id, article);
  await state.recordRemoval({ id, ...removal, removedBy: interaction.user.id, removedAtMs: nowMs() });
  const job = reindexJobs.start(interaction.user.displayName, { allowEmpty: true });
  await job?.report;
  await target.post(
    [words.removed(inertWithin(article.title, 200))],
    [row(button(customId('undo-remove', id), { label: words.undo }))],
  );
}
