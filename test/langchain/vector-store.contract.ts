/**
 * What a vector store promises to chains, as a table: a row is a promise and the steps that test it. Rows that LangChain's own
 * in-memory store can't keep name the reason, and run on ours alone.
 */
import { Document } from '@langchain/core/documents';
import { index } from '@langchain/core/indexing';
import type { VectorStore } from '@langchain/core/vectorstores';
import { expect } from 'vitest';
import fc from '../support/fast-check.js';
import { hostileText } from '../support/hostile-text.js';
import { MemoryRecordManager } from './memory-record-manager.js';

export interface StoreUnderTest {
  store: VectorStore;
  /** Closes the store and opens what is left of it; undefined where nothing outlives the process. */
  reopen?: () => Promise<VectorStore>;
  fromTexts: (texts: string[], metadatas: object[] | object) => Promise<VectorStore>;
}

export interface ContractRow {
  promise: string;
  /** Why LangChain's in-memory store doesn't keep it. */
  notInMemory?: string;
  steps: (given: StoreUnderTest) => Promise<void>;
}

const FERRY = 'The ferry to Lindvik does not sail because its engine broke.';
const BREAD = 'Marta Falk won the prize for the best rye bread of the coast.';
const DAM = 'The dam at Elva leaked after the storm, and two farms were flooded.';

const doc = (pageContent: string, metadata: Record<string, unknown> = {}, id?: string) =>
  new Document({ pageContent, metadata, ...(id !== undefined && { id }) });
const THREE = [doc(FERRY, { n: 1, kind: 'sea' }), doc(BREAD, { n: 2, kind: 'food' }), doc(DAM, { n: 3, kind: 'sea' })];
const textsOf = (documents: { pageContent: string }[]) => documents.map(({ pageContent }) => pageContent);
const all = (store: VectorStore) => store.similaritySearch('anything', 1_000);
const allTexts = async (store: VectorStore) => textsOf(await all(store)).sort();
const NO_IDS = 'it takes no ids';
const NO_DELETE = 'it deletes nothing';

