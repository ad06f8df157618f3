/** Breaks the files of the state, opens it as a starting bot does, and uses it. See index-files.test.ts for the flags. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { openState } from '../../src/state/open-state.js';
import type { State, StoredAnswer } from '../../src/state/state.js';
import { makeFolder } from '../support/run-footnote.js';
import { damage } from './mutations.js';

const RUNS = process.env.LONG_FUZZ ? 600 : 25;
const SEED = Number(process.env.BREAK_SEED ?? Date.now() % 1_000_000_000);
const ANSWERS = 40;
const ASKED_AT = Date.parse('2024-05-01');

const answerOf = (number: number): StoredAnswer => ({
  id: `answer-${String(number).padStart(9, '0')}`,
  guild: `10${number % 3}`,
  channel: `20${number % 5}`,
  user: `30${number % 7}`,
  askedAtMs: ASKED_AT + number,
  question: `What did bridge ${number} cost?`,
  status: number % 4 ? 'answered' : 'abstained',
  isPrivate: number % 2 === 0,
  content: { quote: `Bridge ${number} cost ${number} million crowns, said the mayor of town ${number}.`.repeat(6) },
});

async function fill(state: State): Promise<void> {
  for (const guild of ['100', '101', '102'])
    await state.changeSettings(guild, { language: 'de', sources: [`desk ${guild}`], askChannels: ['1', '2'] });
  for (let number = 0; number < ANSWERS; number++) {
    await state.recordAndPost(answerOf(number), async () => [
      { message: `m${number}`, channel: answerOf(number).channel },
    ]);
    if (number % 3 === 0) await state.giveFeedback(answerOf(number).id, { user: '301', vote: -1, reasons: ['wrong'] });
  }
}

/** What people entrusted to it, as far as it is still there. */
async function everythingKept(state: State) {
  const answers = [];
  for (let number = 0; number < ANSWERS; number++) answers.push((await state.answer(answerOf(number).id)) ?? null);
  return {
    answers,
    settings: await Promise.all(['100', '101', '102'].map((guild) => state.settings(guild))),
    open: await state.openQuestions('100'),
    messages: await state.messagesOf(answerOf(1).id),
  };
}

/** All that the bot does with it must go on. */
async function use(state: State): Promise<void> {
  const answer = { ...answerOf(1000), channel: 'new' };
  await state.recordAndPost(answer, async () => [{ message: 'm1000', channel: 'new' }]);
  expect((await state.conversation('new', answer.user, 0, 4)).map(({ id }) => id)).toEqual([answer.id]);
  expect((await state.changeSettings('999', { language: 'fr' })).language).toBe('fr');
  expect(await state.takeAllowance('ann', { burst: 2, refillMs: 1000 }, ASKED_AT)).toBe(0);
  await state.recordSpending({ user: 'ann', atMs: ASKED_AT, inputTokens: 1, outputTokens: 1 });
  await state.digests.due(ASKED_AT);
  await state.forgetUser(answer.user);
  await state.purge(ASKED_AT + 10 * ANSWERS);
  expect(await state.answer(answer.id)).toBeUndefined();
}

describe('a state whose files are broken', () => {
  let root: string;
  let wanted: Awaited<ReturnType<typeof everythingKept>>;
  const dataDir = () => join(root, 'broken');

  beforeAll(async () => {
    root = makeFolder();
    const state = await openState({ dataDir: join(root, 'made') });
    await fill(state);
    wanted = await everythingKept(state);
    cpSync(join(root, 'made'), join(root, 'live'), { recursive: true });
    await state.close();
    cpSync(join(root, 'made'), join(root, 'settled'), { recursive: true });
    const older = await openState({ dataDir: join(root, 'older') });
    await older.changeSettings('100', { language: 'de' });
    await older.close();
  });

  it(`goes on with what can be read, and says so, ${RUNS} times or more`, async () => {
    const outcomes: Record<string, number> = {};
    const wrong: string[] = [];
    // Few files can be mended, one in some seventy: on until one was.
    for (let run = 0; run < RUNS || (!outcomes.mended && run < 20 * RUNS); run++) {
      rmSync(dataDir(), { recursive: true, force: true });
      cpSync(join(root, run % 2 ? 'live' : 'settled'), dataDir(), { recursive: true });
      const what = damage(dataDir(), join(root, 'older'), SEED + run);
      const told: string[] = [];
      let outcome: string;
      let state: State | undefined;
      try {
        state = await openState({ dataDir: dataDir() }, { onDamage: (sentence) => told.push(sentence) });
        const kept = await everythingKept(state);
        const isSame = JSON.stringify(kept) === JSON.stringify(wanted);
        // What is shown again is sealed; names and numbers beside it aren't.
        const strange = kept.answers.filter(
          (one, i) => one?.content && JSON.stringify(one.content) !== JSON.stringify(wanted.answers[i]?.content),
        );
        outcome = isSame
          ? 'same'
          : told.length > 0
            ? 'mended'
            : kept.answers.every((one) => one === null)
              ? 'another state'
              : 'less';
        if (strange.length > 0) outcome = `WRONG: keeps ${JSON.stringify(strange[0])}`;
        await use(state);
      } catch (error) {
        outcome = error instanceof UserError ? 'refused' : `WRONG: ${error instanceof Error ? error.stack : error}`;
      } finally {
        await state?.close();
      }
      if (outcome.startsWith('WRONG')) wrong.push(`BREAK_SEED=${SEED + run} (${what}) ${outcome}`);
      const name = outcome.startsWith('WRONG') ? 'wrong' : outcome;
      outcomes[name] = (outcomes[name] ?? 0) + 1;
    }
    console.info(`BREAK_SEED=${SEED}: ${JSON.stringify(outcomes)}`);
    expect(wrong).toEqual([]);
    expect(outcomes.mended).toBeGreaterThan(0);
  }, 3_600_000);
});
