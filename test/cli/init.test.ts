import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseEnvText } from '../../src/cli/env-file.js';
import { withSettings } from '../../src/cli/write-env-file.js';
import fc from '../support/fast-check.js';
import { makeFolder, runFootnote } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz';
const KEY = 'sk-proj-abcdefghijklmnopqrstuvwxyz';
const HOME = '123456789012345678';
const read = (cwd: string) => readFileSync(`${cwd}/.env`, 'utf8');
const init = (cwd: string, args: string[] = [], input = '') => runInProcess(['init', ...args], { cwd, input });

describe('footnote init', () => {
  it('writes four answers into a file for its owner alone, and shows no secret', async () => {
    const cwd = makeFolder();
    const run = await init(cwd, [], `${TOKEN}\nmy news\n${KEY}\n${HOME}\n`);
    expect(run.status).toBe(0);
    expect(parseEnvText(read(cwd))).toEqual({
      DISCORD_TOKEN: TOKEN,
      CORPUS_DIR: 'my news',
      OPENAI_API_KEY: KEY,
      HOME_GUILD_IDS: HOME,
    });
    if (process.platform !== 'win32') expect(statSync(`${cwd}/.env`).mode & 0o777).toBe(0o600);
    expect(run.stdout).toContain('Wrote .env with DISCORD_TOKEN, CORPUS_DIR, OPENAI_API_KEY, HOME_GUILD_IDS.');
    expect(run.stdout + run.stderr).not.toMatch(new RegExp(`${TOKEN}|${KEY}`));
  });

  it('takes options in place of questions, and a token from standard input', async () => {
    const cwd = makeFolder();
    const model = 'http://127.0.0.1:11434/v1 llama3.1';
    const run = await init(cwd, ['--yes', '--token', '-', '--model', model, '--data', 'kept'], `${TOKEN}\n`);
    expect(run).toMatchObject({ status: 0, stderr: '\n' });
    expect(parseEnvText(read(cwd))).toEqual({
      DISCORD_TOKEN: TOKEN,
      DATA_DIR: 'kept',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      CHAT_MODEL: 'openai:llama3.1',
    });
  });

  it('changes a file only when it may, and leaves its other lines as they stand', async () => {
    const before = `# mine\nRETENTION_DAYS=30\nDISCORD_TOKEN='old'\n`;
    const cwd = makeFolder({ '.env': before });
    const refused = await init(cwd, [], `\n${TOKEN}\n\n\n\n`);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('.env stays as it is') });
    expect(read(cwd)).toBe(before);
    expect((await init(cwd, [], `y\n${TOKEN}\n\n\n${HOME}\n`)).status).toBe(0);
    expect(read(cwd)).toBe(`# mine\nRETENTION_DAYS=30\nDISCORD_TOKEN=${TOKEN}\nHOME_GUILD_IDS=${HOME}\n`);
  });

  it('puts another model in the place of the one before, wherever that stands', async () => {
    const cwd = makeFolder({
      '.env': 'CHAT_MODEL=openai:old\nOPENAI_BASE_URL=http://old/v1\nCHAT_MODEL=openai:older\n',
    });
    expect((await init(cwd, ['--yes', '--model', KEY])).status).toBe(0);
    expect(parseEnvText(read(cwd))).toEqual({ CHAT_MODEL: '', OPENAI_BASE_URL: '', OPENAI_API_KEY: KEY });
    await init(cwd, ['--yes', '--model', 'none']);
    expect(parseEnvText(read(cwd))).toEqual({ CHAT_MODEL: 'none', OPENAI_BASE_URL: '', OPENAI_API_KEY: '' });
  });

  it.each([
    ['a server id that is none', ['--home', 'my server'], 'HOME_GUILD_IDS holds something that is no Discord id'],
    ['a token with a blank in it', ['--token', 'two words'], 'DISCORD_TOKEN holds a character that no token has'],
    ['an address without a model', ['--model', 'http://localhost:1/v1'], 'as in "http://localhost:1/v1 llama3.1"'],
    ['what is no key', ['--model', 'llama'], 'neither an OpenAI key nor'],
  ])('refuses %s in one sentence, before anything is written', async (_what, args, sentence) => {
    const cwd = makeFolder();
    const run = await init(cwd, ['--yes', ...args]);
    expect(run).toMatchObject({ status: 64, stdout: '' });
    expect(run.stderr).toContain(sentence);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('takes what isn’t answered for none, in a process of its own, too', async () => {
    const cwd = makeFolder();
    const run = await runFootnote(['init'], { cwd, input: `${TOKEN}\n` });
    expect(run.status).toBe(0);
    expect(readdirSync(cwd)).toEqual(['.env']);
    expect(read(cwd)).toBe(`DISCORD_TOKEN=${TOKEN}\n`);
  });
});

describe('withSettings', () => {
  it('writes values that are read back as they are, or refuses them', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'A=1', 'B="x"\nC=2\n'), (value, before) => {
        let text: string;
        try {
          text = withSettings(before, { B: value });
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-env-file' });
          return;
        }
        expect(parseEnvText(text)).toEqual({ ...parseEnvText(before), B: value });
      }),
    );
  });
});
