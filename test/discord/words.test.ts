import { Locale } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/discord/commands/registry.js';
import { cs } from '../../src/discord/words/cs.js';
import { de } from '../../src/discord/words/de.js';
import { en } from '../../src/discord/words/en.js';
import { es } from '../../src/discord/words/es.js';
import { fr } from '../../src/discord/words/fr.js';
import { hi } from '../../src/discord/words/hi.js';
import { type CommandKey, LANGUAGES, TRANSLATIONS, type Words, wordsFor } from '../../src/discord/words/index.js';
import { ja } from '../../src/discord/words/ja.js';
import { ko } from '../../src/discord/words/ko.js';
import { pl } from '../../src/discord/words/pl.js';
import { pt } from '../../src/discord/words/pt.js';
import { ru } from '../../src/discord/words/ru.js';
import { th } from '../../src/discord/words/th.js';
import { tr } from '../../src/discord/words/tr.js';
import { uk } from '../../src/discord/words/uk.js';
import { vi } from '../../src/discord/words/vi.js';
import { zh } from '../../src/discord/words/zh.js';
import { zhTw } from '../../src/discord/words/zh-tw.js';
import { markAskedFor } from '../../src/query/more-on-mark.js';

const BY_CODE: [string, Words][] = Object.entries({
  ...{ en, cs, de, es, fr, hi, ja, ko, pl, pt, ru, th, tr, uk, vi, zh, 'zh-TW': zhTw },
});
const TRANSLATED = BY_CODE.filter(([code]) => code !== 'en');
const COMMAND_KEYS = Object.keys(en.commands) as CommandKey[];
const MESSAGE_COMMANDS: CommandKey[] = ['ask-about', 'summarize-linked', 'check-message'];
/** For those whom a server trusts; help is for all. */
const TRUSTED_COMMANDS: CommandKey[] = ['teach-message'];
const UNDESCRIBED = [...MESSAGE_COMMANDS, ...TRUSTED_COMMANDS].map((key) => `commands.${key}.description`);

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const BUTTONS = [
  'remove',
  'share',
  'why',
  'previous',
  'next',
  'undo',
  'reindexStart',
  'refreshSource',
  'followUp',
  'reindexCancel',
  'reindexEmptyConfirm',
  'addConfirm',
  'privacyDelete',
  'openArticle',
  'questionsCsv',
  'summarizeArticle',
  'tellLater',
  'tellLaterNot',
  'casesFile',
  'caseBack',
  'withdraw',
  'askPerson',
  'withName',
  'withoutName',
  'settle',
  'followStop',
  'digestNew',
] as const;
const PLACEHOLDERS = [
  'sourceMenu',
  'chooseArticle',
  'digestRemoveMenu',
  'caseMake',
  'caseDelete',
  'teacherRolesHint',
  'helperChannelHint',
  'helperRoleHint',
] as const;
const MODAL_WORDS = [
  'dislikeTitle',
  'dislikeWords',
  'whatIsWrong',
  'followUpTitle',
  'followUpQuestion',
  'followUpChoice',
  'caseTitle',
  'caseQuestion',
  'caseExpected',
  'caseArticle',
  'caseWords',
  'teachTitle',
  'teachHeadline',
  'teachText',
  'teachDate',
] as const;

/** Words that are the same in English and in another language, and names that nobody translates. */
const SAME_AS_ENGLISH: Record<string, string[]> = {
  de: ['statusTitle', 'commands.admin.status.name', 'commands.admin.sources.add.name.name'],
  fr: [
    'cardOf',
    'statusArticles',
    'statusPassages',
    'serverSources',
    'sources',
    'sourcesTitle',
    'commands.ask.question.name',
    'commands.ask.source.name',
    'commands.sources.name',
    'commands.sources.source.name',
    'commands.admin.remove.article.name',
    'commands.admin.questions.name',
    'commands.summarize.article.name',
    'commands.summarize.topic.source.name',
    'commands.summarize.period.source.name',
    'commands.admin.digest.add.source.name',
    'commands.admin.sources.name',
    'commands.admin.sources.remove.source.name',
    'commands.admin.sources.refresh.source.name',
  ],
};

/** The arguments of a function of so many, all different; the first is the count that matters for the form. */
const sampleArguments = (arity: number, count: number) => Array.from({ length: arity }, (_, i) => i * 1000 + count);

