import { describe, expect, it } from 'vitest';
import { startBot } from '../support/discord-bot.js';
import { buttonsOf, menuOf, openSource } from '../support/read-components.js';

const NAME = 'Check against the articles';
const MESSAGE = [
  'The ferry between Lindvik and Skarholm will not sail for a week.',
  'Repairs will cost 60,000 crowns.',
  'Per Lund bought a farm in Norrland.',
  'Did you know that?',
].join(' ');

describe('a message checked against the articles', () => {
  it('is told sentence by sentence in words, with quotes, for who asked alone, and can be shared', async () => {
    const { server, ann, ben, channel, log } = await startBot();
    const message = server.sendMessage(ben, channel, MESSAGE);
    const asked = server.contextMenu(ann, { channel, name: NAME, message });
    const checked = await asked.original();
    expect(asked.ephemeral).toBe(true);
    const [heading, ferry, repairs, farm, ending] = checked.content.split('\n\n');
    expect(heading).toBe('**Supported: 1 · contradicted: 1 · not covered: 1**');
    expect(ferry).toMatch(
      /^> The ferry between .* a week\.\n✅ \*\*Supported by the articles\*\*.*\n“The ferry between .*” \[1\]$/,
    );
    expect(repairs).toMatch(/^> Repairs will cost \*\*60,000\*\* crowns\.\n❌ \*\*Contradicted by the articles\*\*/);
    expect(repairs).toMatch(/“Repairs will cost \*\*40,000\*\* crowns, .*” \[1\]$/);
    expect(farm).toMatch(/^> Per Lund bought .*\n❔ \*\*Not covered by the articles\*\*/);
    expect(ending).toMatch(/\[1\] Ferry to Skarholm stops for a week · Harbour desk · 5 March 2024/);
    expect(ending).toMatch(/\n-# Not checked: questions 1, remarks 0, further sentences 0\.$/);
    expect(buttonsOf(checked)).toEqual(['Delete', 'Share']);
    expect(menuOf(checked).options.length).toBeGreaterThan(0);
    expect(channel.visible).toEqual([message]);

    const shared = server.click(ann, checked, 'Share');
    await server.until(() => channel.visible.length === 2);
    await shared.acknowledged;
    expect(channel.last?.content).toMatch(/^-# Shared by ann\n\*\*Supported: 1 · contradicted: 1/);
    expect(channel.last?.allowedMentions).toMatchObject({ parse: [] });
    expect(buttonsOf(channel.last!)).toEqual(['Delete']);
    expect(log()).toContain('"event":"checked"');
    expect(log()).not.toMatch(/Norrland|60,000/);
  });

  it('shows each source, can be deleted, and is no turn of a conversation', async () => {
    const { server, ann, ben, channel, state, log } = await startBot();
    const message = server.sendMessage(ben, channel, MESSAGE);
    const checked = await server.contextMenu(ann, { channel, name: NAME, message }).original();
    const card = await openSource(server, ann, checked).original();
    expect(card.embeds[0].description).toContain('ferry');
    const asked = await server
      .slash(ann, { channel, name: 'ask', options: { question: 'Why?', private: true } })
      .original();
    expect(asked.content).not.toContain('ferry');
    await server.click(ann, checked, 'Delete').acknowledged;
    await server.until(() => log().includes('answer-deleted'));
    expect((await state.conversation(channel.id, ann.id, 0, 9)).map(({ question }) => question)).toEqual(['Why?']);
  });

  it.each([
    '🙂',
    'lol',
    'Who knows?',
  ])('gets a friendly sentence where there is nothing to check: “%s”', async (text) => {
    const { server, ann, ben, channel } = await startBot();
    const message = server.sendMessage(ben, channel, text);
    const { content } = await server.contextMenu(ann, { channel, name: NAME, message }).original();
    expect(content).toBe(
      'There is nothing in this message that I could check; it takes a sentence that states something.',
    );
  });

  it('gets the same where there is a picture alone', async () => {
    const { server, ann, ben, channel } = await startBot();
    const picture = { filename: 'ferry.png', bytes: 'png' };
    const message = server.sendMessage(ben, channel, '', { attachments: [picture] });
    const { content } = await server.contextMenu(ann, { channel, name: NAME, message }).original();
    expect(content).toMatch(/^There is nothing in this message/);
  });

  it('keeps to the outlets of the server', async () => {
    const { server, guild, state, ann, ben, channel } = await startBot();
    await state.changeSettings(guild.id, { sources: ['Food desk'] });
    const message = server.sendMessage(ben, channel, MESSAGE);
    const { content } = await server.contextMenu(ann, { channel, name: NAME, message }).original();
    expect(content).toContain('Supported: 0 · contradicted: 0 · not covered: 3');
    expect(content).not.toContain('Harbour desk');
  });

  it('works in a direct message', async () => {
    const { server, ann } = await startBot();
    const channel = server.openDm(ann);
    const message = server.sendMessage(ann, channel, 'Repairs will cost 60,000 crowns.');
    await server.until(() => channel.visible.length === 2);
    const { content } = await server.contextMenu(ann, { channel, name: NAME, message }).original();
    expect(content).toContain('contradicted: 1');
  });
});
