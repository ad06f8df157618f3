/** hnswlib's graph by itself, over cosines, as its users set it up; https://github.com/yoshoku/hnswlib-node. */
import { importPeer } from '../import-peer.js';
import { type BuildVectorPeer, PASSAGES_PER_PAUSE, type VectorPeer } from '../peer.js';

/** Links per node and candidates while building: hnswlib's own defaults. */
const M = 16;
const EF_CONSTRUCTION = 200;

export const hnswlib: VectorPeer = {
  name: 'hnswlib-node',
  load: async () => buildWith((await importPeer('hnswlib-node', () => import('hnswlib-node'))).default),
};

const buildWith =
  ({ HierarchicalNSW }: typeof import('hnswlib-node')): BuildVectorPeer =>
  async ({ vectors, ef }, _folder, pause) => {
    const graph = new HierarchicalNSW('cosine', vectors[0].length);
    graph.initIndex({ maxElements: vectors.length, m: M, efConstruction: EF_CONSTRUCTION });
    for (const [passage, vector] of vectors.entries()) {
      graph.addPoint(vector, passage);
      if (passage % PASSAGES_PER_PAUSE === PASSAGES_PER_PAUSE - 1) await pause();
    }
    graph.setEf(ef);
    return {
      nearest: (query, top) => graph.searchKnn(query, Math.min(top, vectors.length)).neighbors,
      close: () => {},
    };
  };
