import { describe, expect, it } from 'vitest';
import { misnamedSentence, misnamedSettings } from '../../src/cli/misnamed.js';
import { SETTINGS } from '../../src/config.js';

const meant = (name: string, others: NodeJS.ProcessEnv = {}) => misnamedSettings({ ...others, [name]: 'x' })[0]?.meant;

describe('misnamedSettings', () => {
  it.each([
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['DISCROD_TOKEN', 'DISCORD_TOKEN'],
    ['discord_token', 'DISCORD_TOKEN'],
    ['DISCORD-TOKEN', 'DISCORD_TOKEN'],
    ['OPENAI_API_KEYS', 'OPENAI_API_KEY'],
    ['RENTENTION_DAYS', 'RETENTION_DAYS'],
    ['SHARD', 'SHARDS'],
  ])('knows what %s was to be', (name, expected) => {
    expect(meant(name)).toBe(expected);
  });

  it('leaves alone what has other names, and what stands beside the right one', () => {
    const others = 'PATH HOME SHELL LANG USER PORT DATABASE_PASSWORD HTTP_PROXY NODE_ENV LOGNAME DATA DEBUG HOSTNAME';
    for (const name of others.split(' ')) expect(meant(name), name).toBeUndefined();
    for (const { name } of SETTINGS) expect(meant(name), name).toBeUndefined();
    expect(meant('DATABASE_URI', { DATABASE_URL: 'postgres://me@host/db' })).toBeUndefined();
  });

  it('says all of them in one line', () => {
    const found = misnamedSettings({ DISCORD_TOKN: 'secret', LOGLEVEL: 'info' });
    expect(misnamedSentence(found)).toBe(
      'Nothing reads DISCORD_TOKN (did you mean DISCORD_TOKEN?), LOGLEVEL (did you mean LOG_LEVEL?).',
    );
    expect(misnamedSentence([])).toBeUndefined();
  });
});
