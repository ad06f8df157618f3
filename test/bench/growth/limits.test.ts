/**
 * Work that grows as it shouldn't, at five times what is aimed at: with ten times the text a search is to take at most four
 * times as long. Where work can be counted it is counted; CPU is compared only between two indexes in one process, each
 * question at its quickest of several rounds, so that what else the machine does tells little.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askInTurns, type Contender } from '../../../src/bench/ask-in-turns.js';
import { makeFootnote, passagesOf, searchContender, TOP } from '../../../src/bench/footnote.js';
import { writeCorpora } from '../../../src/bench/growth/write-corpora.js';
import { askPeer, makePeers } from '../../../src/bench/make-peers.js';
import { sqliteFts5 } from '../../../src/bench/peers/sqlite-fts5.js';
import type { BenchQuestion } from '../../../src/bench/questions.js';
import type { App } from '../../../src/compose.js';
import { ask } from '../../../src/flows/ask.js';
import { createSearch } from '../../../src/flows/search.js';
import { countWork } from '../../support/counting-index.js';
import { makeFolder } from '../../support/run-footnote.js';

/** The smaller has more than 32 articles: one with fewer measures no noise floor, which is a quarter of an index's work. */
const SIZES = [350, 3_500];
const AIM = 4;
const LENIENCE = 5;
const ROUNDS = 3;
/** Bodies that one question reads, whatever the index holds: twice what it takes to rank the ten best and to show them. */
const MOST_BODIES = 40;

const pause = async () => {};
let made: Awaited<ReturnType<typeof makeSizes>>;

async function makeSizes() {
  const folder = makeFolder();
  const corpora = { sizes: SIZES, seed: 1, questions: 8, pause, onPassages: () => {} };
  const { files, questions } = await writeCorpora(folder, corpora);
  const apps: App[] = [];
  const indexCpuMs: number[] = [];
  const fts5: { contender: Contender; close: () => void }[] = [];
  // The first warms the code up.
  for (const [i, file] of [files[0], ...files].entries()) {
    const { app, made } = await makeFootnote(file, join(folder, `${i}`), {});
    if (i === 0) {
      await app.close();
      continue;
    }
    apps.push(app);
    indexCpuMs.push(made.cpuMs);
    const peers = { pause, onPeer: () => {}, ask: askPeer };
    const [{ contender, index }] = (
      await makePeers([sqliteFts5], await passagesOf(app.index), join(folder, `fts5-${i}`), peers)
    ).made;
    fts5.push({ contender, close: () => index.close() });
  }
  return { apps, questions, indexCpuMs, fts5 };
}

beforeAll(async () => {
  made = await makeSizes();
});
afterAll(async () => {
  for (const { close } of made.fts5) close();
  for (const app of made.apps) await app.close();
});

/** What all questions cost each contender, each question at its quickest. */
async function quickest(contenders: Contender[], questions: BenchQuestion[]): Promise<number[]> {
  const { asked } = await askInTurns(contenders, questions, { rounds: ROUNDS, warmUp: questions.length, pause });
  return contenders.map((contender) => {
    const { cpuMs } = asked.get(contender)!;
    const ofQuestion = (i: number) => Math.min(...cpuMs.filter((_, place) => place % questions.length === i));
    return questions.reduce((sum, _, i) => sum + ofQuestion(i), 0);
  });
}

/** How many bodies a question reads at most, and how many postings all of them look at. */
async function countedIn(app: App, askOne: (index: App['index'], question: string) => Promise<unknown>) {
  const { index, work } = countWork(app.index);
  let mostBodies = 0;
  for (const { text } of made.questions) {
    const before = work.bodies;
    await askOne(index, text);
    mostBodies = Math.max(mostBodies, work.bodies - before);
  }
  return { mostBodies, postings: work.postings };
}

describe('with ten times the text', () => {
  it.each<[string, Parameters<typeof countedIn>[1]]>([
    ['a search', (index, question) => createSearch({ index })({ question }, { top: TOP })],
    ['a whole answer', (index, question) => ask({ index }, { question })],
  ])('%s reads no more articles than it may over any index, and not many times the postings', async (_, askOne) => {
    const [small, large] = [await countedIn(made.apps[0], askOne), await countedIn(made.apps[1], askOne)];
    expect(small.postings).toBeGreaterThan(0);
    expect(large.mostBodies).toBeGreaterThan(0);
    expect(large.mostBodies).toBeLessThanOrEqual(MOST_BODIES);
    expect(large.postings / small.postings).toBeLessThanOrEqual(AIM * LENIENCE);
  });

  it('a search and an index don’t take as many times the CPU, and a search loses little to FTS5', async () => {
    const { apps, questions, fts5, indexCpuMs } = made;
    const contenders = [...apps.map(searchContender), ...fts5.map(({ contender }) => contender)];
    const [search, searchOfLarge, peer, peerOfLarge] = await quickest(contenders, questions);
    expect(searchOfLarge / search).toBeLessThanOrEqual(AIM * LENIENCE);
    expect(searchOfLarge / search / (peerOfLarge / peer)).toBeLessThanOrEqual(LENIENCE);
    expect(indexCpuMs[1] / indexCpuMs[0]).toBeLessThanOrEqual(10 * LENIENCE);
  });
});
