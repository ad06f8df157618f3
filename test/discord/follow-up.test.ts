import { describe, expect, it } from 'vitest';
import { type BotFixture, startBot } from '../support/discord-bot.js';
import type { InteractionHandle, Json, Message } from '../support/discord-server/index.js';
import { answerTo, buttonsOf } from '../support/read-components.js';

const QUESTION = 'Why does the ferry not sail?';
const NEXT = 'And what does the repair cost?';

async function ask({ server, ann, channel }: BotFixture, options = {}): Promise<Message> {
  return answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION, ...options } }));
}

async function open({ server, ann }: BotFixture, answer: Message, user = ann): Promise<InteractionHandle> {
  const opened = server.click(user, answer, 'Follow up');
  await opened.until(({ modal }) => modal !== undefined);
  return opened;
}

/** The questions that the modal offers. */
const offered = ({ modal }: InteractionHandle): string[] =>
  (modal!.components as unknown as Json[]).flatMap(({ component }) =>
    (((component as Json).options ?? []) as { value: string }[]).map(({ value }) => value),
  );

describe('following up on an answer', () => {
  it('works without the text of messages, and takes the question with what came before', async () => {
    const bot = await startBot({ server: { flags: { messageContentIntent: false } } });
    const answer = await ask(bot);
    const sent = bot.server.submitModal(bot.ann, await open(bot, answer), { question: NEXT });
    const next = await answerTo(sent);
    expect(next.content).toMatch(/^> And what does the repair cost\?\n.*40,000 crowns/s);
    expect(next.ephemeral).toBe(false);
    expect(buttonsOf(next)).toContain('Follow up');
    // Asked by itself it says too little.
    const alone = bot.server.slash(bot.ben, { channel: bot.channel, name: 'ask', options: { question: 'And why?' } });
    expect((await answerTo(alone)).content).not.toContain('crack');
  });

  it('offers questions that the articles answer, and answers the one that is chosen', async () => {
    const bot = await startBot();
    const opened = await open(bot, await ask(bot));
    expect(offered(opened).length).toBeGreaterThan(0);
    for (const question of offered(opened)) {
      const asked = bot.server.slash(bot.ben, { channel: bot.channel, name: 'ask', options: { question } });
      expect((await answerTo(asked)).content, question).not.toContain('don’t answer');
    }
    const [suggestion] = offered(opened);
    const next = await answerTo(bot.server.submitModal(bot.ann, opened, { suggestion, question: '' }));
    expect(next.content).toContain('[1]');
  });

  it('stays private where the answer was, and asks for a question where none came', async () => {
    const bot = await startBot();
    const answer = await ask(bot, { private: true });
    const next = await answerTo(bot.server.submitModal(bot.ann, await open(bot, answer), { question: NEXT }));
    expect(next.ephemeral).toBe(true);
    const empty = await answerTo(bot.server.submitModal(bot.ann, await open(bot, answer), { question: '' }));
    expect(empty.content).toContain('Ask me something');
    expect(bot.channel.visible).toHaveLength(0);
  });

  it('is told that the answer is gone where it is', async () => {
    const bot = await startBot();
    const answer = await ask(bot);
    const opened = await open(bot, answer);
    await bot.state.forgetUser(bot.ann.id);
    const late = await bot.server.submitModal(bot.ann, opened, { question: NEXT }).original();
    expect(late.content).toContain('no longer kept');
    const gone = await bot.server.click(bot.ann, answer, 'Follow up').original();
    expect(gone.content).toContain('no longer kept');
  });
});
