import { describe, expect, it } from 'vitest';
import { isLittleTerm, termIn, termsElsewhere } from '../../src/text/languages/language-terms.js';
import { LANGUAGES, type Language } from '../../src/text/languages/languages.js';
import { tellLanguage } from '../../src/text/languages/tell-language.js';
import { contentTerms, normaliseWord, tokenize } from '../../src/text/tokenize.js';
import fc from '../support/fast-check.js';

describe('termIn', () => {
  it.each<[Language, string, string]>([
    ['de', 'Brücke', 'Brücken'],
    ['fr', "l'usine", 'usines'],
    ['fr', 'qu’usine', 'usine'],
    ['es', 'pescadores', 'pescador'],
    ['pt', 'construção', 'construções'],
    ['pl', 'szpitalu', 'szpital'],
    ['cs', 'knihovny', 'knihovna'],
    ['cs', 'školy', 'škola'],
    ['tr', "Ankara'da", 'Ankara'],
    ['ru', 'больницы', 'больница'],
    ['uk', 'школи', 'школі'],
    ['ar', 'والمستشفى', 'مستشفى'],
    ['he', 'ובבית', 'הבית'],
    ['hi', 'किताबों', 'किताबें'],
    ['de', '1.200', '1200'],
    ['zh', '花了', '花'],
  ])('makes one term in %s of %s and %s', (language, one, other) => {
    expect(termIn(language, one)).toBe(termIn(language, other));
    expect(isLittleTerm(termIn(language, one))).toBe(false);
  });

  it.each<[Language, string, string]>([
    ['vi', 'số', 'so'],
    ['vi', 'mẹ', 'me'],
    ['fr', 'sûr', 'sur'],
    ['de', 'Gift', 'Giraffe'],
    ['ru', 'город', 'горы'],
  ])('keeps apart in %s: %s and %s', (language, one, other) => {
    expect(termIn(language, one)).not.toBe(termIn(language, other));
  });

  it.each<[Language, string]>([
    ['de', 'Wann'],
    ['fr', 'qu’il'],
    ['vi', 'của'],
    ['ru', 'Сколько'],
    ['ar', 'لماذا'],
    ['th', 'ที่'],
  ])('knows a little word of %s: %s', (language, word) => {
    expect(isLittleTerm(termIn(language, word))).toBe(true);
  });

  it('reads English, and what can’t be told, as before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        expect(termIn('en', word)).toBe(normaliseWord(word));
        expect(termIn(undefined, word)).toBe(normaliseWord(word));
      }),
    );
  });

  it('gives no word of another language an English stop word’s term', () => {
    expect(contentTerms('Der Wasserschaden war was an', 0, undefined, 'de')).toEqual(['wasse-']);
  });
});

it('looks a name up as articles in other languages have it', () => {
  expect(termsElsewhere('en', 'Merkel')).toContain(termIn('de', 'Merkel'));
  expect(termsElsewhere('de', 'Merkel')).toContain(normaliseWord('Merkel'));
  expect(termsElsewhere('en', 'Зеленский')).toContain(termIn('ru', 'Зеленский'));
});

describe('tellLanguage', () => {
  it('tells none of what says too little, or is in another language', () => {
    for (const text of [
      '',
      '2023',
      'Merkel',
      'Angela Merkel Berlin',
      'Los Angeles Lakers',
      'r1 = a ⋅ m 2 m 1 + m 2 = a 1',
    ])
      expect(tellLanguage(text), text).toBeUndefined();
    expect(tellLanguage('Il sindaco ha detto che la scuola non è stata chiusa per il freddo.')).toBeUndefined();
    expect(tellLanguage('De burgemeester zei dat het zwembad niet open gaat voor de zomer.')).toBeUndefined();
    expect(tellLanguage('وزیر گفت که پل تازه برای مردم ساخته شده است و چهار گروه کار کردند')).toBeUndefined();
  });

  it('tells Ukrainian from Russian by words where no letter does', () => {
    expect(tellLanguage('З чого зробили корпус човна?')).toBe('uk');
    expect(tellLanguage('Кто нашёл корабль?')).toBe('ru');
  });

  it('takes English for English, whatever foreign names stand in it', () => {
    expect(tellLanguage('When did the mayor of Los Angeles meet Ursula von der Leyen in Rio de la Plata?')).toBe('en');
  });
});

describe('tokens of any language', () => {
  it('stand in order, are slices of the text and never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.constantFrom(...LANGUAGES), (text, language) => {
        let before = 0;
        for (const { term, start, end } of tokenize(text, 0, text.length, language)) {
          expect(term).not.toBe('');
          expect(term.isWellFormed()).toBe(true);
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = start;
        }
      }),
    );
  });

  it('come from a run of 100,000 characters without a space in little time and memory', () => {
    const text = '台风在泉南县登陆'.repeat(12_500);
    expect(tokenize(text, 0, text.length, 'zh').length).toBeGreaterThan(40_000);
  });
});
