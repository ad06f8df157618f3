/** Canaries for each secret and each person's text, sent through whatever can fail: none may come out in a diagnostic or the log. */
import { spawn } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startBot } from '../support/discord-bot.js';
import { sendJson } from '../support/openai-server/server.js';
import { answerTo } from '../support/read-components.js';
import { CLI, cleanEnvironment, makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const TOKEN = 'MTAxMDEw.Gk4n-Rx.kanarie-token_0123456789';
const KEY = 'sk-kanarie-key-0123456789';
const PASSWORD = 'kanarie/password+0123';
const SECRETS = [TOKEN, KEY, PASSWORD].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').slice(0, -4),
]);
const DATABASE = `postgres://keeper:${encodeURIComponent(PASSWORD)}@127.0.0.1:9/news`;

const TITLE = 'Quillfeather ferry halted';
const QUESTION = 'What was found in the xylocarp ramp?';
const ANSWER = 'A brambleknot crack was found in the xylocarp ramp on Monday morning';
const TEXTS = [/quillfeather/i, /xylocarp/i, /brambleknot/i];
const CORPUS = { 'corpus/ferry.md': `---\ntitle: ${TITLE}\nsource: Harbour Post\n---\n${ANSWER}.\n` };

const leaks = (output: string) => SECRETS.filter((secret) => output.includes(secret));

