import { describe, expect, it } from 'vitest';
import { clusterStories } from '../../src/summarizing/cluster-stories.js';
import { read } from './read.js';

const DAM =
  'The dam at Elva began to leak after the storm on Monday night. Water flooded two farms below the dam before dawn.';
const DAM_TOO =
  'Two farms were flooded on Tuesday as the dam at Elva leaks since the storm. Crews poured concrete into the dam all day.';
const QUARRY =
  'The quarry at Norrvik opened again on Thursday after nine winters of silence. Otters were carried to the lake.';
const BREAD = 'A bakery in Ost has won the national prize for rye bread. The jury praised the crust.';

const article = (id: string, publishedAt: string | undefined, title: string, body: string) =>
  read(body, { id, title, publishedAt });
const idsOf = (articles: ReturnType<typeof read>[]) =>
  clusterStories(articles, () => 1).map((story) => story.articles.map(({ meta }) => meta.id));

const BREAD_PRIZE = article('bread', '2023-01-12', 'Prize for rye bread', BREAD);
const ARTICLES = [
  BREAD_PRIZE,
  article('dam-2', '2023-01-11', 'Elva dam leaks, farms flooded', DAM_TOO),
  article('quarry', '2023-01-10', 'Quarry opens', QUARRY),
  article('dam-1', '2023-01-10', 'Dam at Elva leaks', DAM),
];

describe('stories', () => {
  it('gather reports of one event, the most covered first, the others newest first', () => {
    expect(idsOf(ARTICLES)).toEqual([['dam-1', 'dam-2'], ['bread'], ['quarry']]);
  });

  it('are the same whatever the order of the articles', () => {
    expect(idsOf([...ARTICLES].reverse())).toEqual(idsOf(ARTICLES));
  });

  it('hold every article exactly once', () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      article(`x${i}`, '2023-01-10', `Story ${i % 7}`, [DAM, QUARRY, BREAD][i % 3]),
    );
    const ids = idsOf(many).flat();
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
  });

  it('do not reach over weeks', () => {
    expect(
      idsOf([article('then', '2023-01-10', 'Dam leaks', DAM), article('now', '2023-03-01', 'Dam leaks', DAM)]),
    ).toHaveLength(2);
  });

  it.each([
    ['5 things to know on Tuesday: dam at Elva', DAM],
    ['Dam at Elva, rye bread and an owl. It’s Tuesday’s news.', DAM],
    ['Dam at Elva, rye bread, quarry at Norrvik', DAM],
    ['Dam at Elva leaks', `On the 5 Things podcast today: ${DAM}`],
  ])('take no round-up in, which tells of many: %s', (title, body) => {
    expect(idsOf([...ARTICLES, article('daily', '2023-01-10', title, body)])).toContainEqual(['daily']);
  });

  it('that are told for themselves stand before round-ups, however new those are', () => {
    const roundUp = article('daily', '2023-01-13', '5 things to know on Friday', DAM);
    expect(idsOf([BREAD_PRIZE, roundUp])).toEqual([['bread'], ['daily']]);
  });

  it('gather what an article comes back to, though its beginning goes another way', () => {
    const weir = (id: string, body: string) => article(id, '2023-01-10', 'Known', body);
    const one = 'Fog hid a church tower. The weir cracked open. Nobody sleeps near the weir. Engineers watch the weir.';
    const two = 'Storms rose at Vest. Cattle stand beside the weir. A mason mends the weir. Divers love the weir.';
    const mill = 'Snow fell at Ost. Horses pull carts past the mill. A smith paints the mill. Pigeons love the mill.';
    expect(idsOf([weir('one', one), weir('two', two), weir('mill', mill)])).toEqual([['one', 'two'], ['mill']]);
  });

  it('gather copies of articles without a date', () => {
    expect(idsOf([article('one', undefined, 'Dam', DAM), article('two', undefined, 'Dam', DAM)])).toEqual([
      ['one', 'two'],
    ]);
  });

  it('of nothing are none', () => {
    expect(clusterStories([], () => 1)).toEqual([]);
  });
});
