import { describe, expect, it } from 'vitest';
import { composeExtractive } from '../../src/answering/compose-extractive.js';
import { verifyDraft } from '../../src/answering/verify.js';
import type { Question } from '../../src/query/query.js';
import { findIn, quotesOf } from '../support/find-in.js';
import { TOWN } from '../support/town.js';

async function compose(question: string | Question, files: Record<string, string> = TOWN) {
  const { query, evidence } = await findIn(files, question);
  const { draft, leftOut } = composeExtractive(query, evidence);
  const articles = new Map(evidence.articles.map((article) => [article.meta.id, article]));
  return { ...draft, draft, leftOut, evidence, verified: verifyDraft(draft, (id) => articles.get(id)) };
}

const article = (publishedAt: string, body: string) =>
  `---\ntitle: A title\npublished_at: ${publishedAt}\n---\n${body}\n`;

describe('a draft has', () => {
  it.each([
    ['When did the quarry open again?', /opened again on Thursday/],
    ['How many jobs did the owner promise?', /sixty jobs/],
    ['What did the repair of the dam cost?', /3 million crowns/],
    ['Where was the family of otters carried?', /to the lake/],
    ['Who promised sixty jobs for stonecutters?', /Signe Holm/],
  ])('one sentence for the fact asked for in "%s"', async (question, answer) => {
    const { sentences, citations } = await compose(question);
    expect(sentences).toHaveLength(1);
    expect(citations).toHaveLength(1);
    expect(sentences[0].text).toMatch(answer);
  });

  it('several sentences for an open question, at most five, though more fit as well', async () => {
    const { sentences, leftOut, evidence } = await compose('quarry');
    expect(evidence.sentences.length).toBeGreaterThan(5);
    expect(sentences).toHaveLength(5);
    expect([...leftOut.values()]).toContain('enough');
  });

  it('no dateline before its first sentence', async () => {
    const { sentences, citations } = await compose('What broke in two?', {
      'quay.txt': 'LINDVIK, Norr. (AP) — The quay of Skarholm broke in two on Monday. Nobody was hurt.',
    });
    expect(sentences[0].text).toBe('The quay of Skarholm broke in two on Monday.');
    expect(citations[0]).toMatchObject({ quote: sentences[0].text, start: 'LINDVIK, Norr. (AP) — '.length });
    const manual = { 'boat.txt': 'The boat has settings of its own. PORT – the harbour that the boat is to wait in.' };
    expect((await compose('What is the PORT of the boat?', manual)).sentences[0].text).toMatch(/^PORT – /);
  });

  it.each([
    [
      '“I told the council what I knew of the boiler. It was not true. I am sorry,” Nora Dahl said. The quay was empty.',
    ],
    [
      '"I told the council what I knew of the boiler. It was not true. I am sorry," Nora Dahl said. The quay was empty.',
    ],
    ['The quay was empty. “It was not true what I told the council of the boiler. I am sorry,” Nora Dahl said.'],
  ])('a quotation as a whole: %s', async (body) => {
    const [first] = (await compose('What did Nora Dahl tell the council about the boiler?', { 'boiler.txt': body }))
      .sentences;
    expect(first.text).toMatch(/^["“].*not true.*sorry,["”] Nora Dahl said\.$/);
  });

  it('no more of a quotation than a quote may hold, nor what stands in another paragraph', async () => {
    const long = `“The boiler of the quay broke. ${'We saw it and we heard it and we ran away from it. '.repeat(8)}Nobody was hurt,” Nora Dahl said.`;
    expect((await compose('Which boiler broke?', { 'long.txt': long })).sentences[0].text).toBe(
      '“The boiler of the quay broke.',
    );
    const open = '“The boiler of the quay broke.\n\nThe ferry sailed. “Nobody was hurt,” Nora Dahl said.';
    expect((await compose('Which boiler broke?', { 'open.txt': open })).sentences[0].text).not.toContain('ferry');
  });

  it('nothing where nothing was found', async () => {
    expect((await compose('zeppelin')).draft).toEqual({ sentences: [], citations: [] });
  });

  it('the best sentence first among its citations', async () => {
    const { citations, evidence } = await compose('What happened to the dam at Elva?');
    const [{ article: best, start, end }] = evidence.sentences;
    expect(citations[0]).toMatchObject({ articleId: best.meta.id, start, end });
  });

  it('a reason for each sentence that was found and is not in it', async () => {
    const { evidence, leftOut, sentences } = await compose('When did the quarry open again?');
    expect(evidence.sentences.length).toBe(sentences.length + leftOut.size);
    expect(new Set(leftOut.values())).toEqual(new Set(['weaker']));
  });
});