/** Of each form that a language has for a number, and both ends of it. */
const COUNTS = [0, 1, 2, 5, 21, 22, 25, 101];

type Leaf = readonly [path: string, text: string];

/** Every text, those of functions for `count`. */
function leaves(value: unknown, count: number, path = ''): Leaf[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return leaves(value(...sampleArguments(value.length, count)), count, path);
  return Object.entries(value as object).flatMap(([key, part]) => leaves(part, count, path ? `${path}.${key}` : key));
}

type Say = (...told: number[]) => string | string[] | Record<string, string>;
const functionsOf = (words: Words) =>
  Object.entries(words).filter(([, value]) => typeof value === 'function') as unknown as [string, Say][];
const length = (text: string) => [...text].length;
const parentOf = (key: string) => key.split('.').slice(0, -1).join('.');
const mentionedCommands = (text: string) => (text.match(/(?<![\w./<])\/(?:admin [a-z]+|[a-z]+)/g) ?? []).sort();

describe('languages', () => {
  it('serves only locales that Discord has, each in its own language', () => {
    const locales: string[] = Object.values(Locale);
    for (const [locale, words] of Object.entries(TRANSLATIONS)) {
      expect(locales).toContain(locale);
      expect(words.dates.split('-')[0]).toBe(locale.split('-')[0]);
      expect(wordsFor(locale)).toBe(words);
    }
    expect(new Set(Object.values(TRANSLATIONS)).size).toBe(TRANSLATED.length);
    expect(wordsFor(undefined)).toBe(en);
    expect(wordsFor('nl')).toBe(en);
  });

  it('offers each language once for a server', () => {
    expect(LANGUAGES).toHaveLength(BY_CODE.length);
    expect(new Set(LANGUAGES.map(({ code }) => code)).size).toBe(BY_CODE.length);
    expect(new Set(LANGUAGES.map(({ words }) => words.name)).size).toBe(BY_CODE.length);
    for (const { code, words } of LANGUAGES) expect(wordsFor(code)).toBe(words);
  });
});

