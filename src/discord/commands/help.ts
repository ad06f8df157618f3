/** `/help` and `/privacy`, and what is said when the bot joins a server. */
import { ApplicationCommandType, ButtonStyle } from 'discord.js';
import type { PrivacyFacts } from '../context.js';
import { customId } from '../custom-ids.js';
import { button, row } from '../render/answer-controls.js';
import { inert } from '../render/inert.js';
import { replyTo } from '../targets.js';
import type { Words } from '../words/index.js';
import { type Command, EVERYWHERE, named } from './command.js';

export const help: Command = {
  definition: { type: ApplicationCommandType.ChatInput, ...named('help'), ...EVERYWHERE },

  async run({ client }, interaction, { words }) {
    const target = await replyTo(interaction, true);
    await target?.tell(words.help(inert(client.user.displayName)).join('\n'));
  },
};

/** By the configuration: which words go to whom, and that nothing else does. */
function whereWordsGo({ recipients: { chat, judge, embedding }, logsContent }: PrivacyFacts, words: Words): string[] {
  return [
    ...(chat ? [words.privacyToWriter(inert(chat))] : []),
    ...(judge ? [words.privacyToJudge(inert(judge))] : []),
    ...(embedding ? [words.privacyToEmbedder(inert(embedding))] : []),
    words.privacyToNobodyElse,
    logsContent ? words.privacyLogged : words.privacyNotLogged,
  ];
}

export const privacy: Command = {
  definition: { type: ApplicationCommandType.ChatInput, ...named('privacy'), ...EVERYWHERE },

  async run({ state, retentionDays, privacy: facts }, interaction, { words }) {
    const target = await replyTo(interaction, true);
    if (!target) return;
    const { questions, votes, awaited, follows, taught } = await state.keptOf(interaction.user.id);
    const kept = words.privacyKept(questions, votes, awaited, follows);
    const lines = [...words.privacy(retentionDays), words.privacyLoop, ...whereWordsGo(facts, words), kept];
    if (taught > 0) lines.push(words.privacyTaught(taught));
    const remove = button(customId('privacy-delete'), { label: words.privacyDelete, style: ButtonStyle.Danger });
    await target.post([lines.join('\n')], [row(remove)]);
  },
};
