import { describe, expect, it } from 'vitest';
import { measureNoiseFloor, noiseFloorOf } from '../../src/retrieval/noise-floor.js';
import { makeIndexFolder } from '../support/index-folder.js';

const articles = (count: number, bodyOf: (i: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.txt`, bodyOf(i)]));
/** Nine words of its own for each topic. */
const about = (topic: number) => `${Array.from({ length: 9 }, (_, j) => `word${topic}x${j}`).join(' ')}.`;
const alike = (i: number) => about(i % 10);
const unlike = about;

/** The noise floor as it is measured, as it was stored when indexed, and as questions see it. */
async function noiseFloors(files: Record<string, string>) {
  const folder = makeIndexFolder(files);
  await folder.reindex();
  const app = folder.open();
  try {
    return await app.index.read((snapshot) => ({
      measured: measureNoiseFloor(snapshot),
      stored: snapshot.storedNoiseFloor(),
      seen: noiseFloorOf(snapshot),
    }));
  } finally {
    app.close();
  }
}

describe('the noise floor of an index', () => {
  it('is high where articles repeat each other, and nothing where each speaks of something else', async () => {
    expect((await noiseFloors(articles(120, alike))).measured).toBeGreaterThan(0.2);
    expect((await noiseFloors(articles(120, unlike))).measured).toBe(0);
  });

  it('is left at nothing for a small index', async () => {
    expect((await noiseFloors(articles(20, alike))).measured).toBe(0);
  });

  it('is stored when the index is made, and is what questions see', async () => {
    const { measured, stored, seen } = await noiseFloors(articles(120, alike));
    expect(stored).toBe(measured);
    expect(seen).toBe(measured);
  });
});
