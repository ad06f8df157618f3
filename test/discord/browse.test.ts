import { describe, expect, it, vi } from 'vitest';
import { TRANSLATIONS } from '../../src/discord/words/index.js';
import { startBot } from '../support/discord-bot.js';
import type { Json } from '../support/discord-server/index.js';

describe('/sources', () => {
  const articles = Object.fromEntries(
    Array.from({ length: 23 }, (_, i) => [
      `a${i}.md`,
      `---\ntitle: Story number ${i}\nsource: ${i % 2 ? 'Odd desk' : 'Even desk'}\npublished_at: 2024-01-${String(i + 1).padStart(2, '0')}\nurl: https://desk.example.org/${i}\n---\nSomething happened on day ${i}.\n`,
    ]),
  );

  it('lists the newest first, in pages', async () => {
    const { server, ann, channel } = await startBot({ articles });
    const list = await server.slash(ann, { channel, name: 'sources' }).original();
    expect(list.content).toMatch(
      /^\*\*23 articles\*\* · Page 1 of 3\n• \[Story number 22\]\(<https:\/\/desk\.example\.org\/22>\)/,
    );
    const next = server.click(ann, list, 'Next');
    await next.until(() => list.content.includes('Page 2 of 3'));
    expect(list.content).toContain('Story number 12');
    const last = server.click(ann, list, 'Next');
    await last.until(() => list.content.includes('Page 3 of 3'));
    expect(list.content.match(/^• /gm)).toHaveLength(3);
  });

  it('keeps its filters from page to page', async () => {
    const { server, ann, channel } = await startBot({ articles });
    const options = { source: 'odd desk', from: '2024-01-02', search: 'story' };
    const list = await server.slash(ann, { channel, name: 'sources', options }).original();
    expect(list.content).toMatch(/^\*\*11 articles\*\* · Page 1 of 2/);
    const next = server.click(ann, list, 'Next');
    await next.until(() => list.content.includes('Page 2 of 2'));
    expect(list.content).toContain('**11 articles**');
    expect(list.content).not.toContain('Even desk');
    const none = server.slash(ann, { channel, name: 'sources', options: { search: 'zebra' } });
    expect((await none.original()).content).toBe('No article fits.');
  });
});

