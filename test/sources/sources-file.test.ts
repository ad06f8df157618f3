import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nextTimeOf, parseSchedule } from '../../src/sources/schedule.js';
import { isLate, type SourceState } from '../../src/sources/sources.js';
import { addToFile, readSources, removeFromFile } from '../../src/sources/sources-file.js';
import { makeFolder } from '../support/run-footnote.js';

const WHOLE = `# What the desk reads.
- name: desk   # the main one
  kind: feed
  address: https://example.org/feed.xml
  every: 15m
  mirror: true
  limits: { articles: 50, bytes: 100000 }
# Kept by Anna.
- name: wiki
  kind: git
  address: https://example.org/wiki.git
  every: 07:30
- { name: notes, kind: folder, address: ../notes, polling: true }
`;
const fileOf = (yaml: string) => join(makeFolder({ 'sources.yaml': yaml }), 'sources.yaml');

describe('sources.yaml', () => {
  it('is a list of sources, with what is usual where nothing is said', async () => {
    const file = fileOf(WHOLE);
    const sources = await readSources(file);
    expect(sources).toMatchObject([
      {
        name: 'desk',
        kind: 'feed',
        schedule: { everyMs: 900_000 },
        isMirror: true,
        isPolled: false,
        limits: { articles: 50, bytes: 100_000 },
      },
      { name: 'wiki', kind: 'git', schedule: { at: '07:30' }, isMirror: false },
      { name: 'notes', kind: 'folder', schedule: { everyMs: 3_600_000 }, isPolled: true },
    ]);
    expect(sources[2].address).toBe(join(file, '../../notes'));
    expect(await readSources(join(file, '../none.yaml'))).toEqual([]);
    expect(await readSources(fileOf('# nothing yet\n'))).toEqual([]);
  });

  it.each([
    ['name: x', /line 1: expected a list of sources/],
    ['- just text', /line 1: a source: expected name, kind and address/],
    ['- kind: feed\n  address: https://a.example', /line 1: a source has no usable "name": expected letters, digits/],
    ['- name: "../up"\n  kind: feed\n  address: https://a.example', /line 1: .*"name": expected letters, digits/],
    [`- name: ${'a'.repeat(41)}\n  kind: feed\n  address: https://a.example`, /at most 40/],
    [
      '- name: a\n  kind: blog\n  address: https://a.example',
      /line 2: the source "a" has no usable "kind": expected feed, site, git, folder/,
    ],
    ['- name: a\n  kind: feed\n  address: nowhere', /line 1: the source "a": expected a web address, not "nowhere"/],
    ['- name: a\n  kind: feed\n  address: ftp://a.example/', /begins with https/],
    ['- name: a\n  kind: git\n  address: http://a.example/a.git', /by https alone/],
    ['- name: a\n  kind: git\n  address: ext::sh -c touch% /tmp/x', /expected|https/],
    ['- name: a\n  kind: feed\n  address: https://me:hidden-word@a.example/', /no name or password/],
    [
      '- name: a\n  kind: feed\n  address: https://a.example\n  every: 10s',
      /line 4: .*"every": expected 15m, 2h, daily/,
    ],
    ['- name: a\n  kind: feed\n  address: https://a.example\n  every: 1m', /no more often than 5m/],
    ['- name: a\n  kind: feed\n  address: https://a.example\n  evrey: 1h', /expected no "evrey"/],
    [
      '- name: a\n  kind: feed\n  address: https://a.example\n  mirror: perhaps',
      /line 4: .*"mirror": expected true or false/,
    ],
    [
      '- name: a\n  kind: feed\n  address: https://a.example\n  limits: { articles: 0 }',
      /"limits.articles": expected at least 1/,
    ],
    [
      '- name: a\n  kind: feed\n  address: https://a.example\n- name: A\n  kind: feed\n  address: https://a.example',
      /line 4: the source "A" is there twice/,
    ],
    ['- name: [', /it is no YAML/],
  ])('that says %j is refused in one sentence with the place', async (yaml, sentence) => {
    const fault = await readSources(fileOf(yaml)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'UserError', code: 'bad-sources', message: sentence });
    expect(String(fault)).not.toMatch(/\n|hidden-word/);
  });

  it('keeps comments, rights and links when a source comes or goes', async () => {
    const file = fileOf(WHOLE);
    chmodSync(file, 0o640);
    const link = join(file, '../link.yaml');
    symlinkSync(file, link);
    await addToFile(link, { name: 'town', kind: 'site', address: 'https://town.example/', every: '2h' });
    expect(readFileSync(file, 'utf8')).toContain('# Kept by Anna.');
    expect(readFileSync(file, 'utf8')).toMatch(/ {2}address: https:\/\/town\.example\/\n {2}every: 2h\n$/);
    await removeFromFile(link, 'wiki');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^# What the desk reads\.\n- name: desk *# the main one/);
    expect((await readSources(file)).map(({ name }) => name)).toEqual(['desk', 'notes', 'town']);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await removeFromFile(link, 'desk');
    await removeFromFile(link, 'notes');
    await removeFromFile(link, 'town');
    expect(await readSources(file)).toEqual([]);
    await addToFile(link, { name: 'again', kind: 'feed', address: 'https://a.example/' });
    expect(readFileSync(file, 'utf8')).toContain('- name: again\n  kind: feed\n');
  });

  it('is not touched where a name is taken or unknown', async () => {
    const file = fileOf(WHOLE);
    await expect(addToFile(file, { name: 'Desk', kind: 'feed', address: 'https://a.example/' })).rejects.toMatchObject({
      code: 'name-taken',
    });
    await expect(removeFromFile(file, 'nobody')).rejects.toMatchObject({
      code: 'no-source',
      message: /there are desk, wiki, notes/,
    });
    expect(readFileSync(file, 'utf8')).toBe(WHOLE);
  });
});