export const CONTRACT: ContractRow[] = [
  {
    promise: 'gives nothing from an empty store',
    steps: async ({ store }) => {
      expect(await store.similaritySearch('ferry', 4)).toEqual([]);
      expect(await store.similaritySearchWithScore('ferry', 4, () => true)).toEqual([]);
    },
  },
  {
    promise: 'bears an empty list',
    steps: async ({ store }) => {
      await store.addDocuments([]);
      expect(await all(store)).toEqual([]);
    },
  },
  {
    promise: 'gives at most k, and four where none is said',
    steps: async ({ store }) => {
      await store.addDocuments([...THREE, doc('A fourth text.'), doc('A fifth text.')]);
      expect(await store.similaritySearch('ferry', 2)).toHaveLength(2);
      expect(await store.similaritySearch('ferry', 0)).toEqual([]);
      expect(await store.similaritySearch('ferry')).toHaveLength(4);
    },
  },
  {
    promise: 'gives all where k is over the count',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      expect(await store.similaritySearch('ferry', 1_000_000)).toHaveLength(3);
    },
  },
  {
    promise: 'gives the nearest first',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      expect(textsOf(await store.similaritySearch('the prize for rye bread', 1))).toEqual([BREAD]);
      expect(textsOf(await store.similaritySearch('storm at the dam', 1))).toEqual([DAM]);
    },
  },
  {
    promise: 'gives scores that fall, 1 for the very text',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      const scores = (await store.similaritySearchWithScore(FERRY, 3)).map(([, score]) => score);
      expect(scores[0]).toBeCloseTo(1, 5);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores[2]).toBeLessThan(0.5);
    },
  },
  {
    promise: 'filters by a function of the document',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      const found = await store.similaritySearch(BREAD, 3, (one: Document) => one.pageContent.includes('ferry'));
      expect(textsOf(found)).toEqual([FERRY]);
      expect(await store.similaritySearch(BREAD, 3, () => false)).toEqual([]);
    },
  },
  {
    promise: 'filters before it counts to k',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      expect(await store.similaritySearch(BREAD, 2, (one: Document) => one.metadata.kind === 'sea')).toHaveLength(2);
    },
  },
  {
    promise: 'filters by values of metadata',
    notInMemory: 'its filter is a function',
    steps: async ({ store }) => {
      await store.addDocuments([...THREE, doc('Nested.', { at: { page: 3, tags: ['a'] } })]);
      expect(await store.similaritySearch(BREAD, 9, { kind: 'sea' })).toHaveLength(2);
      expect(textsOf(await store.similaritySearch(BREAD, 9, { kind: 'sea', n: 3 }))).toEqual([DAM]);
      expect(textsOf(await store.similaritySearch(BREAD, 9, { at: { tags: ['a'], page: 3 } }))).toEqual(['Nested.']);
      expect(await store.similaritySearch(BREAD, 9, { n: '3' })).toEqual([]);
      expect(await store.similaritySearch(BREAD, 9, { toString: 1 })).toEqual([]);
      expect(await store.similaritySearch(BREAD, 9, {})).toHaveLength(4);
    },
  },
  {
    promise: 'keeps nested metadata',
    steps: async ({ store }) => {
      const metadata = {
        source: 'a.pdf',
        loc: { lines: { from: 1, to: 9 } },
        tags: ['x', null, 2.5, true],
        'é "{}"': '\u0000',
      };
      await store.addDocuments([doc(FERRY, metadata)]);
      expect((await all(store))[0].metadata).toEqual(metadata);
    },
  },
  {
    promise: 'keeps braces, line breaks and every other character',
    steps: async ({ store }) => {
      const texts = [
        '{question} {{x}} $y <b>',
        '\r\n two\n\n\tlines \n',
        'Ünïcode 日本語 👩‍👩‍👧 \u202e',
        '\ud800 half',
        'zero \u0000 byte',
      ];
      await store.addDocuments(texts.map((text) => doc(text)));
      expect(await allTexts(store)).toEqual([...texts].sort());
    },
  },
  {
    promise: 'keeps hostile texts as they are',
    steps: async ({ store }) => {
      const texts = fc.sample(hostileText(), 60).map((text, i) => `${i} ${text}`);
      await store.addDocuments(texts.map((text) => doc(text)));
      expect(await allTexts(store)).toEqual([...texts].sort());
    },
  },
  {
    promise: 'gives a very long document whole, and once',
    steps: async ({ store }) => {
      const long = `${Array.from({ length: 4_000 }, (_, i) => `Sentence number ${i} tells of the ferry.`).join(' ')} {end}`;
      await store.addDocuments([doc(long), doc(BREAD)]);
      const found = await store.similaritySearch('ferry sentence', 10);
      expect(textsOf(found)).toEqual([long, BREAD]);
    },
  },
  {
    promise: 'takes equal texts as two documents',
    steps: async ({ store }) => {
      await store.addDocuments([doc(FERRY, { n: 1 }), doc(FERRY, { n: 2 })]);
      expect((await all(store)).map(({ metadata }) => metadata.n).sort()).toEqual([1, 2]);
    },
  },
  {
    promise: 'loses no document without text',
    steps: async ({ store }) => {
      await store.addDocuments([doc('', { n: 1 }), doc(' \n', { n: 2 }), doc(FERRY, { n: 3 })]);
      expect((await all(store)).map(({ metadata }) => metadata.n).sort()).toEqual([1, 2, 3]);
    },
  },
  {
    promise: 'gives back ids in order, and with what is found',
    notInMemory: NO_IDS,
    steps: async ({ store }) => {
      expect(await store.addDocuments(THREE, { ids: ['c', 'a', 'b'] })).toEqual(['c', 'a', 'b']);
      expect((await store.similaritySearch(BREAD, 1))[0].id).toBe('a');
    },
  },
  {
    promise: "takes the document's own id, else makes one",
    notInMemory: NO_IDS,
    steps: async ({ store }) => {
      const ids = (await store.addDocuments([doc(FERRY, {}, 'own'), doc(BREAD)]))!;
      expect(ids[0]).toBe('own');
      expect(ids[1]).toMatch(/^[0-9a-f-]{36}$/);
      expect((await all(store)).map(({ id }) => id).sort()).toEqual([...ids].sort());
    },
  },
  {
    promise: 'puts a new text and new metadata in place of the old ones under the same id',
    notInMemory: NO_IDS,
    steps: async ({ store }) => {
      await store.addDocuments(THREE, { ids: ['1', '2', '3'] });
      await store.addDocuments([doc(DAM, { n: 7 }), doc(BREAD, { n: 8 })], { ids: ['1', '2'] });
      expect(await allTexts(store)).toEqual([BREAD, DAM, DAM].sort());
      expect((await all(store)).map(({ id, metadata }) => [id, metadata.n]).sort()).toEqual([
        ['1', 7],
        ['2', 8],
        ['3', 3],
      ]);
    },
  },
  {
    promise: 'takes the later of two documents with one id in one call',
    notInMemory: NO_IDS,
    steps: async ({ store }) => {
      expect(await store.addDocuments([doc(FERRY), doc(BREAD)], { ids: ['1', '1'] })).toEqual(['1', '1']);
      expect(await allTexts(store)).toEqual([BREAD]);
    },
  },
  {
    promise: 'deletes by id, and bears an id that is not there',
    notInMemory: NO_DELETE,
    steps: async ({ store }) => {
      await store.addDocuments(THREE, { ids: ['1', '2', '3'] });
      await store.delete({ ids: ['2', 'nobody'] });
      await store.delete({ ids: ['nobody'] });
      await store.delete({ ids: [] });
      expect(await allTexts(store)).toEqual([DAM, FERRY].sort());
      await store.delete({ ids: ['1', '3'] });
      expect(await all(store)).toEqual([]);
      await store.addDocuments([doc(BREAD)], { ids: ['2'] });
      expect(await allTexts(store)).toEqual([BREAD]);
    },
  },
  {
    promise: 'deletes by a filter, and nothing where neither ids nor a filter is given',
    notInMemory: NO_DELETE,
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      await expect(store.delete({})).rejects.toThrow('either ids or a filter');
      await expect(store.delete({ filter: {} })).rejects.toThrow('would delete everything');
      await expect(store.delete({ filter: { kind: undefined } })).rejects.toThrow('is undefined');
      await store.delete({ filter: { kind: 'sea' } });
      expect(await allTexts(store)).toEqual([BREAD]);
      await store.delete({ filter: (one: Document) => one.pageContent === BREAD });
      expect(await all(store)).toEqual([]);
    },
  },
  {
    promise: 'takes vectors, and searches by one',
    steps: async ({ store }) => {
      const [ferry, bread] = [vector(1), vector(0, 3)];
      await store.addVectors([ferry, bread], [doc('one', { n: 1 }), doc('two', { n: 2 })]);
      const found = await store.similaritySearchVectorWithScore(vector(0.1, 2), 2);
      expect(found.map(([{ metadata }]) => metadata.n)).toEqual([2, 1]);
      expect(found[0][1]).toBeCloseTo(2 / Math.hypot(0.1, 2), 5);
    },
  },
  {
    promise: 'prefers unlike documents in a search for diversity',
    notInMemory: 'it has no such search',
    steps: async ({ store }) => {
      const twins = ['The ferry is late.', 'The ferry is late again.', 'The ferry is late once more.'];
      await store.addDocuments([...twins, 'A ferry captain bakes bread.'].map((text) => doc(text)));
      expect(textsOf(await store.similaritySearch('the ferry is late', 2))).not.toContain(
        'A ferry captain bakes bread.',
      );
      const search = store.maxMarginalRelevanceSearch!.bind(store);
      const diverse = textsOf(await search('the ferry is late', { k: 2, lambda: 0.3 }, undefined));
      expect(diverse).toEqual([expect.stringMatching(/^The ferry/), 'A ferry captain bakes bread.']);
      const near = textsOf(await search('the ferry is late', { k: 2, lambda: 1 }, undefined));
      expect(near).not.toContain('A ferry captain bakes bread.');
      const few = await search(
        'the ferry is late',
        { k: 9, fetchK: 1, filter: (one: Document) => one.pageContent.startsWith('A') },
        undefined,
      );
      expect(textsOf(few)).toEqual(['A ferry captain bakes bread.']);
      expect(await search('ferry', { k: 2, filter: () => false }, undefined)).toEqual([]);
    },
  },
  {
    promise: 'serves as a retriever with its own k and filter',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      expect(textsOf(await store.asRetriever(1).invoke('rye bread'))).toEqual([BREAD]);
      const retriever = store.asRetriever({ k: 2, filter: (one: Document) => one.metadata.n !== 2 });
      expect(textsOf(await retriever.invoke('rye bread')).sort()).toEqual([DAM, FERRY].sort());
      expect(retriever.tags).toEqual([store._vectorstoreType()]);
    },
  },
  {
    promise: 'serves as a retriever for diversity',
    notInMemory: 'it has no such search',
    steps: async ({ store }) => {
      await store.addDocuments(THREE);
      const retriever = store.asRetriever({ k: 2, searchType: 'mmr', searchKwargs: { fetchK: 3, lambda: 0.5 } });
      expect(textsOf(await retriever.invoke('rye bread'))[0]).toBe(BREAD);
    },
  },
  {
    promise: 'is made from texts, with metadata for each or one for all',
    steps: async ({ fromTexts }) => {
      const each = await fromTexts([FERRY, BREAD], [{ n: 1 }, { n: 2 }]);
      expect((await each.similaritySearch(BREAD, 1))[0].metadata).toEqual({ n: 2 });
      const shared = await fromTexts([FERRY, BREAD], { n: 3 });
      expect((await all(shared)).map(({ metadata }) => metadata.n).slice(-2)).toEqual([3, 3]);
    },
  },
  {
    promise: 'bears calls at the same time',
    steps: async ({ store }) => {
      const texts = Array.from({ length: 12 }, (_, i) => `Text number ${String.fromCharCode(97 + i)}.`);
      const adding = texts.map((text) => store.addDocuments([doc(text)]));
      await Promise.all([...adding, store.similaritySearch('text', 3)]);
      expect(await allTexts(store)).toEqual(texts);
    },
  },
  {
    promise: 'gets nothing twice from index()',
    steps: async ({ store }) => {
      const args = { vectorStore: store, recordManager: new MemoryRecordManager(), docsSource: [...THREE, ...THREE] };
      expect(await index(args)).toMatchObject({ numAdded: 3, numSkipped: 0 });
      expect(await index(args)).toMatchObject({ numAdded: 0, numSkipped: 3 });
      expect(await allTexts(store)).toEqual([BREAD, DAM, FERRY].sort());
    },
  },
  {
    promise: 'gets changed texts from index() in place of the old ones (cleanup: incremental)',
    notInMemory: NO_DELETE,
    steps: async ({ store }) => {
      const options = { cleanup: 'incremental', sourceIdKey: 'file' } as const;
      const recordManager = new MemoryRecordManager();
      const run = (docsSource: Document[]) => index({ vectorStore: store, recordManager, docsSource, options });
      await run([doc(FERRY, { file: 'a' }), doc(BREAD, { file: 'a' }), doc(DAM, { file: 'b' })]);
      const changed = await run([doc(`${FERRY} It sails again.`, { file: 'a' }), doc(BREAD, { file: 'a' })]);
      expect(changed).toMatchObject({ numAdded: 1, numDeleted: 1, numSkipped: 1 });
      expect(await allTexts(store)).toEqual([BREAD, DAM, `${FERRY} It sails again.`].sort());
    },
  },
  {
    promise: 'loses what index() no longer finds (cleanup: full)',
    notInMemory: NO_DELETE,
    steps: async ({ store }) => {
      const recordManager = new MemoryRecordManager();
      const run = (docsSource: Document[]) =>
        index({ vectorStore: store, recordManager, docsSource, options: { cleanup: 'full', batchSize: 1 } });
      await run(THREE);
      expect(await run([THREE[1]])).toMatchObject({ numAdded: 0, numDeleted: 2, numSkipped: 1 });
      expect(await allTexts(store)).toEqual([BREAD]);
      expect(await run([])).toMatchObject({ numDeleted: 1 });
      expect(await all(store)).toEqual([]);
    },
  },
  {
    promise: 'updates from index() where that is forced',
    notInMemory: NO_IDS,
    steps: async ({ store }) => {
      const args = { vectorStore: store, recordManager: new MemoryRecordManager(), docsSource: THREE };
      await index(args);
      expect(await index({ ...args, options: { forceUpdate: true } })).toMatchObject({ numAdded: 0, numUpdated: 3 });
      expect(await all(store)).toHaveLength(3);
    },
  },
  {
    promise: 'gives the same after it is opened again',
    notInMemory: 'nothing of it outlives the process',
    steps: async ({ store, reopen }) => {
      await store.addDocuments(THREE, { ids: ['1', '2', '3'] });
      await store.addVectors([vector(1)], [doc('given', { n: 4 })], { ids: ['4'] });
      await store.delete({ ids: ['3'] });
      const before = await store.similaritySearchWithScore(BREAD, 9);
      expect(before).toHaveLength(3);
      const again = await reopen!();
      expect(await again.similaritySearchWithScore(BREAD, 9)).toEqual(before);
    },
  },
];

/** 256 numbers, these first. */
function vector(...numbers: number[]): number[] {
  return [...numbers, ...new Array<number>(256 - numbers.length).fill(0)];
}
