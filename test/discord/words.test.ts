import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/discord/commands/registry.js';
import { en } from '../../src/discord/words/en.js';
import { LANGUAGES, TRANSLATIONS, type Words, wordsFor } from '../../src/discord/words/index.js';

/** Discord's rule for names of slash commands and options. */
const COMMAND_NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const BUTTONS = [
  'why',
  'remove',
  'share',
  'openArticle',
  'previous',
  'next',
  'undo',
  'privacyDelete',
  'questionsCsv',
  'reindexStart',
  'reindexCancel',
  'reindexEmptyConfirm',
  'addConfirm',
  'threads',
  'privateByDefault',
] as const satisfies (keyof Words)[];
const PLACEHOLDERS = [
  'sourceMenu',
  'askChannelsHint',
  'allowedChannelsHint',
  'adminRolesHint',
  'serverSourcesHint',
] as const satisfies (keyof Words)[];

describe.each(LANGUAGES.map(({ words }) => [words.name, words] as const))('%s', (_name, words) => {
  it('has names that Discord takes, each once among its siblings', () => {
    const taken = new Map<string, string>();
    for (const [key, { name, description }] of Object.entries(words.commands)) {
      if (key === 'ask-about') {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(32);
        continue;
      }
      expect(name, key).toMatch(COMMAND_NAME);
      expect(name, key).toBe(name.toLowerCase());
      expect(description.length, key).toBeGreaterThan(0);
      expect(description.length, key).toBeLessThanOrEqual(100);
      const place = `${key.split('.').slice(0, -1).join('.')} ${name}`;
      expect(taken.get(place), `${key} and ${taken.get(place)}`).toBeUndefined();
      taken.set(place, key);
    }
  });

  it('fits into buttons, menus and forms', () => {
    for (const key of BUTTONS) expect(words[key].length, key).toBeLessThanOrEqual(60);
    for (const key of PLACEHOLDERS) expect(words[key].length, key).toBeLessThanOrEqual(120);
    expect(words.dislikeTitle.length).toBeLessThanOrEqual(45);
    expect(words.whatIsWrong.length).toBeLessThanOrEqual(45);
    expect(words.dislikeWords.length).toBeLessThanOrEqual(45);
    for (const reason of Object.values(words.dislikeReasons)) expect(reason.length).toBeLessThanOrEqual(80);
  });

  it('says its numbers and names, and fits into a message', () => {
    const sentences = [0, 1, 2, 5, 21].flatMap((n) => [
      words.sourcesTitle(n),
      words.added(n),
      words.privacyKept(n, n),
      words.privacyDeleted(n, n),
      words.waiting(n),
      words.tooMany(n),
      words.noSuchMark(n),
      words.page(n, n),
      words.andMore(n),
      words.reindexDone(n, n),
      words.reindexCounts(n, n, n, n, n),
      words.answerGone(n),
    ]);
    for (const sentence of sentences) expect(sentence).toMatch(/\d/);
    const named = [words.sharedBy, words.removed, words.undone, words.saidBy, words.saysNothingOf, words.badDate];
    for (const say of named) expect(say('NAME')).toContain('NAME');
    for (const text of [words.help('BOT'), words.welcome('BOT'), words.privacy(90)])
      expect(text.join('\n').length).toBeLessThan(1800);
    expect(words.help('BOT').join()).toContain('/ask');
  });

  it('is that language', () => {
    if (words === en) return;
    const same = (Object.keys(en) as (keyof Words)[]).filter((key) => {
      const [own, english] = [words[key], en[key]];
      return typeof own === 'string' && own === english && own.length > 12;
    });
    expect(same).toEqual([]);
  });
});

it('counts as each language does', () => {
  expect([1, 2, 5, 21].map(wordsFor('uk').sourcesTitle)).toEqual(['1 стаття', '2 статті', '5 статей', '21 стаття']);
  expect([0, 1, 2].map(wordsFor('fr').sourcesTitle)).toEqual(['0 article', '1 article', '2 articles']);
  expect(wordsFor('ko')).toBe(en);
});

it('every command and option has a name in every language', () => {
  const locales = Object.keys(TRANSLATIONS).sort();
  const check = (part: object) => {
    const { name_localizations: names, options = [] } = part as { name_localizations?: object; options?: object[] };
    expect(Object.keys(names ?? {}).sort()).toEqual(locales);
    for (const option of options) check(option);
  };
  for (const { definition } of COMMANDS) check(definition);
});
