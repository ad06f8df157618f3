import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, SETTINGS } from '../src/config.js';

interface Service {
  environment?: Record<string, string>;
}
const { services } = parse(readFileSync(new URL('../compose.yaml', import.meta.url), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const bots = Object.values(services).filter(({ environment }) => environment?.SHARDS);

describe('compose.yaml', () => {
  it('sets only what there is to set', () => {
    const known = new Set(SETTINGS.map(({ name }) => name));
    const set = [services.index, ...bots].flatMap(({ environment = {} }) => Object.keys(environment));
    expect(set.filter((name) => !known.has(name))).toEqual([]);
    expect(set).toContain('DATABASE_URL');
  });

  it('gives every shard to one process', () => {
    const shards = bots.map(({ environment }) => readConfig({ SHARDS: environment!.SHARDS }).discord.shards);
    expect(new Set(shards.map(({ total }) => total))).toEqual(new Set([2]));
    expect(shards.flatMap(({ ids }) => ids!).sort()).toEqual([0, 1]);
  });
});
