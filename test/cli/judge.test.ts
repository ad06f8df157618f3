/** The judge's entrance exam as an operator meets it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { EXAM_TEXTS } from '../../src/models/exam-questions.js';
import { openState } from '../../src/state/open-state.js';
import { CORPUS } from '../support/articles.js';
import { DiscordServer } from '../support/discord-server/index.js';
import { type Judging, knows, type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.js';
import { answerTo } from '../support/read-components.js';
import { CLI, makeFolder, parseLines } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const PARAPHRASE = 'Inspectors came upon a crack in the ramp.';
const CARRIED = [...EXAM_TEXTS.flatMap(({ carried }) => carried), PARAPHRASE];
/** Errs on no canary, and is no good judge: whatever isn't word for word is refused. */
const ONLY_VERBATIM: Judging = (_, isVerbatim) => isVerbatim;
const QUESTION = 'Why will the ferry between Lindvik and Skarholm not sail?';

let model: OpenAiServer;
beforeEach(async () => {
  model = await startOpenAiServer();
  model.says(`${PARAPHRASE} [1]`);
});
afterEach(() => model.close());

const environment = () => ({ OPENAI_BASE_URL: model.url, CHAT_MODEL: 'openai:tiny' });

async function doctor(cwd: string, env: Record<string, string> = {}) {
  const { stdout } = await runInProcess(['doctor', '--json'], { cwd, env: { ...environment(), ...env } });
  const [{ checks }] = parseLines(stdout);
  return checks.find(({ name }: { name: string }) => name === 'Judge');
}

async function ask(cwd: string): Promise<string> {
  const { stdout } = await runInProcess(['ask', QUESTION, '--json'], { cwd, env: environment() });
  return parseLines(stdout)[0].answer;
}

describe('footnote doctor', () => {
  it('says how the judge did in its exam, and what that took', async () => {
    model.judges(knows(...CARRIED));
    const check = await doctor(makeFolder(CORPUS));
    expect(check).toEqual({
      ...{ name: 'Judge', state: 'ok', fix: null },
      message:
        'openai:tiny judged 40 of 40 sentences of its exam rightly; it checks what is written. The exam took 4200 tokens.',
    });
    expect(model.judgings()).toHaveLength(4);
  });

  it('says that a judge isn’t used, or that there is none, and what to do', async () => {
    model.judges(ONLY_VERBATIM);
    const cwd = makeFolder(CORPUS);
    expect(await doctor(cwd)).toMatchObject({
      ...{ state: 'note', fix: expect.stringContaining('JUDGE_MODEL') },
      message: expect.stringMatching(/^openai:tiny judged 20 of 40 .* too few to be used/),
    });
    expect(await doctor(cwd, { JUDGE_MODEL: 'none' })).toMatchObject({ state: 'note', message: /^none: / });
  });
});

describe('footnote ask', () => {
  it('uses a judge unless it failed its exam', async () => {
    const cwd = makeFolder(CORPUS);
    model.judges(knows(...CARRIED));
    expect(await ask(cwd)).toBe(PARAPHRASE);
    // A state has to be there for the result to be kept.
    await (await openState({ dataDir: join(cwd, 'data') })).close();
    model.judges(ONLY_VERBATIM);
    await doctor(cwd);
    model.judges(knows(...CARRIED));
    expect(await ask(cwd)).not.toBe(PARAPHRASE);
  });
});

async function withBot(
  cwd: string,
  use: (bot: { discord: DiscordServer; said: () => string; child: ChildProcessWithoutNullStreams }) => Promise<void>,
): Promise<void> {
  const discord = await DiscordServer.start();
  onTestFinished(() => discord.stop());
  const env = { ...process.env, ...environment(), DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const child = spawn(process.execPath, [CLI, 'start'], { cwd, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  await discord.until(() => said.includes('READY'), 30_000);
  await use({ discord, said: () => said, child });
  child.kill('SIGTERM');
  await ended;
}

describe('footnote start', () => {
  it('holds the exam once, says how it went, and uses a judge that passed', async () => {
    model.judges(knows(...CARRIED));
    const cwd = makeFolder(CORPUS);
    for (const exams of [1, 0]) {
      const before = model.judgings().length;
      await withBot(cwd, async ({ discord, said }) => {
        if (exams > 0) await discord.until(() => said().includes('judged 40 of 40'), 30_000);
        const ann = discord.addUser({ username: 'ann' });
        const guild = discord.addGuild();
        guild.addMember(ann);
        const options = { question: QUESTION };
        const asked = discord.slash(ann, { channel: guild.systemChannel!, name: 'ask', options });
        expect((await answerTo(asked)).content).toContain('came upon a crack');
      });
      // Four calls are the exam, one is the answer's.
      expect(model.judgings().length - before).toBe(4 * exams + 1);
    }
  });

  it('says that a judge isn’t used, and quotes what it had to judge', async () => {
    model.judges(ONLY_VERBATIM);
    await withBot(makeFolder(CORPUS), async ({ discord, said }) => {
      await discord.until(() => said().includes('too few to be used'), 30_000);
      expect(said()).toContain('openai:tiny judged 20 of 40 sentences of its exam rightly, too few to be used');
    });
  });
});
