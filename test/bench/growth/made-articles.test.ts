import { describe, expect, it } from 'vitest';
import { type MadeArticle, makeArticles } from '../../../src/bench/growth/made-articles.js';
import { createRandom, makeVocabulary } from '../../../src/bench/growth/made-words.js';
import { contentTerms } from '../../../src/text/tokenize.js';

function first(seed: number, count: number): MadeArticle[] {
  const articles = makeArticles(seed);
  return Array.from({ length: count }, () => articles.next().value);
}

const ARTICLES = first(1, 100);

describe('made articles', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(first(1, 3)).toEqual(ARTICLES.slice(0, 3));
    expect(first(2, 1)[0].body).not.toBe(ARTICLES[0].body);
  });

  it('ask with five different words of one of their sentences, in its order', () => {
    for (const { question, body } of ARTICLES) {
      const asked = question.match(/^(?:Where|When|Why|How) did (\S+) (\S+) the (\S+) of (\S+) of (\S+)\?$/)!.slice(1);
      expect(new Set(asked).size).toBe(5);
      const inOrder = new RegExp(`\\b${asked.join('\\b[^.]*\\b')}\\b`, 'i');
      expect(body).toMatch(inOrder);
    }
  });

  it('use few words often and most of them seldom', () => {
    const counts = new Map<string, number>();
    for (const { body } of ARTICLES)
      for (const term of contentTerms(body)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const frequencies = [...counts.values()].sort((a, b) => b - a);
    const all = frequencies.reduce((sum, count) => sum + count, 0);
    const ofFrequent = frequencies.slice(0, 100).reduce((sum, count) => sum + count, 0);
    expect(ofFrequent / all).toBeGreaterThan(0.1);
    expect(frequencies.filter((count) => count === 1).length / frequencies.length).toBeGreaterThan(0.3);
  });
});

describe('a made vocabulary', () => {
  it('holds each word once, and draws every rank more often than one far behind it', () => {
    const random = createRandom(3);
    const { words, draw } = makeVocabulary(5_000, random);
    expect(new Set(words.map((word) => word.toLowerCase())).size).toBeGreaterThan(4_900);
    const drawn = new Array(5_000).fill(0);
    for (let i = 0; i < 50_000; i++) drawn[draw(random)]++;
    const sumOf = (from: number, end: number) => drawn.slice(from, end).reduce((sum, count) => sum + count, 0);
    expect(sumOf(0, 10)).toBeGreaterThan(sumOf(100, 110));
    expect(sumOf(0, 100)).toBeGreaterThan(sumOf(4_900, 5_000) * 10);
    expect(sumOf(2_500, 5_000)).toBeGreaterThan(0);
  });
});
