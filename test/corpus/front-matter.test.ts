import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../src/corpus/front-matter.js';
import { DEFAULT_CORPUS_LIMITS } from '../../src/corpus/limits.js';

const split = (text: string) => splitFrontMatter(text, DEFAULT_CORPUS_LIMITS);

describe('splitFrontMatter', () => {
  it.each([
    ['---\ntitle: A\n---\nBody', { title: 'A' }, 'Body'],
    ['---\r\ntitle: A\r\n---\r\n\r\n Body \r\n', { title: 'A' }, '\r\n Body \r\n'],
    ['---\ntitle: "A: b"\n...\nBody', { title: 'A: b' }, 'Body'],
    [
      '---\nid: 007\ndate: 2022-11-04\nok: true\nnone: null\n---\n',
      { id: '007', date: '2022-11-04', ok: true, none: null },
      '',
    ],
    ['---\n# a comment\ntitle: A\n---\nB', { title: 'A' }, 'B'],
    ['---\n---\nBody', {}, 'Body'],
    ['---\ntitle: A\n---', { title: 'A' }, ''],
    ['---\na: &x one\nb: *x\n---\nB', { a: 'one', b: 'one' }, 'B'],
    [
      '---\ntitle: Storm: the damage\ndate: 2022-11-04\ntags: [a, b]\n---\nB',
      { title: 'Storm: the damage', date: '2022-11-04', tags: ['a', 'b'] },
      'B',
    ],
    ['---\ntitle: "Storm" hits\nby: @jane\n---\nB', { title: '"Storm" hits', by: '@jane' }, 'B'],
    [
      '+++\ntitle = "A: b"\ndate = 2022-11-04\nat = 2022-11-04T08:00:00Z\n[params]\nsource = "Post"\n+++\nBody',
      { title: 'A: b', date: '2022-11-04', at: '2022-11-04T08:00:00.000Z', params: { source: 'Post' }, source: 'Post' },
      'Body',
    ],
    ['+++\r\ntitle = "A"\r\n+++\r\n Body', { title: 'A' }, ' Body'],
  ])('splits %j', (text, data, body) => {
    expect(split(text)).toEqual({ data, body });
  });

  it.each([
    'No fence at all\n---\nx',
    '---\nA rule, no closing fence',
    '---\n\nProse between two rules.\n\n---\nMore.',
    '---\nProse between two rules.\n---\nMore.',
    '----\ntitle: A\n---\n',
    ' ---\ntitle: A\n---\n',
    '+++\nNo fence behind.',
    '+++\nProse between two rules.\n+++\nMore.',
    '',
  ])('leaves %j a body', (text) => {
    expect(split(text)).toEqual({ data: {}, body: text });
  });

  it.each([
    ['a broken line', '---\ntitle: A\nb: [c\n---\nB', /YAML at line/],
    ['broken TOML', '+++\ntitle = "A"\nb = \n+++\nB', /TOML at line 3/],
    ['an open quote', '---\ntitle: "A\n---\nB', /line 2/],
    ['a key given twice', '---\na: 1\na: 2\n---\nB', /line 3.*unique/],
    ['a list', '---\n? [a\n---\nB', /line/],
    [
      'billion laughs',
      `---\na: &a [x,x]\n${Array.from({ length: 9 }, (_, i) => `b${i}: &b${i} [${Array(9).fill(i ? `*b${i - 1}` : '*a')}]`).join('\n')}\n---\nB`,
      /aliases/,
    ],
    ['deep nesting', `---\na: ${'['.repeat(50_000)}\n---\nB`, /nested too deeply/],
    ['deep nesting that is closed', `---\na: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n---\nB`, /nested too deeply/],
    ['nested colons', `---\n${'a: '.repeat(20_000)}\n---\nB`, /nested too deeply/],
    ['nested colons in brackets', `---\na: [${'a: '.repeat(20_000)}]\n---\nB`, /nested too deeply/],
    ['the same key twice', '---\na: {b: 1, b: 2}\n---\nB', /line 2: Map keys must be unique/],
  ])('refuses %s with the line in one sentence', (_name, text, reason) => {
    expect(() => split(text)).toThrow(reason);
  });

  it('constructs nothing from tags', () => {
    expect(split('---\na: !!js/function "function () { throw 1 }"\nb: !!python/object x\n---\nB').data).toEqual({
      a: 'function () { throw 1 }',
      b: 'x',
    });
  });

  it('takes __proto__ for a name', () => {
    const { data } = split('---\n__proto__:\n  title: A\n---\nB');
    expect((data as { title?: string }).title).toBeUndefined();
    expect(({} as { title?: string }).title).toBeUndefined();
  });
});
