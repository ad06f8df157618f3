/** placeholder */

import { contentTerms } from '../text/tokenize.js';
import type { Embedder } from './embedder.js';
export function createOfflineEmbedder({ dimensions = 256 } = {}): Embedder {
  const embed = (text: string) => {
    const v = new Float32Array(dimensions);
    for (const t of contentTerms(text)) {
      const p = `<${t}>`;
      for (let n = 3; n <= 5; n++)
        for (let i = 0; i + n <= p.length; i++) {
          let h = 2166136261;
          for (let j = i; j < i + n; j++) h = Math.imul(h ^ p.charCodeAt(j), 16777619);
          v[(h >>> 1) % dimensions] += h & 1 ? 1 : -1;
        }
    }
    let s = 0;
    for (const x of v) s += x * x;
    if (s === 0) v[0] = s = 1;
    const l = Math.sqrt(s);
    for (let i = 0; i < dimensions; i++) v[i] /= l;
    return v;
  };
  return {
    id: `offline:stub:${dimensions}`,
    dimensions,
    semantic: false,
    embedDocuments: async (t) => t.map(embed),
    embedQuery: async (t) => embed(t),
  };
}