/** Answers everything with one status, and with all that it was sent. */
async function startEcho(status: () => number): Promise<{ url: string; hits: () => number; close: () => void }> {
  let hits = 0;
  const answer = (reply: ServerResponse, echo: unknown) => {
    const body = {
      code: 0,
      message: `no: ${JSON.stringify(echo)}`,
      error: { message: `no: ${JSON.stringify(echo)}` },
    };
    // A model that says when to try again is tried again then, not after pauses of seconds.
    return sendJson(reply, status(), body, { 'retry-after-ms': '20' });
  };
  const server = createServer((request, reply) => {
    hits++;
    answer(reply, {
      url: `${request.url}/webhooks/1/${TOKEN}`,
      headers: request.headers,
      key: KEY,
      password: PASSWORD,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits: () => hits, close };
}

let status = 401;
let echo: Awaited<ReturnType<typeof startEcho>>;
beforeAll(async () => {
  echo = await startEcho(() => status);
});
afterAll(() => echo.close());

/** LONG_FUZZ tries every status, and a second level, of whose lines each is said at trace as well. */
const isLong = process.env.LONG_FUZZ !== undefined;
const LEVELS = isLong ? ['trace', 'info'] : ['trace'];
const STATUSES = isLong ? [401, 403, 404, 429, 500] : [401, 500];
const COMMANDS = [
  ['ask', QUESTION],
  ['ask', QUESTION, '--json', '--trace'],
  ['ask', '--json'],
  ['search', QUESTION],
  ['summarize', 'article', TITLE],
  ['summarize', 'article', 'none of these'],
  ['summarize', 'topic', 'ramp'],
  ['summarize', 'period', 'today'],
  ['index'],
  ['index', '--full', '--yes'],
  ['status'],
  ['eval', 'questions.jsonl'],
  ['calibrate'],
  ['doctor'],
  ['doctor', '--json'],
  ['move', '--to', DATABASE],
  ['chat'],
];

describe('no command says a secret', () => {
  const secretEnvironment = () => ({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: `${echo.url}/api`,
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${echo.url}/v1`,
    CHAT_MODEL: 'openai:writer',
    CALL_SECONDS: '2',
    ANSWER_SECONDS: '4',
    FOOTNOTE_DEBUG: '1',
  });
  const run = (cwd: string, args: string[], env: Record<string, string>) =>
    runInProcess(args, { cwd, env, input: `{"id":"1","question":${JSON.stringify(QUESTION)}}\n{"id":\n` });
  const questions = { 'questions.jsonl': `{"id":"1","question":${JSON.stringify(QUESTION)},"article_id":"ferry"}\n` };

  it.each(STATUSES)('while a model and Discord answer %d and repeat it', { timeout: 120_000 }, async (answered) => {
    status = answered;
    const cwd = makeFolder({ ...CORPUS, ...questions });
    await run(cwd, ['index'], {});
    const before = echo.hits();
    const found: string[] = [];
    for (const args of COMMANDS) {
      const { stdout, stderr } = await run(cwd, args, secretEnvironment());
      for (const secret of leaks(stdout + stderr)) found.push(`${args.join(' ')}: ${secret}`);
    }
    const { stderr } = await run(cwd, ['index', '--full', '--yes'], {
      ...secretEnvironment(),
      EMBEDDING_MODEL: 'openai:tiny',
    });
    expect(found.concat(leaks(stderr))).toEqual([]);
    expect(echo.hits()).toBeGreaterThan(before);
  });

  it('while the database isn’t there', { timeout: 60_000 }, async () => {
    const cwd = makeFolder({ ...CORPUS, ...questions });
    const found: string[] = [];
    for (const url of [
      DATABASE,
      `${DATABASE}?sslmode=nonsense`,
      `${DATABASE.replace('127.0.0.1:9', '127.0.0.1:99999')}`,
    ])
      for (const args of COMMANDS) {
        const { stdout, stderr } = await run(cwd, args, { DATABASE_URL: url, FOOTNOTE_DEBUG: '1' });
        for (const secret of leaks(stdout + stderr)) found.push(`${args.join(' ')}: ${secret}`);
      }
    expect(found).toEqual([]);
  });
});

describe('footnote start', () => {
  /** Until it ends by itself or has said that it tries again. */
  const startOnce = async (env: Record<string, string>, until: (output: string) => boolean) => {
    const child = spawn(process.execPath, [CLI, 'start'], { cwd: makeFolder(CORPUS), env: cleanEnvironment(env) });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk;
      if (until(output)) child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    await new Promise((resolve) => child.on('close', resolve));
    return output;
  };

  // 429 is waited out without a word.
  it.each(
    (isLong ? [401, 403, 404, 500] : [403, 500]).flatMap((answered) =>
      LEVELS.map((level) => [answered, level] as const),
    ),
  )('says no secret where Discord answers %d, at level %s', { timeout: 30_000 }, async (answered, level) => {
    status = answered;
    const env = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: `${echo.url}/api`, LOG_LEVEL: level };
    const outputs = await Promise.all(
      [env, { ...env, SHARD_PROCESSES: '1' }].map((one) => startOnce(one, (text) => text.includes('trying again'))),
    );
    for (const output of outputs) {
      expect(leaks(output)).toEqual([]);
      expect(output).toMatch(answered === 500 ? /trying again in 1 s/ : /footnote: Discord (refuses|answers)[^\n]*\n$/);
      expect(output).not.toMatch(/^ +at /m);
    }
  });

  it('says no secret while the database is away', { timeout: 30_000 }, async () => {
    const env = {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: `${echo.url}/api`,
      DATABASE_URL: DATABASE,
      LOG_LEVEL: 'trace',
    };
    const output = await startOnce(env, (text) => text.includes('rying again'));
    expect(output).toMatch(/rying again/);
    expect(leaks(output)).toEqual([]);
  });
});

describe('the log of the bot', () => {
  const articles = {
    'ferry.md': CORPUS['corpus/ferry.md'],
    'again.md': CORPUS['corpus/ferry.md'].replace('Monday', 'Tuesday'),
  };
  /** Asks in every way, well and badly; returns the log. */
  async function talk(logContent: boolean) {
    let fails = false;
    const bot = await startBot({
      articles,
      logContent,
      wrap: (app) => ({
        converse: async (turn, options) => {
          if (fails) throw new SyntaxError(`Unexpected token in "${turn.text}"`);
          return app.converse(turn, options);
        },
      }),
    });
    const { server, ann, mia, channel } = bot;
    const slash = (name: string, options: Record<string, string>, subcommand?: string, user = ann) =>
      server.slash(user, { channel, name, options, ...(subcommand && { subcommand }) });
    const answer = await answerTo(slash('ask', { question: QUESTION }));
    expect(answer.content).toContain('brambleknot');
    for (const title of [TITLE, `${TITLE} xylocarp`, 'brambleknot'])
      await answerTo(slash('summarize', { title }, 'article', mia));
    const somebody = () => {
      const user = server.addUser({ username: `user${server.interactions.length}` });
      bot.guild.addMember(user);
      return user;
    };
    await answerTo(slash('summarize', { period: 'xylocarp' }, 'period', somebody()));
    await slash('admin', { article: `${TITLE} gone` }, 'remove', mia).original();
    for (const refused of [403, 404, 500]) {
      const message = `${QUESTION} ${TITLE}`;
      const fault = server.fault({ method: 'PATCH', path: /webhooks/, status: refused, times: 20, message });
      slash('ask', { question: QUESTION }, undefined, somebody());
      await server.until(() => fault.hits > 0, 10_000);
      fault.remove();
    }
    fails = true;
    await answerTo(slash('ask', { question: QUESTION }, undefined, somebody()));
    await bot.stop();
    return bot.log();
  }

  it('holds no question, answer or title, whatever fails', { timeout: 60_000 }, async () => {
    const log = await talk(false);
    expect(log).toContain('question-refused');
    expect(log).toContain('question-failed');
    expect(TEXTS.filter((text) => text.test(log))).toEqual([]);
  });

  it('holds them where the operator asked for that', { timeout: 60_000 }, async () => {
    const log = await talk(true);
    expect(log).toMatch(/xylocarp/);
  });
});
