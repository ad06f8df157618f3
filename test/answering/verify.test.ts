import { describe, expect, it } from 'vitest';
import type { Citation, Draft } from '../../src/answering/types.js';
import { verifyDraft } from '../../src/answering/verify.js';
import fc from '../support/fast-check.js';
import { isVerbatim } from '../support/find-in.js';

const LONG = 'The keeper counted gulls; '.repeat(20);
const BODIES = new Map([
  ['pier', 'Moa Lind opened the pier on Sunday. She said that it would hold for a century. The band played.'],
  ['gulls', LONG],
  ['signs', 'The lamp 😀 broke.\r\nIt was mended\u2028by Moa  Lind.'],
]);
const bodyOf = (id: string) => BODIES.get(id);
const articleOf = (id: string) => {
  const body = bodyOf(id);
  return body === undefined ? undefined : { meta: { key: 0, id, path: id, title: `On ${id}` }, body };
};

/** A citation of these words as they stand in the article. */
function citing(articleId: string, quote: string, rest: Partial<Citation> = {}): Citation {
  const start = BODIES.get(articleId)!.indexOf(quote);
  return { articleId, field: 'body', title: `On ${articleId}`, quote, start, end: start + quote.length, ...rest };
}

const OPENED = citing('pier', 'Moa Lind opened the pier on Sunday.');
const CENTURY = citing('pier', 'She said that it would hold for a century.', { publishedAt: '2024-06-09' });
const HEADLINE: Citation = { ...OPENED, field: 'title', quote: 'On pier', start: 0, end: 7 };
const BAND = citing('pier', 'The band played.');
const of = (text: string, citations: Citation[], places = citations.map((_, i) => i)): Draft => ({
  sentences: [{ text, citations: places }],
  citations,
});

describe('verifyDraft keeps', () => {
  it.each([
    ['a sentence that is its quote', of(OPENED.quote, [OPENED])],
    ['one led by a speaker whom another quote names', of(`Moa Lind: ${CENTURY.quote}`, [CENTURY, OPENED])],
    ['one led by a speaker whom its own quote names', of(`Moa Lind: ${OPENED.quote}`, [OPENED])],
    [
      'one whose speaker has other white space in the quote',
      of(`Moa Lind: ${BAND.quote}`, [BAND, citing('signs', 'by Moa  Lind.')]),
    ],
    ['a headline', of('On pier', [HEADLINE])],
    ['a quote of exactly 400 characters', of(LONG.slice(0, 400), [citing('gulls', LONG.slice(0, 400))])],
  ])('%s', (_, draft) => {
    expect(verifyDraft(draft, articleOf)).toEqual({ ...draft, dropped: [] });
  });
});

describe('verifyDraft drops', () => {
  it.each<[string, Draft, string]>([
    ['a sentence without a citation', of(OPENED.quote, [OPENED], []), 'it cites nothing'],
    ['a citation that is not there', of(OPENED.quote, [OPENED], [0, 1]), 'it cites number 2, which is not there'],
    ['a negative citation', of(OPENED.quote, [OPENED], [-1]), 'it cites number 0, which is not there'],
    [
      'a quote that stands elsewhere in the article',
      of(BAND.quote, [{ ...BAND, start: BAND.start - 1, end: BAND.end - 1 }]),
      'a quote is not in its article at that place',
    ],
    [
      'a quote with one letter changed',
      of('The bond played.', [{ ...BAND, quote: 'The bond played.' }]),
      'a quote is not in its article at that place',
    ],
    [
      'a quote whose offsets are counted from the end',
      of('The band played', [{ ...BAND, quote: 'The band played', start: -16, end: -1 }]),
      'a quote is not in its article at that place',
    ],
    [
      'a quote that reaches past the end',
      of(BAND.quote, [{ ...BAND, end: BAND.end + 5 }]),
      'a quote is not in its article at that place',
    ],
    ['an unknown article', of(BAND.quote, [{ ...BAND, articleId: 'harbour' }]), 'there is no article harbour'],
    [
      'a quote of 401 characters',
      of(LONG.slice(0, 401), [citing('gulls', LONG.slice(0, 401))]),
      'a quote has 401 characters',
    ],
    ['an empty quote', of('', [citing('pier', '')]), 'a quote has 0 characters'],
    [
      'a sentence whose second quote is bad',
      of(OPENED.quote, [OPENED, { ...BAND, articleId: 'harbour' }]),
      'there is no article harbour',
    ],
    ['other words than the quote', of('The pier was opened by Moa Lind.', [OPENED]), 'it is not its quote'],
    ['words put behind the quote', of(`${OPENED.quote} Everybody cheered.`, [OPENED]), 'it is not its quote'],
    ['words put before the quote', of(`It is not true that ${BAND.quote}`, [BAND]), 'what leads it is no speaker'],
    [
      'a speaker who is named in none of the quotes',
      of(`Olof Krans: ${CENTURY.quote}`, [CENTURY, OPENED]),
      'its speaker is named in none of its quotes',
    ],
    [
      'a speaker whose naming sentence is not cited',
      of(`Moa Lind: ${CENTURY.quote}`, [CENTURY, OPENED], [0]),
      'its speaker is named in none of its quotes',
    ],
    ['a speaker without a name', of(`: ${BAND.quote}`, [BAND]), 'its speaker is named in none of its quotes'],
    [
      'a speaker who is part of a word',
      of(`${OPENED.quote.slice(0, 2)}: ${OPENED.quote}`, [OPENED]),
      'its speaker is named in none of its quotes',
    ],
    [
      'a date, be it the article’s own',
      of(`9 June 2024: ${CENTURY.quote}`, [CENTURY]),
      'its speaker is named in none of its quotes',
    ],
    [
      'a headline that stands in the body alone',
      of(OPENED.quote, [{ ...OPENED, field: 'title' }]),
      'a quote is not in its article at that place',
    ],
    [
      'words of the body that stand in the headline alone',
      of('On pier', [{ ...HEADLINE, field: 'body' }]),
      'a quote is not in its article at that place',
    ],
    [
      'the headline of an unknown article',
      of('On pier', [{ ...HEADLINE, articleId: 'harbour' }]),
      'there is no article harbour',
    ],
  ])('%s', (_, draft, reason) => {
    expect(verifyDraft(draft, articleOf)).toEqual({
      sentences: [],
      citations: [],
      dropped: [{ text: draft.sentences[0].text, reason }],
    });
  });
});

