import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareVectors } from '../../src/bench/compare-vectors.js';
import { makeOwnVectors } from '../../src/bench/own-vectors.js';
import type { VectorPeer } from '../../src/bench/peer.js';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';
import { makeFolder } from '../support/run-footnote.js';

const PASSAGES = Array.from({ length: 40 }, (_, i) => ({
  article: `harbour-${i % 20}`,
  title: `Harbour number${i % 20} opens`,
  text: `Keeper name${i} painted ${i} steps of lighthouse place${i}.`,
}));
const QUESTIONS = [
  { text: 'Who painted the steps of lighthouse place7?', articles: ['harbour-7'] },
  { text: 'What did keeper name32 paint?', articles: ['harbour-12'] },
];

/** A peer that always finds the same passages. */
function makePeer(found: number[] | Error) {
  const seen = { isClosed: false };
  const peer: VectorPeer = {
    name: 'fixed',
    load: async () => async () => ({
      nearest: () => {
        if (found instanceof Error) throw found;
        return found;
      },
      close: () => {
        seen.isClosed = true;
      },
    }),
  };
  return { peer, seen };
}

const compare = (peers: VectorPeer[], leastForGraph?: number) =>
  compareVectors(PASSAGES, QUESTIONS, {
    rounds: 1,
    peers,
    folder: join(makeFolder(), 'peers'),
    pause: async () => {},
    leastForGraph,
    onPeer: () => {},
    onQuestion: () => {},
  });

describe('searches by vectors side by side', () => {
  it('names Footnote’s own first, with its graph and by comparing every one where there is a graph', async () => {
    const { report } = await compare([], 1);
    expect(report.contenders.map(({ name }) => name)).toEqual(['Footnote, graph', 'Footnote, exact scan']);
    expect(report.contenders).toMatchObject([
      { ratio: 1, index: { ratio: 1 }, found: 1, recall: 1 },
      { index: undefined, found: 1, recall: 1 },
    ]);
    expect((await compare([])).report.contenders).toMatchObject([
      { name: 'Footnote, exact scan', found: 1, recall: 1 },
    ]);
  });

  it('counts what a peer misses of the truly nearest, and closes it', async () => {
    const embedder = createOfflineEmbedder();
    const own = await makeOwnVectors(
      await embedder.embedDocuments(PASSAGES.map(({ title, text }) => `${title}\n${text}`)),
    );
    const nearest = own.scan(await embedder.embedQuery(QUESTIONS[0].text), 10);
    // All of the first question's, in one case twice: what is found twice counts once.
    const { peer, seen } = makePeer([...nearest.slice(0, 9), nearest[0]]);
    const { report } = await compare([peer]);
    const secondNearest = own.scan(await embedder.embedQuery(QUESTIONS[1].text), 10);
    const common = secondNearest.filter((passage) => nearest.slice(0, 9).includes(passage)).length;
    expect(report.contenders[1]).toMatchObject({ name: 'fixed', recall: (0.9 + common / 10) / 2 });
    expect(seen.isClosed).toBe(true);
  });

  it('leaves out a peer that fails with its reason', async () => {
    const { peer } = makePeer(new Error('out of memory'));
    const { report, leftOut } = await compare([peer]);
    expect(leftOut).toEqual([{ name: 'fixed', reason: 'out of memory' }]);
    expect(report.contenders).toHaveLength(1);
  });
});
