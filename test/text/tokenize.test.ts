import { describe, expect, it } from 'vitest';
import { contentTerms, isCapitalised, isStopTerm, normaliseWord, tokenize } from '../../src/text/tokenize.js';
import fc from '../support/fast-check.js';

const terms = (text: string) => tokenize(text).map(({ term }) => term);
const words = (text: string) => tokenize(text).map(({ start, end }) => text.slice(start, end));

describe('tokenize', () => {
  it.each([
    ['words and offsets', "Iran's minister didn't say.", ["Iran's", 'minister', "didn't", 'say']],
    ['numbers whole', 'about 1,000 or 3.5, not 2020,300', ['about', '1,000', 'or', '3.5', 'not', '2020', '300']],
    ['long and bad thousands', '1,000,000 but 1,0000', ['1,000,000', 'but', '1', '0000']],
    ['hyphenated words in parts', 'state-of-the-art COVID-19', ['state', 'of', 'the', 'art', 'COVID', '19']],
    ['dotted letters', 'the U.S. and U.S.A. at 5 p.m.', ['the', 'U.S.', 'and', 'U.S.A.', 'at', '5', 'p.m.']],
    ['dotted letters without the last dot', 'U.S-led, J.K. and J.Smith', ['U.S', 'led', 'J.K.', 'and', 'J', 'Smith']],
    ['firms with an ampersand', 'AT&T and R&D, you & me', ['AT&T', 'and', 'R&D', 'you', 'me']],
    ['per cent and currency left out', '$5 or 20%', ['5', 'or', '20']],
    ['addresses in parts', 'see example.com/a_b', ['see', 'example', 'com', 'a', 'b']],
    ['quotes left out', "'hello' “you” ''they''", ['hello', 'you', 'they']],
    ['Chinese by its words', '台风在县里登陆。好', ['台风', '在', '县', '里', '登陆', '好']],
    ['Korean in pairs', '서울은 크다', ['서울', '울은', '크다']],
    ['mixed scripts', 'iPhone手机a', ['iPhone', '手机', 'a']],
    ['Arabic and Russian words', 'قال الوزير: министр', ['قال', 'الوزير', 'министр']],
    ['nothing of marks', ' … — 😀 \ud800 ́ ', []],
  ])('finds %s', (_, text, expected) => {
    expect(words(text as string)).toEqual(expected);
  });

  it.each([
    ['case', 'Minister', 'minister'],
    ['plural and tense', 'ministers', 'minister'],
    ['tense', 'announcing', 'announced'],
    ['accents', 'Erdoğan', 'erdogan'],
    ['letters that do not decompose', 'Łukasz', 'lukasz'],
    ['German letters', 'Straße', 'strasse'],
    ['possessives', 'Iran’s', 'Iran'],
    ['apostrophes', 'O’Neill', "O'Neill"],
    ['thousands', '1,000', '1000'],
    ['thousands with thin spaces', '1\u202f000', '1000'],
    ['decades', "1990's", '1990s'],
    ['the United States', 'U.S.', 'US'],
    ['the United States in full', 'U.S.A.', 'USA'],
    ['the United States in a possessive', 'U.S.’s', 'U.S.'],
    ['dotted acronyms', 'U.N.', 'UN'],
    ['-our', 'colours', 'colors'],
    ['-ourable', 'honourable', 'honorable'],
    ['-ise', 'organised', 'organized'],
    ['-isation', 'organisations', 'organization'],
    ['-yse', 'analysed', 'analyzed'],
    ['-re', 'centres', 'centers'],
    ['-red', 'centred', 'centered'],
    ['-ence', 'defence', 'defense'],
    ['-amme', 'programmes', 'programs'],
    ['-ogue', 'catalogue', 'catalog'],
    ['-lled', 'travelled', 'traveled'],
    ['fuel', 'fuelled', 'fueled'],
    ['grey', 'grey', 'gray'],
    ['a soft hyphen', 'inter\u00adnational', 'international'],
    ['full-width letters', 'ＮＡＴＯ', 'NATO'],
    ['Arabic digits', '٢٠٢٢', '2022'],
    ['Arabic vowel points', 'قَالَ', 'قال'],
    ['forms without an ending', 'Bought', 'buying'],
    ['forms of die', 'died', 'dies'],
    ['forms of verbs in -ceed', 'succeeded', 'succeeds'],
    ['plurals without an s', 'women', 'woman'],
    ['decomposed Hangul', '한국'.normalize('NFD'), '한국'],
  ])('makes one term of %s', (_, left, right) => {
    expect(terms(left)).toEqual(terms(right));
  });

  it.each([
    ['the United States and the pronoun', 'US', 'us'],
    ['one and on', 'one', 'on'],
    ['use and us', 'use', 'us'],
    ['evening and even', 'evening', 'even'],
    ['severe and several', 'severe', 'several'],
    ['news and new', 'news', 'new'],
    ['hour and or', 'hour', 'hor'],
    ['Hindi vowel signs', 'की', 'का'],
    ['kana with and without voice', 'が', 'か'],
    ['raise and raze', 'raised', 'razed'],
    ['prise and prize', 'prise', 'prize'],
    ['the Fed and food', 'Fed', 'feed'],
    ['founded and found', 'founded', 'find'],
    ['the left and leaving', 'left', 'leave'],
  ])('keeps apart %s', (_, left, right) => {
    expect(terms(left)).not.toEqual(terms(right));
  });

  it('tells acronyms from stop words by their neighbours', () => {
    expect(contentTerms('The WHO said it')).toEqual(['w.h.o', 'sai']);
    expect(contentTerms('WHO SAID IT')).toEqual(['sai']);
    expect(contentTerms('what did the us say')).toEqual(['u.s', 'sai']);
    expect(contentTerms('they told us')).toEqual(['tell']);
  });

  it('keeps offsets exact in any range of any text, and terms well-formed and without white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(200), fc.nat(200), (text, a, b) => {
        // Letters that Unicode takes apart into several words, such as ﷺ, become a term with white space in it.
        fc.pre(!/[\u037a\ufc5e-\ufc63\ufdfa\ufdfb\ufe70-\ufe7e]/.test(text));
        const from = Math.min(a, b, text.length);
        const to = Math.min(Math.max(a, b), text.length);
        let before = from;
        for (const { term, start, end } of tokenize(text, from, to)) {
          expect(start >= before && end > start && end <= to).toBe(true);
          expect(term).not.toMatch(/^$|\s/);
          expect(term.isWellFormed()).toBe(true);
          expect(term.length).toBeLessThanOrEqual(18 * 66); // ﷺ decomposes to 18 letters
          before = start + 1;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps terms well-formed where an endless word is cut inside a pair', () => {
    for (const text of [`a${'𝒳'.repeat(50)}`, `ab${'e\u0301'.repeat(31)}${'𝒳'.repeat(9)}`]) {
      for (const term of terms(text)) expect(term.isWellFormed()).toBe(true);
    }
  });

  it('gives a sentence the terms that it has inside its article', () => {
    const text = 'One here. The U.S. said 1,000 men left. More.';
    const inside = tokenize(text, 10, 39).map(({ term, start }) => ({ term, start: start - 10 }));
    expect(inside).toEqual(tokenize(text.slice(10, 39)).map(({ term, start }) => ({ term, start })));
  });

  it.each([
    'a',
    '1',
    '1,',
    '1,000,',
    'U.',
    "a'",
    '中',
    '\u0301',
    'a\u0301',
    '&',
    'US ',
  ])('finds every word of 300,000 characters of %j, with short terms', (piece) => {
    const text = piece.repeat(300_000 / piece.length);
    const tokens = tokenize(text);
    expect(tokens.filter(({ term }) => term.length >= 100)).toEqual([]);
    const gaps = [...tokens, { start: text.length }].map(({ start }, i) => text.slice(tokens[i - 1]?.end ?? 0, start));
    expect(gaps.filter((gap) => /[\p{L}\p{N}]/u.test(gap))).toEqual([]);
  });
});