describe('a schedule', () => {
  const MINUTE = 60_000;

  it.each([
    ['15m', { everyMs: 15 * MINUTE }],
    ['2h', { everyMs: 120 * MINUTE }],
    ['7d', { everyMs: 7 * 1440 * MINUTE }],
    ['daily', { everyMs: 1440 * MINUTE }],
    ['7:05', { at: '07:05' }],
    ['24:00', undefined],
    ['4m', undefined],
    ['31d', undefined],
    ['often', undefined],
  ])('%s', (text, schedule) => {
    expect(parseSchedule(text)).toEqual(schedule);
  });

  it('comes round after each try, sooner after a failure, at once where there was none', () => {
    const daily = { everyMs: 1440 * MINUTE };
    expect(nextTimeOf(daily, undefined, false)).toBe(0);
    expect(nextTimeOf(daily, 1_000, false)).toBe(1_000 + 1440 * MINUTE);
    expect(nextTimeOf(daily, 1_000, true)).toBe(1_000 + 60 * MINUTE);
    expect(nextTimeOf({ everyMs: 15 * MINUTE }, 1_000, true)).toBe(1_000 + 15 * MINUTE);
    const noon = new Date(2026, 10, 30, 12, 0).getTime();
    expect(new Date(nextTimeOf({ at: '07:30' }, noon, false)).toString()).toMatch(/Dec 01 2026 07:30:00/);
    expect(new Date(nextTimeOf({ at: '12:01' }, noon, false)).toString()).toMatch(/Nov 30 2026 12:01:00/);
  });

  it('makes a source late that had no success for twice its period', () => {
    const state = { name: 'a', kind: 'feed', address: '', everyMs: 1_000, nextMs: 0, articles: 0 } as SourceState;
    expect(isLate(state, 1e12)).toBe(false);
    expect(isLate({ ...state, firstTriedMs: 5_000 }, 7_000)).toBe(false);
    expect(isLate({ ...state, firstTriedMs: 5_000 }, 7_001)).toBe(true);
    expect(isLate({ ...state, firstTriedMs: 0, lastSucceededMs: 6_000 }, 7_001)).toBe(false);
  });
});
