import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, SETTINGS } from '../src/config.js';

interface Service {
  environment?: Record<string, string>;
  env_file?: string;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  volumes?: string[];
  logging?: { options: Record<string, string> };
}
const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const servicesOf = (name: string) =>
  (parse(read(name), { merge: true }) as { services: Record<string, Service> }).services;
const { footnote } = servicesOf('compose.yaml');
const { database, ...bots } = servicesOf('compose.postgres.yaml');
const all = { footnote, ...bots };

describe('the compose files', () => {
  it('take all settings from .env, and set only what there is to set', () => {
    const known = new Set(SETTINGS.map(({ name }) => name));
    for (const [name, { environment = {}, env_file }] of Object.entries(all)) {
      expect(env_file, name).toBe('.env');
      expect(Object.keys(environment).filter((one) => !known.has(one))).toEqual([]);
      // Paths of this machine mean nothing in a container.
      expect(environment).toMatchObject({ CORPUS_DIR: '/app/corpus', DATA_DIR: '/app/data' });
    }
    expect(Object.keys(bots.index.environment!)).toContain('DATABASE_URL');
    expect(footnote.environment).not.toHaveProperty('DATABASE_URL');
  });

  it('let nothing be written but data and articles, and bound the log', () => {
    for (const [name, service] of Object.entries(all)) {
      expect(service, name).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] });
      expect(service.volumes!.map((volume) => volume.replace(/^.*:(?=\/)/, ''))).toEqual(['/app/corpus', '/app/data']);
    }
    for (const { logging } of [...Object.values(all), database])
      expect(logging!.options).toEqual({ 'max-size': '10m', 'max-file': '3' });
  });

  it('give every shard to one process', () => {
    const shards = Object.values(bots)
      .flatMap(({ environment }) => environment?.SHARDS ?? [])
      .map((SHARDS) => readConfig({ SHARDS }).discord.shards);
    expect(new Set(shards.map(({ total }) => total))).toEqual(new Set([2]));
    expect(shards.flatMap(({ ids }) => ids!).sort()).toEqual([0, 1]);
  });
});
