import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { hideSecretsOf, LEFT_OUT, redact } from '../../src/core/secrets.js';

const PASSWORD = 'p/ss w"rd+1';
hideSecretsOf({
  DISCORD_TOKEN: 'MTAx.G9-x_y.kanarie-1',
  OPENAI_API_KEY: 'sk-kanarie/2+=',
  HTTP_TOKENS: 'desk=kanarie-31, night:kanarie-32',
  DATABASE_URL: `postgres://keeper:${encodeURIComponent(PASSWORD)}@db.example/news`,
  OLLAMA_API_KEY: 'ollama',
  HOME: '/home/kanarie-4',
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret', () => {
  it.each([
    ['the bot’s token', 'Bot MTAx.G9-x_y.kanarie-1'],
    ['the token in an address', 'GET /webhooks/1/MTAx.G9-x_y.kanarie-1/messages'],
    ['a key', 'Incorrect API key provided: sk-kanarie/2+='],
    ['a key in a query', `?key=${encodeURIComponent('sk-kanarie/2+=')}`],
    ['the same in small letters', `?key=${encodeURIComponent('sk-kanarie/2+=').toLowerCase()}`],
    ['one of a list', 'the token kanarie-31 is known'],
    ['another of the list', '{"token":"kanarie-32"}'],
    ['a password as it is', `password ${PASSWORD} is wrong`],
    ['a password in an address', `postgres://keeper:${encodeURIComponent(PASSWORD)}@db.example/news`],
    ['a password in JSON', JSON.stringify({ password: PASSWORD })],
    ['a password of an address that nobody configured', 'postgres://other:kanarie@db.example/news'],
    ['base64 of it', `Basic ${base64('sk-kanarie/2+=')}`],
    ['base64 one byte on', `Basic ${base64(':sk-kanarie/2+=')}`],
    ['base64 two bytes on', `Basic ${base64('a:sk-kanarie/2+=:b')}`],
  ])('is left out: %s', (_what, text) => {
    const shown = redact(text);
    expect(shown).toContain(LEFT_OUT);
    expect(shown).not.toMatch(/kanarie/);
    expect(shown).not.toContain(PASSWORD);
    for (const part of ['sk-kanarie', 'kanarie/2']) expect(shown).not.toContain(base64(part).slice(0, 8));
  });

  it('is in no sentence for people', () => {
    expect(new UserError('x', 'It says MTAx.G9-x_y.kanarie-1.').message).toBe(`It says ${LEFT_OUT}.`);
  });

  it.each([
    'ollama is a server',
    'keeper at db.example/news',
    '/home/kanarie-4',
  ])('is not made of a mere word: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
