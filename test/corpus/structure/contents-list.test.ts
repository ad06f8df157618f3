import { describe, expect, it } from 'vitest';
import { withoutContentsList } from '../../../src/corpus/structure/contents-list.js';
import { readMarkdownStructure } from '../../../src/corpus/structure/markdown-structure.js';

/** The text of each block that is left. */
const left = (body: string) =>
  withoutContentsList(body, readMarkdownStructure(body)!).blocks.map(({ start, end }) => body.slice(start, end));

const PAGE = `# The ferry

- [1. Where it lands](#1)
- [2. What a crossing costs](#2)
- [3. The **last** ferry](#3)

## 1. Where it lands

At the pier.

## 2. What a crossing costs

Three euros.

## 3. The last ferry

At nine.
`;

describe('withoutContentsList', () => {
  it('leaves out lines of a list that say what the headings say, numbered otherwise or not', () => {
    expect(left(PAGE)).toEqual([
      'The ferry',
      '1. Where it lands',
      'At the pier.',
      '2. What a crossing costs',
      'Three euros.',
      '3. The last ferry',
      'At nine.',
    ]);
    expect(left(PAGE.replaceAll('## 2. ', '## '))).not.toContain('[2. What a crossing costs](#2)');
  });

  it('keeps a list of which only two lines are headings, and one that says more than they do', () => {
    const two = PAGE.replace('- [3. The **last** ferry](#3)\n', '- The ferry doesn’t run at night.\n');
    expect(left(two)).toEqual(expect.arrayContaining(['[1. Where it lands](#1)', 'The ferry doesn’t run at night.']));
    const more = PAGE.replace(/\]\(#\d\)/g, '], since 1962');
    expect(left(more)).toContain('[1. Where it lands], since 1962');
  });

  it('keeps lines without a letter below headings without one', () => {
    const years = '# 2021\n\n- 1\n- 2\n- 3\n\n# Spring\n\nOpen.\n\n# Summer\n\nShut.\n\n# Autumn\n\nOpen.\n';
    expect(left(years)).toEqual(expect.arrayContaining(['1', '2', '3']));
  });
});
