import { describe, expect, it } from 'vitest';
import { similarity, withoutDuplicates } from '../../src/retrieval/find-evidence.js';
import { SENTENCE_WEIGHTS } from '../../src/retrieval/sentence-features.js';
import { findIn, openCorpus, textsOf } from '../support/find-in.js';
import { QUARRY, TOWN } from '../support/town.js';

const BRIDGE = 'The harbour bridge at Tove was closed on Monday after a crane struck its northern arch.';

describe('findEvidence', () => {
  it('puts the sentence that answers first', async () => {
    const { find, close } = await openCorpus(TOWN);
    for (const [question, answer] of [
      ['How many jobs did the owner promise?', /sixty jobs/],
      ['What did the repair of the dam cost?', /3 million crowns/],
      ['When did the dam begin to leak?', /on Monday night/],
      ['Where was the family of otters carried?', /to the lake/],
      ['What do tickets for the circus cost?', /12 crowns/],
    ] as const)
      expect(textsOf((await find(question)).evidence)[0], question).toMatch(answer);
    close();
  });

  it('gives at most eight sentences, best first', async () => {
    const things = 'ropes maps lamps boots nets sails oars drums'.split(' ');
    const files = Object.fromEntries(
      things.map((thing, i) => [
        `${i}.txt`,
        `The museum of ${thing} lent its oldest lantern. A guard of the lantern counted ${things[7 - i]} and ${i} coins.`,
      ]),
    );
    const { evidence } = await findIn(files, 'Which museum lent a lantern?');
    expect(evidence.sentences).toHaveLength(8);
    const scores = evidence.sentences.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('reads at most six articles, and says how many there are', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`${i}.txt`, `Lantern number ${i} hangs in hall ${i}.`]),
    );
    const { evidence } = await findIn(files, 'Where does the lantern hang?');
    expect(evidence.articles).toHaveLength(6);
    expect(evidence.corpusArticles).toBe(9);
  });

  it('gives no “yes” to another question than the one above it', async () => {
    const page =
      '# Sauna\n\n## Is the sauna heated at night?\n\nYes, members heat it with birch wood until ten.\n\n## Wood\n\nWho lights the stove pays for the wood.\n';
    const { find, close } = await openCorpus({ 'sauna.md': page });
    expect(textsOf((await find('Do members pay for birch wood?')).evidence)[0]).toMatch(/^Who lights/);
    expect(textsOf((await find('Is the sauna heated at night?')).evidence)[0]).toMatch(/^Yes/);
    close();
  });

  it('prefers, of documents, what one says that speaks of what the question is about', async () => {
    const page = (name: string, rules: string) =>
      `# ${name}\n\n## Rules\n\n${rules}\n\n## Hours\n\nOpen from nine to five.\n`;
    const others = Object.fromEntries(
      ['Library', 'Harbour', 'Market', 'Museum'].map((name) => [
        `${name}.md`,
        page(name, 'Guests leave wet coats and bags at the door.'),
      ]),
    );
    const files = { ...others, 'sauna.md': page('Sauna', 'Guests leave their bags in the hall.') };
    const { find, close } = await openCorpus(files);
    const [first] = (await find('sauna: where do guests leave wet coats and bags')).evidence.sentences;
    expect(first.article.meta.id).toBe('sauna.md');
    close();
  });

  it('finds nothing where no article holds a word of the question', async () => {
    const { evidence } = await findIn({ 'quarry.md': QUARRY }, 'zeppelin');
    expect(evidence).toMatchObject({ sentences: [], articles: [], corpusArticles: 1 });
  });

  it('gives sentences that are slices of their article, by its own count', async () => {
    const { evidence } = await findIn(TOWN, 'the dam at Elva');
    for (const { article, number, start, end } of evidence.sentences) {
      expect(article.sentences[number]).toEqual({ start, end });
      expect(article.body.slice(start, end)).toMatch(/^\S.*\S$/s);
    }
  });

  it('scores a sentence by its features and their weights alone', async () => {
    const { evidence } = await findIn(
      { ...TOWN, 'short.txt': 'Wages rise. Stonecutters sang songs about wages.' },
      'What did Signe Holm say about the wages of stonecutters?',
    );
    // A sentence of fewer than three words that count says too little to be an answer.
    expect(evidence.sentences.some(({ terms }) => terms.size < 3)).toBe(true);
    for (const { features, score, terms } of evidence.sentences) {
      const names = Object.keys(SENTENCE_WEIGHTS) as (keyof typeof SENTENCE_WEIGHTS)[];
      const sum = names.reduce((total, name) => total + SENTENCE_WEIGHTS[name] * features[name], 0);
      expect(score).toBeCloseTo(sum - (terms.size < 3 ? 1 : 0), 9);
      for (const name of names) {
        expect(features[name], name).toBeGreaterThanOrEqual(0);
        expect(features[name], name).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });
});

describe('the words of a question', () => {
  it('count nearly alike in a corpus of one article, though one is in every sentence', async () => {
    const files = { 'a.txt': 'The kiln is old. The kiln is cold. The kiln is cracked. The kiln has a chimney.' };
    const { evidence } = await findIn(files, 'kiln chimney');
    const [kiln, chimney] = evidence.importance.values();
    expect(kiln).toBeLessThan(chimney);
    expect(kiln).toBeGreaterThan(chimney * 0.7);
  });

  it('count for less where they only make a question', async () => {
    const { evidence } = await findIn(TOWN, 'What kind of submarine?');
    const [kind, submarine] = evidence.importance.values();
    expect(kind).toBeLessThan(submarine / 2);
  });
});