describe('stop words', () => {
  it.each([
    'who',
    'What',
    'when',
    'how',
    'many',
    'the',
    "didn't",
    'don’t',
    "it's",
    'His',
    'does',
    'whilst',
    'e.g.',
    'i.e.',
  ])('leaves out %s', (word) => {
    expect(contentTerms(word)).toEqual([]);
  });

  it.each([
    'said',
    'say',
    'May',
    'one',
    'use',
    'ones',
    'evening',
    'severe',
    'mining',
    'let',
    'quit',
    'willing',
    'US',
    'first',
  ])('keeps %s', (word) => {
    expect(contentTerms(word)).toHaveLength(1);
    expect(isStopTerm(normaliseWord(word))).toBe(false);
  });

  it('leaves nothing of a text of stop words', () => {
    expect(contentTerms('Who is it?')).toEqual([]);
  });
});

describe('isCapitalised', () => {
  it.each([
    ['Kyiv', true],
    ['Émile', true],
    ['Москва', true],
    ['𝐀b', true],
    ['kyiv', false],
    ['élan', false],
    ['3rd', false],
    ['中国', false],
  ])('judges %s', (word, expected) => {
    expect(isCapitalised(` ${word}`, tokenize(` ${word}`)[0])).toBe(expected);
  });
});
