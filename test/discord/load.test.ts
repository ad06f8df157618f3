import { describe, expect, it } from 'vitest';
import { QUEUE_LIMITS } from '../../src/discord/fair-queue.js';
import { runReindexApart } from '../../src/threads/reindex-apart.js';
import { startBot } from '../support/discord-bot.js';
import type { InteractionHandle } from '../support/discord-server/index.js';
import { answerTo } from '../support/read-components.js';

/** LONG_FUZZ asks for more than may wait at once. */
const QUESTIONS = process.env.LONG_FUZZ ? 1000 : 100;
const PEOPLE = 25;
/** Order is what counts here, and a machine may be as slow as it likes. */
const LONGEST_MS = 60_000;

describe('many at once', () => {
  it('each is acknowledged or refused before any is answered, nobody starves, and the queue keeps its bound', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bot = await startBot({
      server: { acknowledgeWithinMs: LONGEST_MS },
      wrap: (app) => ({
        converse: async (...turn) => {
          await held;
          return app.converse(...turn);
        },
      }),
    });
    const { server, guild, channel } = bot;
    server.limits.global = { limit: 100_000, windowMs: 1000 };
    server.limits.bucket = { limit: 100_000, windowMs: 1000 };
    const people = Array.from({ length: PEOPLE }, (_, i) => {
      const user = server.addUser({ username: `person${i}` });
      guild.addMember(user);
      return user;
    });
    const asked: InteractionHandle[] = [];
    for (let i = 0; i < QUESTIONS; i++) {
      // One person sends 60 %, the others share the rest.
      const user = people[i % 5 < 3 ? 0 : 1 + (i % (PEOPLE - 1))];
      asked.push(server.slash(user, { channel, name: 'ask', options: { question: 'What was found in the ramp?' } }));
    }
    await Promise.all(asked.map((one) => one.until(({ isAcknowledged }) => isAcknowledged, LONGEST_MS)));
    const isAnswered = ({ messages }: InteractionHandle) => messages[0]?.content.includes('crack was found');
    expect(asked.filter(isAnswered)).toEqual([]);
    release();
    await Promise.all(asked.map((one) => answerTo(one)));
    expect(asked.flatMap(({ errors }) => errors)).toEqual([]);
    const [hasty, ...patient] = people.map((person) => asked.filter(({ user }) => user === person));
    // As many as may wait for one person are never refused, whatever the hasty one does, who isn't shut out either.
    for (const own of patient)
      expect(own.slice(0, QUEUE_LIMITS.maxWaitingPerPerson).filter((one) => !isAnswered(one))).toEqual([]);
    expect(hasty.filter(isAnswered)).not.toEqual([]);
    const places = asked.flatMap(({ messages }) =>
      messages[0].edits.flatMap(({ content }) => /number (\d+) in the queue/.exec(content)?.[1] ?? []).map(Number),
    );
    expect(Math.max(0, ...places)).toBeLessThanOrEqual(QUEUE_LIMITS.maxWaiting);
  }, 120_000);

  it('is acknowledged in time while an index is being rebuilt', async () => {
    const articles = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [
        `story-${i}.txt`,
        `Story ${i}. ${Array.from({ length: 60 }, (_, j) => `In village ${i} house ${j} was painted colour ${(i * j) % 97}.`).join(' ')}`,
      ]),
    );
    const bot = await startBot({
      articles,
      // Discord drops an interaction after 3 s, and so does the server.
      server: { acknowledgeWithinMs: 3000 },
      runReindex: (task) => runReindexApart(bot.folder, task),
    });
    const { server, ann, mia, channel } = bot;
    const rebuild = server.slash(mia, { channel, name: 'admin', subcommand: 'reindex', options: { full: true } });
    await rebuild.acknowledged;
    const asked: InteractionHandle[] = [];
    while (!rebuild.messages[0]?.content.includes('Index version')) {
      asked.push(server.slash(ann, { channel, name: 'ask', options: { question: 'What was painted in village 77?' } }));
      await answerTo(asked.at(-1)!);
    }
    expect(asked.length).toBeGreaterThan(3);
    expect([rebuild, ...asked].flatMap(({ errors }) => errors)).toEqual([]);
  }, 120_000);
});