describe('first steps', () => {
  it('/help and /privacy are for who asks', async () => {
    const { server, ann, channel } = await startBot();
    const help = server.slash(ann, { channel, name: 'help' });
    expect((await help.original()).content).toMatch(/every sentence points at the words it rests on/);
    expect(help.ephemeral).toBe(true);
  });

  it('/privacy says what goes where, by the configuration, in the reader’s language', async () => {
    const openAiBaseUrl = 'http://models.example.org:8080/v1';
    const told = async (options: Parameters<typeof startBot>[0], locale = 'en-US') => {
      const { server, ann, channel } = await startBot(options);
      return (await server.slash(ann, { channel, name: 'privacy', locale }).original()).content;
    };
    const alone = await told({});
    expect(alone).toMatch(/\nNothing is sent to anyone else\.\nLogs hold no question and no answer\.\n/);
    expect(alone).not.toMatch(/I send/);
    const models = { openAiBaseUrl, chatModel: 'openai:writer', judgeModel: 'anthropic:judge' };
    const written = await told({ models, logContent: true });
    expect(written).toMatch(/answers and summaries I send .* to models\.example\.org:8080\./);
    expect(written).toMatch(/To check what was written I send .* to anthropic\./);
    expect(written).not.toMatch(/To search by meaning|Logs hold no question/);
    const german = await told({ models: { ...models, judgeModel: 'none' } }, 'de');
    expect(german).toMatch(/Zusammenfassungen zu schreiben, sende ich .* an models\.example\.org:8080\./);
    expect(german).not.toContain('prüfen');
  });

  it('the bot greets a server that it joins, where it may write', async () => {
    const { server } = await startBot();
    const joined = server.addGuild({ name: 'new here' });
    await server.until(() => (joined.systemChannel?.messages.length ?? 0) === 1);
    expect(joined.systemChannel?.last?.content).toMatch(/Three things to try:\n1\. .*\n2\. .*\n3\. /);
  });

  it('says how old the news are, where the question is about now', async () => {
    const { server, ann, channel } = await startBot();
    const ask = async (question: string) =>
      (await server.slash(ann, { channel, name: 'ask', options: { question } }).original()).content;
    expect(await ask('What is the ferry doing now?')).toMatch(/-# The newest article here is of 7 March 2024; /);
    expect(await ask('Why did the ferry stop?')).not.toMatch(/newest article/);
  });

  it('the state of the whole index is measured for administrators who ask for it, and for nobody else', async () => {
    const { server, app, ann, mia, channel, guild, state } = await startBot();
    const status = vi.spyOn(app.index, 'status');
    await state.changeSettings(guild.id, { sources: ['Harbour desk', 'Food desk'] });
    const ask = { channel, name: 'ask', options: { question: 'Who is the harbour master now?' } };
    expect((await server.slash(ann, ask).original()).content).toMatch(/newest article/);
    server.sendMessage(ann, channel, `<@${server.botUser.id}> Is the ferry still stopped?`);
    await server.until(() => channel.last?.content.includes('newest article') ?? false);
    const period = { channel, name: 'summarize', subcommand: 'period', options: { period: 'last-7-days' } };
    await server.slash(ann, period).original();
    const title = { channel, name: 'summarize', subcommand: 'article', focused: 'title', options: { title: 'ferry' } };
    expect(await server.autocomplete(ann, title)).toHaveLength(1);
    expect(await server.autocomplete(ann, { ...ask, focused: 'source' })).toHaveLength(2);
    await server.slash(ann, { channel, name: 'sources' }).original();
    expect(status).not.toHaveBeenCalled();
    await server.slash(mia, { channel, name: 'admin', subcommand: 'status' }).original();
    expect(status).toHaveBeenCalledOnce();
  });
});

describe('languages', () => {
  it('of question and articles that differ are named in the reader’s, under an answer and in place of missing words', async () => {
    const { server, ann, channel } = await startBot();
    const ask = async (question: string) =>
      (await server.slash(ann, { channel, name: 'ask', options: { question }, locale: 'de' }).original()).content;
    const nothing = await ask('Was kostet die Reparatur der Rampe und wann wird die Strecke wieder befahren?');
    expect(nothing).toContain('Sprache der Artikel: Englisch. Eine Frage in dieser Sprache findet mehr.');
    expect(nothing).not.toContain('„');
    const found = await ask('Was sagte Ada Berg über Lindvik und Skarholm und die 40,000 am 5. März 2024?');
    expect(found).toMatch(/^-# Sprache der Artikel: Englisch\.$/m);
    expect(found).not.toContain('findet mehr');
  });

  it('commands have a name in each, and replies follow the reader, or what the server chose', async () => {
    const { server, ann, channel, guild, state } = await startBot();
    const ask = server.commands.global.find(({ name }) => name === 'ask') as Json;
    expect(Object.keys(ask.description_localizations as Json).sort()).toEqual(Object.keys(TRANSLATIONS).sort());
    const call = { channel, name: 'ask', options: { question: 'Who won the chess championship?' } };
    const inGerman = await server.slash(ann, { ...call, locale: 'de' }).original();
    expect(inGerman.content).toMatch(/7\. März 2024|5\. März 2024/);
    await state.changeSettings(guild.id, { language: 'fr' });
    const inFrench = await server.slash(ann, { ...call, locale: 'de' }).original();
    expect(inFrench.content).toMatch(/mars 2024/);
    const inNone = server.slash(ann, { ...call, locale: 'nl' });
    expect((await inNone.original()).content).toMatch(/mars 2024/);
  });
});
