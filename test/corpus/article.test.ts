import { describe, expect, it } from 'vitest';
import { finishArticle, webUrl } from '../../src/corpus/article.js';
import { hashArticle } from '../../src/corpus/hash-article.js';
import { DEFAULT_CORPUS_LIMITS } from '../../src/corpus/limits.js';

const finish = (fields: Record<string, unknown>, place = 'a/b.txt') =>
  finishArticle({ body: 'The body.', ...fields }, place, DEFAULT_CORPUS_LIMITS);

describe('finishArticle', () => {
  it('keeps the body as it is, white space and lone surrogates included', () => {
    const body = ' \ud800 The body.\r\n\u0000';
    expect(finish({ body }).body).toBe(body);
  });

  it('leaves unknown fields out instead of setting them to undefined', () => {
    expect(Object.keys(finish({})).sort()).toEqual(['body', 'hash', 'id', 'path', 'title']);
  });

  it.each([
    [undefined, 'a/b.txt'],
    ['', 'a/b.txt'],
    [null, 'a/b.txt'],
    [{}, 'a/b.txt'],
    ['x y', 'x y'],
    [17, '17'],
    [0, '0'],
  ])('makes the id of %j: %s', (id, expected) => {
    expect(finish({ id }).id).toBe(expected);
  });

  it.each([
    ['a long id', { id: 'x'.repeat(513) }, /513 characters; the limit is 512/],
    ['a line break in the id', { id: 'a\nb' }, /line break/],
    ['half a character in the id', { id: 'a\ud800' }, /lone surrogate/],
    ['no body', { body: undefined }, /there is none/],
    ['a null body', { body: null }, /it is null/],
    ['a number as body', { body: 5 }, /it is a number/],
    ['a list as body', { body: ['x'] }, /it is a list/],
    ['an empty body', { body: '' }, /no text/],
    ['white space as body', { body: ' \n\u00a0' }, /no text/],
    ['a body that is too long', { body: 'x'.repeat(2_000_001) }, /2,000,001 characters; the limit is 2,000,000/],
  ])('refuses %s', (_name, fields, reason) => {
    expect(() => finish(fields)).toThrow(reason);
  });

  it('ignores other fields of a wrong type', () => {
    expect(finish({ title: 5, source: {}, publishedAt: true, url: ['x'] })).toMatchObject({ title: 'The body.' });
    expect(finish({ source: ' \n' })).not.toHaveProperty('source');
  });

  it.each(['https://example.org/a?b=c#d', 'http://example.org', 'HTTPS://Example.org/ü'])('links %s', (url) => {
    expect(webUrl(url, 2_048)).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'ftp://x.y',
    '/a/b',
    'example.org',
    'https://',
    'https://a b.c',
    'https://x.y/\n<@1>',
    'https://x.y/a)b>c',
    `https://x.y/${'a'.repeat(2_048)}`,
    5,
  ])('never links %j', (url) => {
    expect(webUrl(url, 2_048)).toBeUndefined();
  });
});

describe('hashArticle', () => {
  const fields = { id: 'i', title: 't', source: 's', publishedAt: '2022', url: 'https://x.y', body: 'b' };

  it('is SHA-256 in hex, equal for equal fields', () => {
    expect(hashArticle(fields)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashArticle({ ...fields })).toBe(hashArticle(fields));
  });

  it.each(Object.keys(fields))('changes with the field %s', (name) => {
    expect(hashArticle({ ...fields, [name]: 'other' })).not.toBe(hashArticle(fields));
  });

  it('tells lone surrogates and fields that were moved apart', () => {
    const hashes = ['\ud800', '\ud801', '\ufffd'].map((body) => hashArticle({ ...fields, body }));
    expect(new Set(hashes).size).toBe(3);
    expect(hashArticle({ id: 'ab', title: 'c', body: 'd' })).not.toBe(hashArticle({ id: 'a', title: 'bc', body: 'd' }));
  });
});
