import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { prepareArticle } from '../../src/index/build-segment.js';
import { buildWords } from '../../src/index/build-words.js';
import { PackedWords } from '../../src/index/postgres/packed-words.js';
import { type SegmentWords, WordsSegment } from '../../src/index/words-segment.js';

const FOLDER = fileURLToPath(new URL('../../corpus/', import.meta.url));
const ARTICLES = readdirSync(FOLDER, { encoding: 'utf8', recursive: true })
  .filter((name) => name.endsWith('.md'))
  .map((name, i) => {
    const [title, ...body] = readFileSync(join(FOLDER, name), 'utf8').split('\n').slice(1);
    return prepareArticle(i + 1, { title, body: body.join('\n') });
  });
const open = (articles: typeof ARTICLES) => WordsSegment.open(buildWords(articles)).segment;

/** A term's postings, those of titles behind. */
const postingsOf = (words: SegmentWords, number: number) => [
  words.postingSentence.slice(words.postingStart[number], words.postingStart[number + 1]),
  words.postingCount.slice(words.postingStart[number], words.postingStart[number + 1]),
  words.titlePostingArticle.slice(words.titlePostingStart[number], words.titlePostingStart[number + 1]),
  words.titlePostingCount.slice(words.titlePostingStart[number], words.titlePostingStart[number + 1]),
];

describe('segments packed into one', () => {
  const whole = open(ARTICLES);
  // Of one article, of none and of several.
  const parts = [ARTICLES.slice(0, 1), [], ARTICLES.slice(1, 4), ...ARTICLES.slice(4).map((one) => [one])].map(open);

  it('say of units and of every term what one segment of all their articles says, in whatever order terms are asked for', () => {
    const packed = new PackedWords(parts);
    for (const [name, value] of Object.entries(packed))
      if (!/posting/i.test(name)) expect([name, value]).toEqual([name, whole[name as keyof SegmentWords]]);
    for (let passage = 0; passage < whole.passageCount; passage++)
      expect(packed.passageSpan(passage)).toEqual(whole.passageSpan(passage));
    expect(whole.terms.length).toBeGreaterThan(1000);
    for (const term of [...whole.terms].reverse())
      expect([term, postingsOf(packed, packed.termNumber(term))]).toEqual([
        term,
        postingsOf(whole, whole.termNumber(term)),
      ]);
    expect(packed.termNumber('no such term')).toBe(-1);
  });

  it('leave the lists that were handed out as they are when more terms are asked for', () => {
    const packed = new PackedWords(parts);
    const [first, ...others] = whole.terms;
    const number = packed.termNumber(first);
    const { postingSentence, postingStart } = packed;
    const before = postingSentence.slice(0, postingStart[number + 1]);
    for (const term of others) packed.termNumber(term);
    expect(packed.postingSentence).not.toBe(postingSentence);
    expect(postingSentence.slice(0, before.length)).toEqual(before);
    expect(packed.termNumber(first)).toBe(number);
  });
});
