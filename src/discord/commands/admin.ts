/** `/admin`: re-index, add and remove articles, status, settings, digests, questions without a good answer, corrections. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  ButtonStyle,
  ChannelType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { reportText, rollbackRow, runningSentence, runReindexInDiscord } from '../reindexing.js';
import { button, row } from '../render/answer-controls.js';
import type { Modal } from '../render/modal.js';
import { isCorpusOwner, type Right, refusal } from '../rights.js';
import { type ReplyTarget, replyTo } from '../targets.js';
import { LANGUAGES, type Words, wordsIn } from '../words/index.js';
import { filesModal, offerFiles } from './admin-add.js';
import { correctionsPage } from './admin-corrections.js';
import { completeDigest, digestGroup, openDigest, runDigest } from './admin-digest.js';
import { helpersPanel } from './admin-helpers.js';
import { questionsPage } from './admin-questions.js';
import { removeArticle } from './admin-remove.js';
import { settingsPanel } from './admin-settings.js';
import { completeSourceName, runSources, sourcesGroup } from './admin-sources.js';
import { statusText } from './admin-status.js';
import { type Choice, type Command, flagOption, named, subcommand, textOption, WHERE_INSTALLED } from './command.js';
import { completeArticle } from './complete.js';

const MAX_FILES = 5;

/** `file`, `file-2`, … in every language. */
const fileOptions = Array.from({ length: MAX_FILES }, (_, i) => {
  const option = named('admin.add.file');
  const numbered = (name: string) => (i === 0 ? name : `${name}-${i + 1}`);
  return {
    ...option,
    type: ApplicationCommandOptionType.Attachment,
    name: numbered(option.name),
    name_localizations: Object.fromEntries(
      Object.entries(option.name_localizations).map(([locale, name]) => [locale, numbered(name)]),
    ),
  } as APIApplicationCommandBasicOption;
});

const languageOption = {
  ...textOption('admin.settings.language'),
  choices: [
    { name: 'auto', value: 'auto' },
    ...LANGUAGES.map(({ code, words }) => ({ name: words.name, value: code })),
  ],
} as APIApplicationCommandBasicOption;

const ownersChannelOption = {
  type: ApplicationCommandOptionType.Channel,
  ...named('admin.settings.owners-channel'),
  channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
} as APIApplicationCommandBasicOption;

type Run = (
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  surrounding: Surrounding,
  target: ReplyTarget,
) => Promise<void>;

/** A modal in place of an answer, where the command brought too little; undefined where it brought enough. */
type Open = (
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  surrounding: Surrounding,
) => Promise<Modal | undefined>;

/** What each does, and the right that it takes. */
const SUBCOMMANDS: Record<string, { run: Run; right: Right; open?: Open }> = {
  reindex: { run: startReindex, right: 'corpus' },
  add: { run: add, right: 'corpus', open: openAdd },
  remove: { run: remove, right: 'corpus' },
  status: { run: status, right: 'status' },
  settings: { run: settings, right: 'server' },
  questions: { run: questions, right: 'server' },
  corrections: { run: corrections, right: 'server' },
  // Each menu of it has a right of its own.
  helpers: { run: helpers, right: 'status' },
};
type Complete = (
  context: BotContext,
  interaction: AutocompleteInteraction,
  surrounding: Surrounding,
) => Promise<Choice[]>;

const GROUPS: Record<string, { run: Run; right: Right; open?: Open; complete: Complete }> = {
  digest: { run: runDigest, right: 'server', open: openDigest, complete: completeDigest },
  sources: { run: runSources, right: 'corpus', complete: completeSourceName },
};

const groupOf = ({ options }: ChatInputCommandInteraction | AutocompleteInteraction) =>
  GROUPS[options.getSubcommandGroup() ?? ''];
const chosenOf = (interaction: ChatInputCommandInteraction | AutocompleteInteraction) =>
  groupOf(interaction) ?? SUBCOMMANDS[interaction.options.getSubcommand()];

