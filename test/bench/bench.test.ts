import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bench } from '../../src/bench/bench.js';
import type { GivenPassage, Peer } from '../../src/bench/peer.js';
import { inTemporaryFolder } from '../../src/bench/temporary-folder.js';
import { CORPUS, PLAIN } from '../support/articles.js';
import { makeFolder } from '../support/run-footnote.js';

/** A peer that keeps what it was given. */
function makePeer(name: string, fault?: { inBuild?: Error; inSearch?: Error; inLoad?: Error }) {
  const seen = { passages: [] as GivenPassage[], folder: '', isClosed: false };
  const peer: Peer = {
    name,
    load: async () => {
      if (fault?.inLoad) throw fault.inLoad;
      return async (passages, folder) => {
        Object.assign(seen, { passages, folder });
        expect(readdirSync(folder)).toEqual([]);
        if (fault?.inBuild) throw fault.inBuild;
        return {
          search: () => {
            if (fault?.inSearch) throw fault.inSearch;
            return ['ferry.md'];
          },
          close: () => {
            seen.isClosed = true;
          },
        };
      };
    },
  };
  return { peer, seen };
}

const corpusDir = () => join(makeFolder(CORPUS), 'corpus');

describe('bench', () => {
  it('gives every peer the passages that Footnote searches, and closes it in the end', async () => {
    const { peer, seen } = makePeer('keeper');
    const report = await bench({ corpusDir: corpusDir(), rounds: 1, peers: [peer] });
    expect(report).toMatchObject({ articles: 3, passages: 3, questions: 3, known: 3, leftOut: [] });
    expect(seen.passages.map(({ article }) => article).sort()).toEqual(['ferry.md', 'food/bakery.md', 'library.txt']);
    expect(seen.passages.find(({ article }) => article === 'library.txt')!.text).toBe(PLAIN.trim());
    expect(seen.isClosed).toBe(true);
    expect(existsSync(seen.folder)).toBe(false);
    expect(report.contenders.map(({ name }) => name)).toEqual(['Footnote, search', 'Footnote, whole answer', 'keeper']);
    expect(report.contenders[0]).toMatchObject({ ratio: 1, index: { ratio: 1 }, found: 1 });
    expect(report.contenders[2]).toMatchObject({ found: 1 / 3 });
    expect(report.contenders[2].index!.bytes).toBeUndefined();
  });

  it('leaves out a peer that is missing, can’t be made or fails when asked, each with its reason', async () => {
    const peers = [
      makePeer('missing', { inLoad: new Error('not installed') }).peer,
      makePeer('clumsy', { inBuild: new Error('disk full') }).peer,
      makePeer('weak', { inSearch: new Error('syntax error') }).peer,
      makePeer('sound').peer,
    ];
    const report = await bench({ corpusDir: corpusDir(), rounds: 1, peers });
    expect(report.leftOut).toEqual([
      { name: 'missing', reason: 'not installed' },
      { name: 'clumsy', reason: 'disk full' },
      { name: 'weak', reason: 'syntax error' },
    ]);
    expect(report.contenders.map(({ name }) => name)).toContain('sound');
    expect(report.contenders.map(({ name }) => name)).not.toContain('weak');
  });

  it('asks no more of its own questions than wanted, the first ones', async () => {
    const own = ['ramp', 'bread', 'library'].map((question) => ({
      question,
      kind: 'all',
      unanswerable: false,
      article: question === 'bread' ? ['food/bakery.md'] : undefined,
    }));
    const report = await bench({ corpusDir: corpusDir(), rounds: 1, peers: [], own, most: 2 });
    expect(report).toMatchObject({ questions: 2, known: 1 });
    expect(report.contenders[0].found).toBe(1);
  });

  it('takes an interruption for no fault of the peer that was at work', async () => {
    const interruption = new AbortController();
    const { peer, seen } = makePeer('slow', { inBuild: new Error('interrupted') });
    const run = bench({
      corpusDir: corpusDir(),
      rounds: 1,
      peers: [peer],
      signal: interruption.signal,
      onProgress: ({ phase }) => phase === 'peers' && setImmediate(() => interruption.abort(new Error('Ctrl-C'))),
    });
    await expect(run).rejects.toThrow('Ctrl-C');
    expect(seen.folder === '' || !existsSync(seen.folder)).toBe(true);
  });
});

describe('a temporary folder', () => {
  it('is gone however the work in it ends', async () => {
    let folder = '';
    const remember = async (path: string) => void (folder = path);
    await inTemporaryFolder(remember);
    expect(existsSync(folder)).toBe(false);
    const fail = async (path: string) => {
      await remember(path);
      throw new Error('failed');
    };
    await expect(inTemporaryFolder(fail)).rejects.toThrow('failed');
    expect(existsSync(folder)).toBe(false);
  });
});
