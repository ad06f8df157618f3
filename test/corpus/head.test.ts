import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/corpus/head.js';

describe('readHead', () => {
  it.each([
    ['KYIV, Ukraine, Nov. 4, 2022 (Reuters) — Russia said', 'Reuters', '2022-11-04', 'Russia said'],
    ['GENEVA, March 16 (AP) - Talks', 'AP', undefined, 'Talks'],
    ['BEIJING, Nov. 4 (Xinhua) -- China', 'Xinhua', undefined, 'China'],
    ['Paris (AFP) – The minister', 'AFP', undefined, 'The minister'],
    [
      'WASHINGTON, D.C., 4 November 2022 (Example News Agency) – The house',
      'Example News Agency',
      '2022-11-04',
      'The house',
    ],
    ['  SÃO PAULO (Reuters) - Brazil', 'Reuters', undefined, 'Brazil'],
    ['(CNN) — The', 'CNN', undefined, 'The'],
    ['Published: 2022-11-04\n\nThe river rose.', undefined, '2022-11-04', '\nThe river rose.'],
    ['Source: Daily News\nPublished: November 4, 2022\nThe river.', 'Daily News', '2022-11-04', 'The river.'],
    ['By Jane Doe | Daily News | November 4, 2022\nThe river.', 'Daily News', '2022-11-04', 'The river.'],
  ])('understands %j', (text, source, publishedAt, rest) => {
    const head = readHead(text);
    expect([head.source, head.publishedAt, text.slice(head.textStart ?? 0)]).toEqual([source, publishedAt, rest]);
  });

  it('finds the lines below a headline, and leaves the headline the start', () => {
    const head = readHead(
      'River rises\n\nBy Jane Doe | Daily News | November 4, 2022\n\nLONDON (Reuters) - The river rose.',
    );
    expect(head).toEqual({ source: 'Daily News', publishedAt: '2022-11-04' });
  });

  it.each([
    'The World Health Organization (WHO) – a body of the UN – said on Friday.',
    'The president (left) - a former actor - spoke.',
    'By Friday the river had risen.',
    'By 2022, prices | wages',
    'Published accounts differ. One says 4 November 2022.',
    'Date palms grow here.',
    'Plain prose on November 4, 2022 without a dateline.',
    'SOME (of these words) are loud.',
    '',
  ])('reads nothing into %j', (text) => {
    expect(readHead(text)).toEqual({});
  });
});