describe('verifyDraft', () => {
  it('leaves out citations that nothing uses any more and has the others in order of first use', () => {
    const bad = { ...BAND, articleId: 'harbour' };
    const draft: Draft = {
      sentences: [
        { text: BAND.quote, citations: [0] },
        { text: `Moa Lind: ${CENTURY.quote}`, citations: [3, 2] },
        { text: BAND.quote, citations: [4] },
      ],
      citations: [bad, OPENED, OPENED, CENTURY, BAND],
    };
    const { sentences, citations, dropped } = verifyDraft(draft, articleOf);
    expect(citations).toEqual([CENTURY, OPENED, BAND]);
    expect(sentences.map(({ citations: places }) => places)).toEqual([[0, 1], [2]]);
    expect(dropped).toEqual([{ text: BAND.quote, reason: 'there is no article harbour' }]);
  });

  it('lets nothing out that is not a verbatim slice, whatever draft goes in', () => {
    const anyCitation = fc.record({
      articleId: fc.constantFrom('pier', 'pier', 'gulls', 'gulls', 'signs', 'harbour'),
      start: fc.integer({ min: -2, max: 90 }),
      length: fc.integer({ min: 0, max: 60 }),
      shift: fc.constantFrom(0, 0, 0, 1),
      publishedAt: fc.constantFrom(undefined, '2024-06-09', 'soon'),
    });
    const anySentence = fc.record({
      lead: fc.constantFrom('', '', 'Moa Lind: ', '9 June 2024: ', 'Moa Lind, 9 June 2024: ', 'soon: ', ': ', 'Never '),
      tail: fc.constantFrom('', '', '', '!'),
      places: fc.array(fc.constantFrom(0, 0, 1, 1, 2, 3, 5, -1), { maxLength: 3 }),
    });
    let keptInAll = 0;
    fc.assert(
      fc.property(
        fc.array(anyCitation, { minLength: 1, maxLength: 5 }),
        fc.array(anySentence, { maxLength: 5 }),
        (given, told) => {
          const citations = given.map(({ articleId, start, length, shift, publishedAt }): Citation => {
            const quote = (bodyOf(articleId) ?? LONG).slice(Math.max(0, start + shift), start + shift + length);
            return { articleId, field: 'body', title: articleId, quote, start, end: start + length, publishedAt };
          });
          const sentences = told.map(({ lead, tail, places }) => ({
            text: `${lead}${citations[places[0]]?.quote ?? 'Nothing.'}${tail}`,
            citations: places,
          }));
          const verified = verifyDraft({ sentences, citations }, articleOf);
          expect(verified.sentences.length + verified.dropped.length).toBe(sentences.length);
          keptInAll += verified.sentences.length;
          for (const citation of verified.citations) expect(isVerbatim(citation, bodyOf)).toBe(true);
          for (const { text, citations: places } of verified.sentences) {
            expect(places.length).toBeGreaterThan(0);
            expect(text.endsWith(verified.citations[places[0]].quote)).toBe(true);
            expect(text).not.toContain('Never ');
          }
          const used = new Set(verified.sentences.flatMap(({ citations: places }) => places));
          expect([...used]).toEqual(verified.citations.map((_, i) => i));
        },
      ),
      { numRuns: 3000 },
    );
    // A wall that lets nothing through would hold as well.
    expect(keptInAll).toBeGreaterThan(process.env.LONG_FUZZ ? 100 : 20);
  });
});
