import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HnswGraph } from '../../src/index/hnsw-graph.js';
import { GRAPH_MIN_RECALL, measureGraph, scanNeighbours, VectorsSegment } from '../../src/index/vectors-segment.js';
import { CORPUS } from '../support/articles.js';
import { CLI, makeFolder, parseLines, runFootnote } from '../support/run-footnote.js';

const DIMENSIONS = 16;

/** Unit vectors around a few directions, from a fixed seed. */
function someVectors(count: number, seed = 1): Float32Array {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let i = 0; i < count; i++) {
    const own = Array.from({ length: DIMENSIONS }, (_, d) => random() + (d === i % DIMENSIONS ? 1 : 0));
    const length = Math.hypot(...own);
    for (let d = 0; d < DIMENSIONS; d++) vectors[i * DIMENSIONS + d] = own[d] / length;
  }
  return vectors;
}

describe('the scan', () => {
  it('finds what sorting everything finds, ties to the smaller number', () => {
    const vectors = someVectors(300);
    vectors.copyWithin(7 * DIMENSIONS, 3 * DIMENSIONS, 4 * DIMENSIONS);
    const query = vectors.slice(3 * DIMENSIONS, 4 * DIMENSIONS);
    const sorted = Array.from({ length: 300 }, (_, passage) => ({
      passage,
      similarity: query.reduce((sum, value, d) => sum + value * vectors[passage * DIMENSIONS + d], 0),
    })).sort((a, b) => b.similarity - a.similarity || a.passage - b.passage);
    const found = scanNeighbours(vectors, DIMENSIONS, query, 10);
    expect(found.map(({ passage }) => passage)).toEqual(sorted.slice(0, 10).map(({ passage }) => passage));
    expect(found.slice(0, 2).map(({ passage }) => passage)).toEqual([3, 7]);
  });

  it('serves a filter in full, however few pass it', () => {
    const vectors = someVectors(300);
    const segment = new VectorsSegment(vectors, DIMENSIONS, null, null);
    const found = segment.nearest(vectors.subarray(0, DIMENSIONS), 5, (passage) => passage % 100 === 1);
    expect(found.map(({ passage }) => passage).sort((a, b) => a - b)).toEqual([1, 101, 201]);
  });
});

describe('a graph', () => {
  it('is used only as far as it finds what the scan finds', async () => {
    const vectors = someVectors(5000);
    const graph = (await HnswGraph.build(vectors, DIMENSIONS))!;
    const quality = measureGraph(graph, vectors, DIMENSIONS)!;
    expect(quality.recall).toBeGreaterThanOrEqual(GRAPH_MIN_RECALL);
    const segment = new VectorsSegment(vectors, DIMENSIONS, graph, quality);
    const queries = someVectors(50, 9);
    let found = 0;
    for (let i = 0; i < 50; i++) {
      const query = queries.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);
      const truth = new Set(scanNeighbours(vectors, DIMENSIONS, query, 10).map(({ passage }) => passage));
      found += segment.nearest(query, 10).filter(({ passage }) => truth.has(passage)).length;
    }
    expect(found / 500).toBeGreaterThan(0.95);
  });

  it('that finds too little is left to the scan', async () => {
    const vectors = someVectors(2000);
    const blind = { search: (_query: Float32Array, k: number) => Array.from({ length: k }, (_, i) => i) };
    expect(measureGraph(blind as unknown as HnswGraph, vectors, DIMENSIONS)).toBeNull();
  });
});

describe('without the native addon', () => {
  it('everything answers the same, by the scan', async () => {
    const hide = join(makeFolder({ 'hide.cjs': HIDE }), 'hide.cjs');
    const lines = ['What was found in the ramp?', 'Who won the prize for rye bread?']
      .map((question) => JSON.stringify({ question }))
      .join('\n');
    const ask = async (nodeArgs: string[]) => {
      const run = await runFootnote(['ask', '--json'], { cwd: makeFolder(CORPUS), input: lines, nodeArgs });
      return parseLines(run.stdout).map(({ ms: _ms, ...answer }) => answer);
    };
    const hidden = await ask(['--require', hide]);
    expect(hidden).toEqual(await ask([]));
    expect(hidden[0].status).toBe('answered');
    const doctor = spawnSync(process.execPath, ['--require', hide, CLI, 'doctor'], { cwd: makeFolder(CORPUS) });
    expect(doctor.stdout.toString()).toMatch(/! HNSW {4}hnswlib-node is not there; the exact scan serves/);
  });
});

/** As if the optional dependency had not been installed. */
const HIDE = `const Module = require('node:module');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  if (request === 'hnswlib-node') throw Object.assign(new Error('hidden'), { code: 'MODULE_NOT_FOUND' });
  return resolve.call(this, request, ...rest);
};
`;