export const admin: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('admin'),
    ...WHERE_INSTALLED,
    // Hides the command, which servers can undo; every handler checks the rights.
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    options: [
      subcommand('admin.reindex', [flagOption('admin.reindex.preview'), flagOption('admin.reindex.full')]),
      subcommand('admin.add', fileOptions),
      subcommand('admin.remove', [textOption('admin.remove.article', { required: true, autocomplete: true })]),
      subcommand('admin.status'),
      subcommand('admin.settings', [languageOption, ownersChannelOption]),
      subcommand('admin.questions'),
      subcommand('admin.corrections'),
      subcommand('admin.helpers'),
      digestGroup,
      sourcesGroup,
    ],
  },

  async run(context, interaction, surrounding) {
    const { run, right, open } = chosenOf(interaction);
    const isNowhere = right === 'server' && !surrounding.guild;
    const refused = isNowhere ? surrounding.words.onlyInServer : refusal(right, interaction, context, surrounding);
    // A modal is an answer itself: what was acknowledged can't open one.
    const modal = refused ? undefined : await open?.(context, interaction, surrounding);
    if (modal) return void (await interaction.showModal(modal));
    const target = await replyTo(interaction, true);
    if (!target) return;
    if (refused) return target.tell(refused);
    await run(context, interaction, surrounding, target);
  },

  async complete(context, interaction, surrounding) {
    if (refusal(chosenOf(interaction).right, interaction, context, surrounding)) return [];
    const group = groupOf(interaction);
    if (group) return group.complete(context, interaction, surrounding);
    return completeArticle(context, interaction.options.getFocused(), surrounding.settings);
  },
};

async function startReindex(...[context, interaction, { words }, target]: Parameters<Run>): Promise<void> {
  const { current } = context.reindexJobs;
  if (current) return target.tell(runningSentence(current, words));
  const full = interaction.options.getBoolean('full') ?? false;
  if (!interaction.options.getBoolean('preview')) return runReindexInDiscord(context, interaction, { full }, words);
  await showPreview(context, target, full, words);
}

async function showPreview(context: BotContext, target: ReplyTarget, full: boolean, words: Words) {
  const report = await context.reindexJobs.preview({ full });
  const start = button(customId('reindex-start', full ? 'full' : 'changed'), {
    label: words.reindexStart,
    style: ButtonStyle.Primary,
  });
  await target.post(
    [`${words.reindexPreview}\n${reportText(report, words)}`],
    [row(start), ...(await rollbackRow(context, words))],
  );
}

const attachedTo = ({ options }: ChatInputCommandInteraction) =>
  Array.from({ length: MAX_FILES }, (_, i) => options.getAttachment(i === 0 ? 'file' : `file-${i + 1}`)).filter(
    (file) => file !== null,
  );

async function openAdd(...[, interaction, { words }]: Parameters<Open>): Promise<Modal | undefined> {
  return attachedTo(interaction).length === 0 ? filesModal(words) : undefined;
}

async function add(...[context, interaction, surrounding, target]: Parameters<Run>): Promise<void> {
  await offerFiles(context, attachedTo(interaction), surrounding, target);
}

async function remove(...[context, interaction, surrounding, target]: Parameters<Run>): Promise<void> {
  const article = interaction.options.getString('article', true);
  await removeArticle(context, interaction, article, surrounding, target);
}

async function status(...[context, interaction, { words }, target]: Parameters<Run>): Promise<void> {
  await target.tell(await statusText(context, words, { showsSpending: isCorpusOwner(interaction, context) }));
}

async function settings(...[context, interaction, surrounding, target]: Parameters<Run>): Promise<void> {
  const { guild, words } = surrounding;
  if (!guild) return target.tell(words.onlyInServer);
  const language = interaction.options.getString('language');
  const ownersChannel = interaction.options.getChannel('owners-channel');
  const change = { ...(language && { language }), ...(ownersChannel && { ownersChannel: ownersChannel.id }) };
  const isChanged = Object.keys(change).length > 0;
  const current = isChanged ? await context.state.changeSettings(guild, change) : await context.state.settings(guild);
  const wordsNow = wordsIn(current.language, interaction.locale, context.collection);
  const chosen = new Map(ownersChannel ? [[ownersChannel.id, ownersChannel]] : []);
  const { content, controls } = settingsPanel(context, guild, current, wordsNow, chosen);
  await target.post([content], controls);
}

async function questions(...[context, interaction, { guild, words }, target]: Parameters<Run>): Promise<void> {
  if (!guild) return target.tell(words.onlyInServer);
  const { content, controls } = await questionsPage(context, guild, 0, words, isCorpusOwner(interaction, context));
  await target.post([content], controls);
}

async function corrections(...[context, , surrounding, target]: Parameters<Run>): Promise<void> {
  const { guild, words } = surrounding;
  if (!guild) return target.tell(words.onlyInServer);
  const { content, controls } = await correctionsPage(context, guild, 0, surrounding);
  await target.post([content], controls);
}

async function helpers(...[context, interaction, surrounding, target]: Parameters<Run>): Promise<void> {
  const { guild, settings, words } = surrounding;
  if (!guild) return target.tell(words.onlyInServer);
  const { content, controls } = helpersPanel(context, interaction, settings, surrounding);
  await target.post([content], controls);
}