describe('near-duplicates', () => {
  it('are found once, by the better one', async () => {
    const files = {
      'a.txt': `${BRIDGE} Boats turned back.`,
      'b.txt': `${BRIDGE.replace('crane', 'runaway crane')} Cars queued for hours.`,
      'c.txt': `${BRIDGE} Cyclists complained loudly.`,
    };
    const { evidence } = await findIn(files, 'Why was the harbour bridge closed by a runaway crane?');
    const closings = textsOf(evidence).filter((text) => text.startsWith('The harbour bridge'));
    expect(closings).toEqual([BRIDGE.replace('crane', 'runaway crane')]);
  });

  it('with equal text under two ids count as the one with the smaller id', async () => {
    const files = { 'b.txt': BRIDGE, 'a.txt': BRIDGE, 'c.txt': 'Bread costs more.' };
    const { evidence } = await findIn(files, 'Why was the harbour bridge closed?');
    expect(textsOf(evidence)).toEqual([BRIDGE]);
    expect(evidence.sentences[0].article.meta.id).toBe('a.txt');
    expect(evidence.articles.map(({ meta }) => meta.id)).toEqual(['a.txt', 'b.txt']);
  });

  it('leave room for what is different', () => {
    const sentence = (score: number, ...terms: string[]) => ({ score, terms: new Set(terms), article: {} }) as never;
    const first = sentence(5, 'a', 'b', 'c', 'd', 'e', 'f');
    const nearly = sentence(4, 'a', 'b', 'c', 'd', 'e', 'f', 'g');
    const other = sentence(3, 'a', 'b', 'c', 'd');
    const last = sentence(2, 'x');
    expect(withoutDuplicates([first, nearly, other, last], 8)).toEqual([first, other, last]);
    expect(withoutDuplicates([first, nearly, other, last], 2)).toEqual([first, other]);
  });

  it('are measured by the share of terms in common', () => {
    const set = (text: string) => new Set(text);
    expect(similarity(set('abc'), set('abc'))).toBe(1);
    expect(similarity(set('abc'), set('bcd'))).toBe(0.5);
    expect(similarity(set('abc'), set('xyz'))).toBe(0);
    expect(similarity(set(''), set('abc'))).toBe(0);
    expect(similarity(set(''), set(''))).toBe(1);
  });
});

describe('a feature', () => {
  /** The features of the one sentence that matches, for a question about this body. */
  async function featuresOf(question: string, text: RegExp, files: Record<string, string> = TOWN) {
    const { evidence } = await findIn(files, question);
    const sentence = evidence.sentences.find(({ article, start, end }) => text.test(article.body.slice(start, end)));
    return sentence!.features;
  }

  it('tells that a sentence holds the kind of thing that is asked for', async () => {
    expect(await featuresOf('How many crowns for the dam repair?', /3 million/)).toMatchObject({ candidate: 1 });
    expect(await featuresOf('How many crowns for the dam repair?', /tight again/)).toMatchObject({ candidate: 0 });
  });

  it('tells what the neighbours and the title add', async () => {
    const wages = await featuresOf('hearing stonecutters council', /rise by a tenth/);
    expect(wages.previousAdds).toBeGreaterThan(0);
    expect(wages.nextAdds).toBeGreaterThan(0);
    expect(wages.titleAdds).toBeGreaterThan(0);
    expect(wages.coverage + wages.previousAdds + wages.nextAdds).toBeCloseTo(wages.articleCoverage, 5);
    expect((await featuresOf('wages stonecutters', /rise by a tenth/)).nextAdds).toBe(0);
  });

  it('tells words in the very form of the question from others', async () => {
    expect(await featuresOf('lorries on roads', /lorries/)).toMatchObject({ exactForms: 0.5 });
    expect(await featuresOf('lorries on the road', /lorries/)).toMatchObject({ exactForms: 1 });
  });

  it('tells neighbours that are neighbours in the question', async () => {
    expect(await featuresOf('narrow road', /lorries/)).toMatchObject({ phrases: 1 });
    expect(await featuresOf('road narrow', /lorries/)).toMatchObject({ phrases: 0 });
  });

  it('tells whether the one who is asked about speaks', async () => {
    const question = 'What did Signe Holm say about the wages?';
    expect(await featuresOf(question, /rise by a tenth/)).toMatchObject({ speaker: 1 });
    expect(await featuresOf(question, /opened the hearing/)).toMatchObject({ speaker: 0 });
    expect(await featuresOf('the wages', /rise by a tenth/)).toMatchObject({ speaker: 0 });
  });

  it('counts a role for little beside a name', async () => {
    const files = {
      'a.txt':
        'Health minister Ada Berg said that beds were short. Finance minister Olof Rude said that beds cost more.',
    };
    const question = 'What did the minister Berg say about beds?';
    expect(await featuresOf(question, /Ada Berg/, files)).toMatchObject({ speaker: 1 });
    expect((await featuresOf(question, /Olof Rude/, files)).speaker).toBeCloseTo(0.2 / 1.2, 5);
  });

  it('of coverage is 1 where a sentence holds the whole question', async () => {
    const features = await featuresOf('sixty jobs stonecutters', /sixty jobs/);
    expect(features).toMatchObject({ relativeCoverage: 1, relativeWords: 1, article: 1 });
    expect(features.coverage).toBeCloseTo(1, 5);
  });
});