describe.each(BY_CODE)('%s', (code, words) => {
  it('writes dates as the language does', () => {
    expect(Intl.getCanonicalLocales(words.dates)).toEqual([words.dates]);
    expect(Intl.DateTimeFormat.supportedLocalesOf(words.dates)).toEqual([words.dates]);
    expect(words.dates).toMatch(new RegExp(`^${code.split('-')[0]}-[A-Z]{2}$`));
  });

  it('names commands and options as Discord demands', () => {
    const isName = (key: CommandKey, name: string) =>
      UNDESCRIBED.includes(`commands.${key}.description`)
        ? name.trim() === name && length(name) >= 1 && length(name) <= 32
        : COMMAND_NAME.test(name) && name === name.toLowerCase();
    const isDescription = (key: CommandKey, text: string) =>
      UNDESCRIBED.includes(`commands.${key}.description`) ? text === '' : length(text) >= 1 && length(text) <= 100;
    const bad = COMMAND_KEYS.filter((key) => {
      const { name, description } = words.commands[key];
      return !isName(key, name) || !isDescription(key, description);
    });
    expect(bad).toEqual([]);
  });

  it('names no two siblings alike', () => {
    for (const parent of new Set(COMMAND_KEYS.map(parentOf))) {
      const siblings = COMMAND_KEYS.filter((key) => parentOf(key) === parent);
      const names = siblings.map((key) => words.commands[key].name);
      expect(new Set(names).size, `under ${parent || 'nothing'}: ${names}`).toBe(names.length);
      for (const key of siblings)
        for (const other of siblings)
          if (other !== key) expect(words.commands[key].name).not.toBe(en.commands[other].name);
    }
  });

  it('has words that fit where Discord puts them', () => {
    const tooLong = (keys: readonly (keyof Words)[], max: number) =>
      keys.filter((key) => length(String(words[key])) > max || words[key] === '');
    expect(tooLong(BUTTONS, 60)).toEqual([]);
    expect(tooLong(PLACEHOLDERS, 120)).toEqual([]);
    expect(tooLong(MODAL_WORDS, 45)).toEqual([]);
    expect(Object.values(words.dislikeReasons).filter((text) => length(text) > 80)).toEqual([]);
    expect(new Set(Object.values(words.dislikeReasons)).size).toBe(Object.keys(en.dislikeReasons).length);
    for (const text of [words.help('b'.repeat(32)), words.welcome('b'.repeat(32)), words.privacy(99999)])
      expect(text.join('\n').length).toBeLessThan(1800);
  });

  it.each(COUNTS)('has a text for everything with %i of it', (count) => {
    const bad = leaves(words, count).filter(
      ([path, text]) =>
        !UNDESCRIBED.includes(path) &&
        (text === '' ||
          text.trim() !== text ||
          text.normalize('NFC') !== text ||
          /undefined|NaN|null|\[object|\$\{/.test(text)),
    );
    expect(bad).toEqual([]);
  });

  it.each(COUNTS)('says each thing it is told, with %i of it', (count) => {
    const english = new Map(functionsOf(en));
    const unsaid = functionsOf(words).flatMap(([key, say]) => {
      const told = sampleArguments(say.length, count);
      const numbers = leaves(say(...told), count).flatMap(([, text]) => text.match(/\d+/g) ?? []);
      const isSaid = say.length === english.get(key)?.length && told.every((value) => numbers.includes(`${value}`));
      return isSaid ? [] : [key];
    });
    expect(unsaid).toEqual([]);
  });

  it('says the names it is told', () => {
    const named = [words.sharedBy, words.removed, words.undone, words.saidBy, words.saysNothingOf, words.badDate];
    for (const say of named) expect(say('NAME')).toContain('NAME');
  });

  it('calls commands by the names that work everywhere', () => {
    const english = new Map(leaves(en, 2));
    for (const [path, text] of leaves(words, 2))
      expect(mentionedCommands(text), path).toEqual(mentionedCommands(english.get(path)!));
  });

  it('explains what really works', () => {
    const help = words.help('Footnote').join('\n');
    for (const key of MESSAGE_COMMANDS) expect(help).toContain(words.commands[key].name);
    const examples = [...help.matchAll(/[“„«「]\s*([^“„«「」»”]*\[2\])/g)].map((match) => match[1]);
    expect(examples.map(markAskedFor)).toEqual([2]);
  });
});

describe.each(TRANSLATED)('%s beside English', (code, words) => {
  it('has the same texts', () => {
    expect(leaves(words, 2).map(([path]) => path)).toEqual(leaves(en, 2).map(([path]) => path));
  });

  it('leaves nothing in English', () => {
    const english = new Map(leaves(en, 5));
    const untranslatable = ['threadName', ...UNDESCRIBED];
    const same = leaves(words, 5).filter(
      ([path, text]) => text === english.get(path) && !untranslatable.includes(path),
    );
    expect(same.map(([path]) => path).sort()).toEqual((SAME_AS_ENGLISH[code] ?? []).sort());
    for (const [path, text] of same) expect(length(text), path).toBeLessThan(20);
  });
});

describe('numbers and their nouns', () => {
  it.each([
    [uk, ['0 статей', '1 стаття', '2 статті', '5 статей', '11 статей', '21 стаття', '22 статті']],
    [ru, ['0 статей', '1 статья', '2 статьи', '5 статей', '11 статей', '21 статья', '22 статьи']],
    [pl, ['0 artykułów', '1 artykuł', '2 artykuły', '5 artykułów', '11 artykułów', '21 artykułów', '22 artykuły']],
    [pt, ['0 artigo', '1 artigo', '2 artigos', '5 artigos', '11 artigos', '21 artigos', '22 artigos']],
    [zh, ['0 篇文章', '1 篇文章', '2 篇文章', '5 篇文章', '11 篇文章', '21 篇文章', '22 篇文章']],
    [zhTw, ['0 篇文章', '1 篇文章', '2 篇文章', '5 篇文章', '11 篇文章', '21 篇文章', '22 篇文章']],
    [cs, ['0 článků', '1 článek', '2 články', '5 článků', '11 článků', '21 článků', '22 článků']],
    [ko, ['기사 0건', '기사 1건', '기사 2건', '기사 5건', '기사 11건', '기사 21건', '기사 22건']],
    [hi, ['0 लेख', '1 लेख', '2 लेख', '5 लेख', '11 लेख', '21 लेख', '22 लेख']],
    [vi, ['0 bài viết', '1 bài viết', '2 bài viết', '5 bài viết', '11 bài viết', '21 bài viết', '22 bài viết']],
    [th, ['0 บทความ', '1 บทความ', '2 บทความ', '5 บทความ', '11 บทความ', '21 บทความ', '22 บทความ']],
    [de, ['0 Artikel', '1 Artikel', '2 Artikel', '5 Artikel', '11 Artikel', '21 Artikel', '22 Artikel']],
    [es, ['0 artículos', '1 artículo', '2 artículos', '5 artículos', '11 artículos', '21 artículos', '22 artículos']],
    [fr, ['0 article', '1 article', '2 articles', '5 articles', '11 articles', '21 articles', '22 articles']],
    [tr, ['0 haber', '1 haber', '2 haber', '5 haber', '11 haber', '21 haber', '22 haber']],
    [ja, ['記事0件', '記事1件', '記事2件', '記事5件', '記事11件', '記事21件', '記事22件']],
  ])('counts articles in $name', (words, expected) => {
    expect([0, 1, 2, 5, 11, 21, 22].map((count) => words.sourcesTitle(count))).toEqual(expected);
  });

  it('counts days, questions, votes and files', () => {
    expect(uk.answerGone(21)).toContain('через 21 день)');
    expect(uk.answerGone(3)).toContain('через 3 дні)');
    expect(uk.answerGone(90)).toContain('через 90 днів)');
    expect(uk.privacyKept(1, 4, 1, 2)).toContain('1 запитання, 4 оцінки');
    expect(uk.privacyKept(5, 12, 1, 2)).toContain('5 запитань, 12 оцінок');
    expect(uk.privacyKept(5, 12, 3, 5)).toContain('3 очікувані відповіді, 5 тем');
    expect(uk.added(3)).toContain('3 файли');
    expect(ru.answerGone(21)).toContain('через 21 день)');
    expect(ru.privacyKept(1, 22, 5, 101)).toContain('1 вопрос, 22 оценки, 5 ожидаемых ответов, 101 отслеживаемая тема');
    expect(pl.answerGone(1)).toContain('po 1 dniu)');
    expect(pl.privacyKept(1, 22, 5, 101)).toContain(
      '1 pytanie, 22 oceny, 5 oczekiwanych odpowiedzi, 101 obserwowanych tematów',
    );
    expect(hi.added(1)).toContain('1 फ़ाइल जोड़ी गई।');
    expect(hi.added(3)).toContain('3 फ़ाइलें जोड़ी गईं।');
    expect(pt.added(2)).toBe('2 arquivos adicionados ao corpus.');
    expect(de.answerGone(1)).toContain('nach 1 Tag ');
    expect(de.privacyKept(1, 2, 1, 2)).toContain('1 Frage, 2 Bewertungen');
    expect(es.added(1)).toBe('1 archivo añadido al corpus.');
    expect(fr.added(2)).toBe('2 fichiers ajoutés au corpus.');
  });
});

it('writes no simplified characters to readers of traditional ones', () => {
  const simplified = /[们这为来时问题说没个会过还进动见与对]/u;
  expect(leaves(zh, 2).some(([, text]) => simplified.test(text))).toBe(true);
  expect(leaves(zhTw, 2).filter(([, text]) => simplified.test(text))).toEqual([]);
});

it('keeps French punctuation on the line of its word', () => {
  const torn = leaves(fr, 2).filter(([, text]) => / [;:!?»](?:\s|[.,]|$)|« /.test(text));
  expect(torn).toEqual([]);
});

it('names every command and option in every language', () => {
  const locales = Object.keys(TRANSLATIONS).sort();
  const check = (part: object) => {
    const { name_localizations: names, options = [] } = part as { name_localizations?: object; options?: object[] };
    expect(Object.keys(names ?? {}).sort()).toEqual(locales);
    for (const option of options) check(option);
  };
  for (const { definition } of COMMANDS) check(definition);
});

describe('a collection with a name of its own', () => {
  it.each([...Object.keys(TRANSLATIONS), 'en-US'])('is called by it in help, welcome and refusals (%s)', (locale) => {
    const words = wordsFor(locale, 'Lindvik Handbook');
    for (const text of [
      words.abstained,
      words.notOutright,
      words.told.about,
      words.help('Bot')[0],
      words.welcome('Bot')[0],
    ])
      expect(text).toContain('Lindvik Handbook');
    const plain = wordsFor(locale);
    for (const text of [plain.abstained, plain.told.about, plain.help('Bot')[0], plain.welcome('Bot')[0]])
      expect(text).not.toMatch(/Lindvik|undefined|\$\{/);
  });
});