describe('sentences of a draft', () => {
  it('come from an article on the one who is named, whatever else others tell in the same words', async () => {
    const files = {
      'mine.txt': 'Regulators in Norrvik closed Skarholm on Friday, and the county took it over for a while.',
      'ferry.txt': 'Ada Berg bought the ferry of her town on Friday, and a pier.',
      'mill.txt': 'Olaf Lind bought the mill on Friday from the county, which had closed it.',
      ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.txt`, `Parcel ${i} waits on shelf ${i}.`])),
    };
    const { citations, leftOut } = await compose('Who bought Skarholm?', files);
    expect(citations.map(({ articleId }) => articleId)).toEqual(['mine.txt']);
    expect([...leftOut.keys()].map((sentence) => sentence.article.meta.id)).toContain('ferry.txt');
  });

  it.each([
    ['Tell me about the dam', 2],
    ['Tell me about the quarry', 1],
  ])('begin with the best one; the rest of its article follows in its order, then the others’: %s', async (question, articles) => {
    const { sentences, citations, evidence } = await compose(question);
    const places = sentences.map(({ citations: [place] }) => citations[place]);
    const [first, ...others] = places;
    const [best] = evidence.sentences;
    expect(first).toMatchObject({ articleId: best.article.meta.id, start: best.start, end: best.end });
    const ids = [...new Set(places.map(({ articleId }) => articleId))];
    expect(ids).toHaveLength(articles);
    const inOrder = [...others].sort(
      (a, b) => ids.indexOf(a.articleId) - ids.indexOf(b.articleId) || a.start - b.start,
    );
    expect(others).toEqual(inOrder);
  });

  it('cite in the order in which they are read', async () => {
    for (const question of ['Tell me about the dam at Elva', 'What did Signe Holm say about wages?', 'quarry']) {
      const { sentences, citations } = await compose(question);
      const used = [...new Set(sentences.flatMap(({ citations: places }) => places))];
      expect(used).toEqual(citations.map((_, place) => place));
    }
  });

  it('have no date before them: it stands with their source', async () => {
    const { sentences, citations } = await compose('Tell me about the dam at Elva');
    for (const {
      text,
      citations: [place],
    } of sentences)
      expect(text).toBe(citations[place].quote);
    expect(new Set(citations.map(({ publishedAt }) => publishedAt))).toEqual(new Set(['2023-01-10', '2023-02-20']));
  });

  it('are led by the speaker where they begin with "She", with the sentence that names her as support', async () => {
    const { sentences, citations } = await compose('Did the wages of stonecutters rise?');
    expect(sentences).toEqual([
      {
        text: 'Signe Holm: She said that the wages of stonecutters would rise by a tenth.',
        citations: [0, 1],
      },
    ]);
    expect(citations[1].quote).toBe('Signe Holm opened the hearing on Thursday.');
  });

  it('are led by the speaker where a quotation goes on', async () => {
    const files = {
      'a.txt': `Olof Krans said: “The kiln is cold. ${'We wait and we wait and we wait for it. '.repeat(10)}The next plates come out in August.” Nobody asked why.`,
    };
    const { sentences } = await compose('When do the next plates come out?', files);
    expect(sentences.map(({ text }) => text)).toEqual(['Olof Krans: The next plates come out in August.”']);
    const whole = {
      'a.txt': 'Olof Krans said: “The kiln is cold. The next plates come out in August.” Nobody asked why.',
    };
    expect((await compose('When do the next plates come out?', whole)).sentences[0].text).toBe(
      'Olof Krans said: “The kiln is cold. The next plates come out in August.”',
    );
  });

  it('are not led by a speaker whom they name themselves', async () => {
    const files = { 'a.md': article('2024-05-02', 'Ada Berg said that the ferry was safe. It sailed at noon.') };
    const { sentences } = await compose('Who said that the ferry was safe?', files);
    expect(sentences.map(({ text }) => text)).toEqual(['Ada Berg said that the ferry was safe.']);
  });

  it('are led by a speaker once, where the next one goes on', async () => {
    const files = {
      'a.txt':
        'Ada Berg opened the hearing on the ferry. She said that the ferry leaked. She said that the ferry would be sold.',
    };
    const { sentences } = await compose('What did Ada Berg say about the ferry?', files);
    const said = sentences.map(({ text }) => text).filter((text) => /She said/.test(text));
    expect(said).toHaveLength(2);
    expect(said.filter((text) => text.startsWith('Ada Berg: '))).toHaveLength(1);
  });

  it('stand together with the one before where it is unknown what "It" is', async () => {
    const files = {
      'bear.md': article('2024-09-03', 'A bear walked into the school on Monday. It ate eleven loaves. Pupils fled.'),
      'other.txt': 'Bread is baked by two sisters.',
    };
    const { sentences } = await compose('Who ate eleven loaves?', files);
    expect(sentences.map(({ text }) => text)).toEqual([
      'A bear walked into the school on Monday. It ate eleven loaves.',
    ]);
  });

  it('are left out where they point at what can’t be told with them, unless one answers', async () => {
    const long = `A bear ${'walked and '.repeat(40)}slept.`;
    const files = { 'bear.txt': `${long} It ate eleven loaves in the school. The school at Ost is old.` };
    const { sentences } = await compose('Tell me about the school at Ost', files);
    expect(sentences[0].text).toBe('The school at Ost is old.');
    expect(
      sentences
        .map(({ text }) => text)
        .slice(1)
        .join(' '),
    ).not.toContain('It ate');
    const { sentences: asked } = await compose('Who ate eleven loaves?', files);
    expect(asked[0].text).toBe('It ate eleven loaves in the school.');
  });

  it('leave out what others said where it is asked what one person said', async () => {
    const files = {
      'a.txt': 'Ada Berg said that the ferry was safe. Olof Krans said that the ferry was a wreck. The ferry sailed.',
    };
    const { draft, leftOut } = await compose('What did Ada Berg say about the ferry?', files);
    expect(quotesOf(draft)).toEqual(['Ada Berg said that the ferry was safe.']);
    expect([...leftOut.values()]).toContain('other-speaker');
  });

  it('do not repeat what another one says in nearly the same words', async () => {
    const first = 'The clock of the town hall stopped at noon on Friday when lightning struck the copper roof.';
    const second = 'The clock of the town hall stopped at noon when lightning struck its roof, the mayor wrote.';
    const files = { 'a.txt': `${first} A smith climbed up.`, 'b.txt': `${second} Pigeons left the tower.` };
    const { draft, leftOut } = await compose('What happened to the clock of the town hall?', files);
    expect(quotesOf(draft).filter((quote) => quote.startsWith('The clock'))).toHaveLength(1);
    expect([...leftOut.values()]).toContain('repeats');
  });
});

describe('a quote longer than 400 characters', () => {
  const witnesses = 'eleven witnesses spoke of boats and nets and of the storms of winter; '.repeat(7);
  const long = `The committee met in the old hall by the river; ${witnesses}the lighthouse keeper asked for a stronger lamp, which nobody opposed; and then all went home.`;

  it('is cut at the end of a clause, around what was asked for', async () => {
    const files = { 'a.txt': `It rained. ${long}`, 'b.txt': 'Bread costs more.' };
    const { citations, verified } = await compose('What did the lighthouse keeper ask for?', files);
    const [{ quote, start, end }] = citations;
    expect(quote.length).toBeLessThanOrEqual(400);
    expect(quote.length).toBeGreaterThan(300);
    expect(quote).toContain('the lighthouse keeper asked for a stronger lamp');
    const body = files['a.txt'];
    expect(body.slice(start - 2, start)).toBe('; ');
    expect(body.slice(end)).toMatch(/^(; |, which|$)/);
    expect(verified.dropped).toEqual([]);
  });

  it('is cut around the name where it names who speaks elsewhere', async () => {
    const naming = `After ${'a supper of herring and potatoes, and '.repeat(11)}a song, the warden Karin Blom said the organ was sold.`;
    const files = {
      'a.txt': `${naming} She said that the choir would move to Ulm in the autumn.`,
      'b.txt': 'Bread costs.',
    };
    const { sentences, citations, verified } = await compose('Where will the choir move?', files);
    const said = sentences.find(({ text }) => text.includes('Ulm'))!;
    expect(said.text).toMatch(/^Karin Blom: She said/);
    const support = citations[said.citations[1]];
    expect(support.quote).toContain('Karin Blom');
    expect(support.quote.length).toBeLessThanOrEqual(400);
    expect(verified.dropped).toEqual([]);
  });
});

describe('every draft', () => {
  it.each([
    'What happened to the dam at Elva?',
    'What did Signe Holm say about wages?',
    'quarry',
    'Why do lorries crowd the road?',
    'the circus and the elephant and the dam and the otters',
    'Did the council listen?',
  ])('passes verification whole: %s', async (question) => {
    const { draft, verified } = await compose(question);
    expect(draft.sentences.length).toBeGreaterThan(0);
    expect(draft.sentences.length).toBeLessThanOrEqual(5);
    expect(verified).toEqual({ ...draft, dropped: [] });
  });
});
