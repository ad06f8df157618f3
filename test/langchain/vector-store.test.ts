import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { FakeVectorStore } from '@langchain/core/utils/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { databasePath } from '../../src/index/database.js';
import { sealVersion } from '../../src/index/seals.js';
import {
  FootnoteVectorStore,
  type FootnoteVectorStoreOptions,
  OfflineEmbeddings,
  PASSAGE_KEY,
} from '../../src/langchain/index.js';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import fc from '../support/fast-check.js';
import { makeFolder } from '../support/run-footnote.js';
import { CONTRACT, type StoreUnderTest } from './vector-store.contract.js';

const BUILT = new URL('../../dist/langchain/index.js', import.meta.url).href;

async function open(options: Partial<FootnoteVectorStoreOptions> = {}): Promise<FootnoteVectorStore> {
  const store = await FootnoteVectorStore.open({ dataDir: makeFolder(), ...options });
  onTestFinished(() => store.close());
  return store;
}

async function ours(): Promise<StoreUnderTest> {
  const dataDir = makeFolder();
  const store = await open({ dataDir });
  return {
    store,
    reopen: async () => {
      await store.close();
      return open({ dataDir });
    },
    fromTexts: async (texts, metadatas) => {
      const made = await FootnoteVectorStore.fromTexts(texts, metadatas, undefined, { dataDir: makeFolder() });
      onTestFinished(() => made.close());
      return made;
    },
  };
}

const inMemory = (): StoreUnderTest => ({
  store: new FakeVectorStore(new OfflineEmbeddings(), {}),
  fromTexts: (texts, metadatas) => FakeVectorStore.fromTexts(texts, metadatas, new OfflineEmbeddings()),
});

describe.each(CONTRACT.map((row) => [row.promise, row] as const))('a vector store %s', (_, { steps, notInMemory }) => {
  it('as ours', async () => steps(await ours()));
  it.skipIf(notInMemory !== undefined)("as LangChain's in-memory store", () => steps(inMemory()));
});

/** Two numbers for each text: how often it says "a" and "b". Counts what it was asked, and can be told to fail or to err. */
class LetterEmbeddings extends Embeddings {
  readonly asked: string[] = [];
  answer = (text: string): number[] => [text.split('a').length - 1, text.split('b').length - 1];

  constructor() {
    super({});
  }

  async embedDocuments(documents: string[]): Promise<number[][]> {
    this.asked.push(...documents);
    return documents.map((text) => this.answer(text));
  }

  async embedQuery(document: string): Promise<number[]> {
    return this.answer(document);
  }
}

const doc = (pageContent: string, metadata: Record<string, unknown> = {}) => new Document({ pageContent, metadata });

