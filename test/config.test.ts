import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envExample, readConfig, SETTINGS } from '../src/config.js';
import { redact } from '../src/core/secrets.js';
import { VERSION } from '../src/version.js';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

describe('settings', () => {
  it('are the same in .env.example as in the code', () => {
    expect(read('.env.example')).toBe(envExample());
  });

  it('are the same in the README as in the code', () => {
    const rows = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \| (.+?) \| (?:`(.+?)`|none) \|$/gm)].map(
      ([, name, meaning, standard = '']) => ({ name, meaning, standard }),
    );
    expect(rows).toEqual(SETTINGS);
  });

  it('fall back to their standard when empty', () => {
    const standard = readConfig({});
    expect(readConfig(Object.fromEntries(SETTINGS.map(({ name }) => [name, ' '])))).toEqual(standard);
    expect(standard).toMatchObject({ corpusDir: './corpus', dataDir: './data', retentionDays: 90 });
    expect(standard.discord.token).toBeUndefined();
  });

  it('stand where they are read from, as numbers and lists', () => {
    const { models, discord, database, log } = readConfig({
      ANSWER_SECONDS: '1.5',
      USD_PER_DAY: '0',
      ADMIN_USER_IDS: '123456789012345678, 223456789012345678',
      DATABASE_URL: 'postgres://me@host/db',
      DATABASE_POOL: '3',
      LOG_CONTENT: '1',
    });
    expect(models).toMatchObject({ answerMs: 1500, budget: { usdPerDay: Number.POSITIVE_INFINITY } });
    expect(discord.adminUserIds).toEqual(['123456789012345678', '223456789012345678']);
    expect(database).toEqual({ url: 'postgres://me@host/db', poolSize: 3, statementMs: 15_000 });
    expect(readConfig({ DATABASE_POOL: '3' }).database).toBeUndefined();
    expect(log).toEqual({ level: 'info', hasContent: true });
  });

  it('know which shards are meant', () => {
    const shards = (text: string) => readConfig({ SHARDS: text }).discord.shards;
    expect(shards('')).toEqual({});
    expect(shards('4')).toEqual({ total: 4 });
    expect(shards('0-2/8')).toEqual({ total: 8, ids: [0, 1, 2] });
    expect(shards('5, 0-1,1/8')).toEqual({ total: 8, ids: [0, 1, 5] });
  });

  it('know who may ask over HTTP, for what and how often', () => {
    const { tokens, host, port, publicUrl } = readConfig({
      HTTP_PORT: '8080',
      HTTP_TOKENS: 'desk:abcdefgh+ijk/lmn==:ask+search, prom:0123456789abcdef:metrics:0, app:fedcba9876543210:mcp:50',
      PUBLIC_URL: 'https://footnote.example/news/',
    }).http;
    expect({ host, port, publicUrl }).toEqual({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'https://footnote.example/news',
    });
    expect(tokens.map(({ name, scopes, perDay }) => [name, [...scopes], perDay])).toEqual([
      ['desk', ['ask', 'search'], 1000],
      ['prom', ['metrics'], Number.POSITIVE_INFINITY],
      ['app', ['mcp'], 50],
    ]);
    expect(redact('Bearer abcdefgh+ijk/lmn==')).toBe('Bearer [left out]');
    expect(readConfig({}).http.port).toBeUndefined();
  });

  it.each([
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_API_URL', 'ftp://example.org'],
    ['ADMIN_USER_IDS', '12345, someone'],
    ['RETENTION_DAYS', '0'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_CONTENT', 'yes'],
    ['DISCORD_TOKEN', 'two words'],
    ['DATABASE_URL', 'mysql://me:S3cret@host/db'],
    ['DATABASE_URL', 'postgres://me:S3cret@host'],
    ['DATABASE_POOL', '1'],
    ['SHARDS', 'some'],
    ['SHARDS', '2/2'],
    ['SHARDS', '3-1/8'],
    ['SHARD_PROCESSES', '7'],
    ['OPENAI_API_KEY', 'two words'],
    ['OPENAI_BASE_URL', 'localhost:11434'],
    ['HTTP_PORT', '65536'],
    ['HTTP_HOST', 'http://here'],
    ['PUBLIC_URL', 'ftp://articles.example'],
    ['PUBLIC_URL', 'https://me:S3cret@footnote.example'],
    ['HTTP_TOKENS', 'S3cretWithoutName'],
    ['HTTP_TOKENS', 'desk:short:ask'],
    ['HTTP_TOKENS', 'desk:S3cretS3cretS3cret:everything'],
    ['HTTP_TOKENS', 'desk:S3cretS3cretS3cret:ask:lots'],
    ['HTTP_TOKENS', 'd/k:S3cretS3cretS3cret:ask'],
    ['HTTP_TOKENS', 'a:S3cretS3cretS3cret:ask b:S3cretS3cretS3cret:ask'],
    ['CALL_SECONDS', 'soon'],
    ['USD_PER_DAY', 'five'],
    ['PROMPTS_DIR', 'a\0b'],
  ])('%s says in one sentence what is wrong with %j, without repeating it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} .*\\.$`));
    expect(() => readConfig({ [name]: value })).not.toThrow(value);
  });
});

it('has one version number', () => {
  expect(JSON.parse(read('package.json')).version).toBe(VERSION);
});
