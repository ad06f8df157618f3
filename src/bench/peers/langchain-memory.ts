/**
 * LangChain's vectors in memory: the cosine of the question with every one, then all put in order. MemoryVectorStore itself
 * lives in @langchain/classic, which would bring a second @langchain/openai; @langchain/core keeps the same scan and the
 * same cosine under another name, for tests.
 */
import type { BuildVectorPeer, VectorPeer } from '../peer.js';

export const langchainMemory: VectorPeer = {
  name: 'LangChain in memory',
  load: async () => buildWith(await import('@langchain/core/utils/testing')),
};

const buildWith =
  ({ FakeVectorStore, FakeEmbeddings }: typeof import('@langchain/core/utils/testing')): BuildVectorPeer =>
  async ({ vectors }, _folder, pause) => {
    await pause();
    // Vectors are given: nothing is ever embedded.
    const store = new FakeVectorStore(new FakeEmbeddings());
    await store.addVectors(
      vectors,
      vectors.map((_, passage) => ({ pageContent: '', metadata: { passage } })),
    );
    return {
      async nearest(query, top) {
        const found = await store.similaritySearchVectorWithScore(query, top);
        return found.map(([{ metadata }]) => metadata.passage);
      },
      close: () => {},
    };
  };
