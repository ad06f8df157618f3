import { describe, expect, it } from 'vitest';
import type { Structure } from '../../src/core/types.js';
import { articleText } from '../../src/retrieval/article-text.js';
import { boundedTermNumbers, termNumbers } from '../../src/retrieval/term-numbers.js';
import { openCorpus } from '../support/find-in.js';

const BODY = 'The ferry sailed. Ada Berg said it was late.';
const SENTENCES = [
  { start: 0, end: 17 },
  { start: 18, end: 44 },
];

describe('a kept text', () => {
  it('serves whoever reads the same revision', () => {
    const text = articleText(1, { body: BODY }, SENTENCES);
    expect(articleText(1, { body: BODY }, [...SENTENCES])).toBe(text);
    expect(text.wordsOf(1).contentTerms()).toEqual(new Set(['ada', 'berg', 'sai', 'late']));
  });

  it('is none of another body, structure or sentences under the same key', () => {
    const structure: Structure = { blocks: [{ kind: 'heading', start: 0, end: 17, level: 1 }], markup: [] };
    articleText(2, { body: BODY }, SENTENCES);
    const other = BODY.replace('late', 'full');
    expect(articleText(2, { body: other }, SENTENCES).text).toBe(other);
    expect(articleText(2, { body: other, structure }, SENTENCES).outline?.isLabel(0)).toBe(true);
    const whole = [{ start: 0, end: BODY.length }];
    expect(articleText(2, { body: other, structure }, whole).sentences).toEqual(whole);
  });

  it('is let go where many others were read since', () => {
    const first = articleText(3, { body: BODY }, SENTENCES);
    const long = 'x'.repeat(100_000);
    for (let key = 4; key < 74; key++) articleText(key, { body: long }, [{ start: 0, end: long.length }]);
    expect(articleText(3, { body: BODY }, SENTENCES)).not.toBe(first);
  });

  it('is read anew once the terms of texts are numbered anew, which they are when they have become many', () => {
    const text = articleText(80, { body: BODY }, SENTENCES);
    for (let i = 0; i <= 400_000; i++) termNumbers().of(`term${i}`);
    expect(articleText(80, { body: BODY }, SENTENCES)).toBe(text);
    expect(boundedTermNumbers().size).toBe(0);
    const again = articleText(80, { body: BODY }, SENTENCES);
    expect(again).not.toBe(text);
    expect(again.tokensOf(0)).toEqual(text.tokensOf(0));
  });

  it('keeps nothing of how far another question read', async () => {
    const body =
      'Berg said the ramp broke. She said the repair cost 12 crowns. It rained. Ada Berg said the ferry sailed.';
    const { find, close } = await openCorpus({ 'ramp.txt': body });
    const speakerOf = async (question: string, said: string) => {
      const { sentences } = (await find(question)).evidence;
      return sentences.find(({ article, start, end }) => article.body.slice(start, end).includes(said))?.attribution
        ?.speaker.name;
    };
    const before = await speakerOf('What did the repair cost?', 'cost 12');
    expect(before).toBe('Berg');
    expect(await speakerOf('What did Ada Berg say about the ferry?', 'the ferry')).toBe('Ada Berg');
    expect(await speakerOf('What did the repair cost?', 'cost 12')).toBe(before);
    close();
  });
});
