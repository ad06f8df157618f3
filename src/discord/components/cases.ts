/** A question without a good answer becomes a test of the articles; who asked isn't in it. For the corpus's owners. */
import { ComponentType } from 'discord.js';
import type { Expected } from '../../flows/cases.js';
import type { ArticleMeta } from '../../index/stored-article.js';
import type { StoredAnswer } from '../../state/state.js';
import { articleMeant, referenceTo } from '../allowed-articles.js';
import { casesFile, casesPage } from '../commands/admin-cases.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { repeatable } from '../faults.js';
import { type KeptAnswer, readKeptAnswer } from '../kept-answer.js';
import { cutWhole, orElse, plain } from '../render/inert.js';
import { labelled, type Modal, modal, textInput } from '../render/modal.js';
import { acknowledge, interactionTarget, NO_MENTIONS } from '../targets.js';
import type { Words } from '../words/index.js';
import { forOwners } from './admin.js';
import { tellClicker, type UseComponent, type UseModal } from './component.js';

const MAX_QUESTION_CHARS = 2000;
const MAX_TYPED_CHARS = 400;
/** Discord's bound for a menu; its first option says that nothing answers the question. */
const MAX_ARTICLES = 24;
const MAX_OPTION_CHARS = 100;
/** No article has it as its reference. */
const NOTHING = '#';

/** Opens the modal for the chosen question. */
export const makeCase: UseComponent = forOwners(async (context, interaction, _parts, { guild, words }) => {
  const [id] = interaction.isStringSelectMenu() ? interaction.values : [];
  const stored = await openQuestion(context, guild, id);
  if (!stored) return tellClicker(interaction, words.answerGone(context.retentionDays));
  const articles = nearestTo(readKeptAnswer(stored.content), await context.app.articles());
  await interaction.showModal(caseModal(stored, articles, words));
});

/** An answer that stands on the server's list: whatever else a custom id names is none of its administrators' business. */
async function openQuestion(
  { state }: BotContext,
  guild: string | undefined,
  id: string | undefined,
): Promise<StoredAnswer | undefined> {
  if (!guild || !id) return undefined;
  const isListed = (await state.openQuestions(guild)).some(({ answer }) => answer === id);
  return isListed ? state.answer(id) : undefined;
}

/** The nearest, the cited, and those that were read for it. */
function nearestTo(kept: KeptAnswer | undefined, articles: readonly ArticleMeta[]): ArticleMeta[] {
  if (!kept) return [];
  const { nearest, citations, trace } = kept;
  const ids = new Set([...nearest, ...citations, ...trace.sentences].map(({ articleId }) => articleId));
  const known = new Map(articles.map((article) => [article.id, article]));
  return [...ids].flatMap((id) => known.get(id) ?? []).slice(0, MAX_ARTICLES);
}

export function caseModal(
  { id, question }: Pick<StoredAnswer, 'id' | 'question'>,
  articles: ArticleMeta[],
  words: Words,
): Modal {
  const typed = (name: string) => textInput(name, { maxChars: MAX_TYPED_CHARS, required: false });
  const expected = [
    { label: words.caseNothing, value: NOTHING },
    ...articles.map((article) => ({ label: orElse(article.title, words.noTitle), value: referenceTo(article) })),
  ];
  const asked = {
    maxChars: MAX_QUESTION_CHARS,
    value: cutWhole(question, MAX_QUESTION_CHARS),
    required: true,
    isLong: true,
  };
  return modal(customId('case-keep', id), words.caseTitle, [
    labelled(words.caseQuestion, textInput('question', asked)),
    labelled(words.caseExpected, {
      type: ComponentType.StringSelect,
      custom_id: 'expected',
      required: false,
      options: expected.map(({ label, value }) => ({ label: plain(label, MAX_OPTION_CHARS), value })),
    }),
    labelled(words.caseArticle, typed('article')),
    labelled(words.caseWords, typed('words'), words.caseWordsHint),
  ]);
}

export const keepCase: UseModal = forOwners(async (context, interaction, [id], { guild, words }) => {
  const { app, state, nowMs, logger, retentionDays } = context;
  const stored = await openQuestion(context, guild, id);
  if (!guild || !stored) return tellClicker(interaction, words.answerGone(retentionDays));
  const { fields } = interaction;
  const [chosen] = fields.getStringSelectValues('expected') ?? [];
  const article = fields.getTextInputValue('article').trim() || (chosen === NOTHING ? '' : chosen);
  const said = fields
    .getTextInputValue('words')
    .split('|')
    .map((one) => one.trim())
    .filter(Boolean);
  const isNothing = chosen === NOTHING;
  const question = fields.getTextInputValue('question').trim();
  if (!question || isNothing === Boolean(article || said.length > 0))
    return tellClicker(interaction, words.caseUnclear);
  // Throws, in one sentence, for an article that isn't there.
  const meant = article && articleMeant(await app.articles(), article).id;
  const { sources: _, ...filters } = readKeptAnswer(stored.content)?.filters ?? {};
  const expected: Expected = {
    ...(meant && { article: [meant] }),
    ...(said.length > 0 && { words: said }),
    ...(isNothing && { unanswerable: true }),
    ...(Object.keys(filters).length > 0 && { filters }),
  };
  if (!(await state.cases.keep({ answer: id, guild, question, expected, madeAtMs: nowMs() })))
    return tellClicker(interaction, words.answerGone(retentionDays));
  logger.info({ event: 'case-kept', guild, answer: id });
  await tellClicker(interaction, words.caseKept);
});

export const turnCases: UseComponent = forOwners(async (context, interaction, [page], { guild, words }) => {
  if (guild) await showPage(context, interaction, guild, Number(page), words);
});

export const deleteCase: UseComponent = forOwners(async (context, interaction, [page], { guild, words }) => {
  const [answer] = interaction.isStringSelectMenu() ? interaction.values : [];
  if (!guild || !answer) return;
  if (await context.state.cases.remove(guild, answer)) context.logger.info({ event: 'case-deleted', guild, answer });
  await showPage(context, interaction, guild, Number(page), words);
});

/** Acknowledged first: each test of the page is asked before it is listed. */
async function showPage(
  context: BotContext,
  interaction: Parameters<UseComponent>[1],
  guild: string,
  page: number,
  words: Words,
): Promise<void> {
  await interaction.deferUpdate();
  const { content, controls } = await casesPage(context, guild, page, words);
  await interactionTarget(interaction, true).post([content], controls);
}

export const sendCases: UseComponent = forOwners(async ({ state }, interaction, _parts, { guild }) => {
  if (!guild || !(await acknowledge(interaction, true))) return;
  const attachment = casesFile(await state.cases.all(guild));
  await repeatable(() =>
    interaction.editReply({ files: [{ name: 'cases.jsonl', attachment }], allowedMentions: NO_MENTIONS }),
  );
});
