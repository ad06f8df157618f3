/** The judge's entrance exam as an operator meets it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { holdExams } from '../../src/cli/exams.js';
import { openApp, runReindex } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { createLogger } from '../../src/core/logger.js';
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

/** What a bot has of a judge, over its folder, in this process: the answers, and what it says of the exam. */
async function openExamined(cwd: string) {
  const dataDir = join(cwd, 'data');
  const config = { ...readConfig(environment()), corpusDir: join(cwd, 'corpus'), dataDir };
  await runReindex(config, {});
  const app = await openApp({ config });
  onTestFinished(() => app.close());
  const state = await openState({ dataDir });
  onTestFinished(() => state.close());
  const logger = createLogger({ level: 'silent', hasContent: false });
  const said = new Promise<string>((say) =>
    holdExams(app.judge!, { state, logger, say, signal: new AbortController().signal }),
  );
  const answer = async () => (await app.ask({ question: QUESTION })).sentences.map(({ text }) => text);
  return { judge: app.judge!, said, answer };
}

describe('footnote start', () => {
  it('holds the exam once, says how it went, and uses a judge that passed', async () => {
    model.judges(knows(...CARRIED));
    const cwd = makeFolder(CORPUS);
    const discord = await DiscordServer.start();
    onTestFinished(() => discord.stop());
    const ann = discord.addUser({ username: 'ann' });
    const guild = discord.addGuild();
    guild.addMember(ann);
    const env = { ...process.env, ...environment(), DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    const child = spawn(process.execPath, [CLI, 'start'], { cwd, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    const ended = new Promise((resolve) => child.on('close', resolve));
    await discord.until(() => said.includes('READY') && said.includes('judged 40 of 40'), 30_000);
    const options = { question: QUESTION };
    const asked = discord.slash(ann, { channel: guild.systemChannel!, name: 'ask', options });
    expect((await answerTo(asked)).content).toContain('came upon a crack');
    child.kill('SIGTERM');
    await ended;
    // Four calls are the exam, one is the answer's.
    expect(model.judgings()).toHaveLength(4 + 1);
    // Whoever comes next knows how it went.
    const next = await openExamined(cwd);
    await vi.waitFor(() => expect(next.judge.current()).toBeDefined(), 10_000);
    expect(await next.answer()).toEqual([PARAPHRASE]);
    expect(model.judgings()).toHaveLength(4 + 1 + 1);
  });
});

describe('a bot whose judge fails its exam', () => {
  it('says that it isn’t used, and quotes what it had to judge', async () => {
    model.judges(ONLY_VERBATIM);
    const { said, answer } = await openExamined(makeFolder(CORPUS));
    expect(await said).toContain('openai:tiny judged 20 of 40 sentences of its exam rightly, too few to be used');
    expect(await answer()).toEqual([expect.stringMatching(/crack was found/)]);
  });
});