describe('FootnoteVectorStore', () => {
  it('keeps what it resolved for when its process is killed at once', async () => {
    const dataDir = makeFolder();
    const script = `
      import { FootnoteVectorStore } from '${BUILT}';
      const store = await FootnoteVectorStore.open({ dataDir: process.argv[1] });
      for (let i = 0; ; i++) {
        await store.addDocuments([{ pageContent: 'Text ' + i, metadata: { i } }], { ids: [String(i)] });
        process.stdout.write(i + '\\n');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('5\n')) child.kill('SIGKILL');
    });
    await ended;
    const last = Number(said.trim().split('\n').at(-1));
    expect(last).toBeGreaterThanOrEqual(5);
    const store = await open({ dataDir });
    const found = (await store.similaritySearch('Text', 1_000)).map(({ metadata }) => metadata.i).sort((a, b) => a - b);
    // The one after the last may have been in when its process was killed.
    expect(found.slice(0, last + 1)).toEqual(Array.from({ length: last + 1 }, (_, i) => i));
    await store.addDocuments([doc('after')]);
  });

  it('gives the best passage where it is asked for, as a slice of the text', async () => {
    const filler = 'The council met again and spoke at length about the budget of the harbour. '.repeat(20);
    const text = `${filler}An otter family was carried to the lake. ${filler}`;
    const dataDir = makeFolder();
    await (await open({ dataDir })).addDocuments([doc(text, { n: 1 })]);
    const [found] = await (await open({ dataDir, withPassage: true })).similaritySearch('otter family', 1);
    const { start, end } = found.metadata[PASSAGE_KEY];
    expect(found.pageContent.slice(start, end)).toContain('otter family');
    expect(end - start).toBeLessThan(600);
    expect((await (await open({ dataDir })).similaritySearch('otter', 1))[0].metadata).toEqual({ n: 1 });
  });

  it('sends the text as it is to embeddings, and each text once', async () => {
    const embeddings = new LetterEmbeddings();
    const store = await open({ embeddings, embeddingsId: 'letters' });
    await store.addDocuments([doc('aab'), doc('b\nb'), doc('aab', { again: true })]);
    await store.addDocuments([doc('aab', { third: true })]);
    expect(embeddings.asked).toEqual(['aab', 'b\nb']);
    const found = await store.similaritySearchWithScore('b', 1);
    expect(found[0][0].pageContent).toBe('b\nb');
    expect(found[0][1]).toBeCloseTo(1, 6);
  });

  it.each<[string, number[], RegExp]>([
    ['of another width', [1, 2, 3], /3 numbers, where 2 were expected.*another setting/],
    ['of zeros', [0, 0], /zeros alone.*encodingFormat/],
    ['with something that is no number', [Number.NaN, 1], /finite numbers.*encodingFormat/],
    ['that is empty', [], /without any number/],
  ])('refuses a vector %s, and stays as it was', async (_, vector, message) => {
    const embeddings = new LetterEmbeddings();
    const store = await open({ embeddings, embeddingsId: 'letters' });
    await store.addDocuments([doc('a first')], { ids: ['1'] });
    const right = embeddings.answer;
    embeddings.answer = (text) => (text.includes('wrong') ? vector : right(text));
    const adding = store.addDocuments([doc('aa'), doc('wrong'), doc('changed ab')], { ids: ['2', '3', '1'] });
    await expect(adding).rejects.toThrow(UserError);
    await expect(adding).rejects.toThrow(message);
    await expect(store.similaritySearch('wrong', 1)).rejects.toThrow(message);
    await expect(store.addVectors([vector], [doc('aaa')])).rejects.toThrow(message);
    expect((await store.similaritySearch('a', 9)).map(({ pageContent }) => pageContent)).toEqual(['a first']);
    await store.addDocuments([doc('ab')]);
    expect(await store.similaritySearch('a', 9)).toHaveLength(2);
  });

  it('says so when a quarter of a vector comes, and when vectors are missing', async () => {
    const embeddings = new LetterEmbeddings();
    embeddings.answer = () => [1, 2, 3, 4];
    const store = await open({ embeddings, embeddingsId: 'four' });
    await store.addDocuments([doc('a')]);
    embeddings.answer = () => [1];
    await expect(store.addDocuments([doc('b')])).rejects.toThrow(/a quarter comes from.*base64/);
    embeddings.embedDocuments = async () => [];
    await expect(store.addDocuments([doc('c')])).rejects.toThrow('0 vectors for 1 texts');
  });

  it('takes the width anew where the first documents failed', async () => {
    const embeddings = new LetterEmbeddings();
    const store = await open({ embeddings, embeddingsId: 'letters' });
    const many = Array.from({ length: 300 }, (_, i) => doc(`b ${i}`));
    const right = embeddings.answer;
    embeddings.answer = (text) => (text === 'b 299' ? [0] : [1]);
    await expect(store.addDocuments(many)).rejects.toThrow('zeros');
    embeddings.answer = right;
    await store.addDocuments(many);
    const scores = (await store.similaritySearchWithScore('b', 999)).map(([, score]) => score);
    expect(scores).toEqual(new Array(300).fill(1));
  });

  it('refuses embeddings that it was not made with, or that have no name', async () => {
    const dataDir = makeFolder();
    await open({ dataDir });
    const embeddings = new LetterEmbeddings();
    await expect(open({ dataDir, embeddings, embeddingsId: 'letters' })).rejects.toThrow(
      /"offline:.*given is "letters"/,
    );
    await expect(open({ embeddings })).rejects.toThrow('Expected embeddingsId');
  });

  it('refuses what it could not give back', async () => {
    const store = await open();
    await expect(store.addDocuments([doc('a')], { ids: ['\ud800'] })).rejects.toThrow('half of a character');
    await expect(store.addDocuments([doc('a')], { ids: [] })).rejects.toThrow('there are 0 for 1');
    await expect(store.addVectors([], [doc('a')])).rejects.toThrow('there are 0 for 1');
    await expect(store.addDocuments([doc('a', { big: 1n })])).rejects.toThrow(/"[0-9a-f-]{36}" can't be kept as JSON/);
    await expect(store.addDocuments([doc('x'.repeat(2_000_001))])).rejects.toThrow('the limit is 2,000,000');
    await expect(store.addVectors([new Array(256).fill(1)], [doc(' ')])).rejects.toThrow('no text');
    expect(await store.similaritySearch('a', 9)).toEqual([]);
  });

  it('gives any text, id and metadata back as they were', async () => {
    const store = await open();
    const text = fc.string({ unit: 'binary' });
    const id = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => one.isWellFormed());
    const one = fc.record({
      pageContent: text,
      id,
      metadata: fc.dictionary(text, fc.jsonValue(), { noNullPrototype: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(one, { selector: (d) => d.id, minLength: 1 }), async (documents) => {
        await store.delete({ filter: () => true });
        await store.addDocuments(documents.map((fields) => new Document(fields)));
        const found = await store.similaritySearch('x', 1_000);
        const plain = found.map(({ id, pageContent, metadata }) => ({ id: id!, pageContent, metadata }));
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
        const kept = documents.map((fields) => ({ ...fields, metadata: JSON.parse(JSON.stringify(fields.metadata)) }));
        expect(plain.sort(byId)).toEqual(kept.sort(byId));
      }),
      { numRuns: 25 },
    );
  });

  it('builds its index anew, given vectors included, where text is split otherwise by now', async () => {
    const dataDir = makeFolder();
    const embeddings = new LetterEmbeddings();
    const options = { dataDir, embeddings, embeddingsId: 'letters' };
    const store = await open(options);
    await store.addDocuments([doc('a'), doc('ab')], { ids: ['1', '2'] });
    await store.addVectors([[0, 1]], [doc('given')], { ids: ['3'] });
    const before = await store.similaritySearchWithScore('b', 9);
    await store.close();
    const db = openSqlite(databasePath(join(dataDir, 'vector-store')));
    db.exec("UPDATE meta SET value = '0' WHERE name = 'text_version'; DELETE FROM embeddings");
    sealVersion(db);
    db.close();
    const again = await open(options);
    expect(await again.similaritySearchWithScore('b', 9)).toEqual(before);
    expect(embeddings.asked).toEqual(['a', 'ab', 'a', 'ab']);
  });

  it('serves two stores on one folder, each seeing what the other added', async () => {
    const dataDir = makeFolder();
    const [one, other] = [await open({ dataDir }), await open({ dataDir })];
    await one.addDocuments([doc('first')]);
    await other.addDocuments([doc('second')]);
    expect(await one.similaritySearch('first', 9)).toHaveLength(2);
  });

  it('is found by many passages of one document, and still gives k documents', async () => {
    const store = await open();
    const long = Array.from({ length: 400 }, (_, i) => `The ferry of day ${i} sails. ${'Words. '.repeat(60)}`).join(
      '\n\n',
    );
    await store.addDocuments([doc(long), ...Array.from({ length: 6 }, (_, i) => doc(`Nothing of that, ${i}.`))]);
    expect(await store.similaritySearch('ferry sails', 5)).toHaveLength(5);
  });

  it('leaves an ordinary index in the same folder alone', async () => {
    const dataDir = makeFolder({ 'index.db': '' });
    writeFileSync(join(dataDir, 'index.db'), 'not looked at');
    const store = await open({ dataDir });
    await store.addDocuments([doc('a')]);
    expect(await store.similaritySearch('a', 9)).toHaveLength(1);
  });
});
