/** `footnote sources`: what is fetched and how it is; adding, removing and refreshing. */
import { resolve } from 'node:path';
import type { SourceKind } from '../sources/source.js';
import { isLate, openSources, type RefreshReport, type SourceState, type Sources } from '../sources/sources.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { withProgress } from './progress.js';
import { alignColumns } from './table.js';
import { inert } from './terminal.js';

/** How many reasons are listed for people; `--json` has them all. */
const MAX_LISTED = 10;

export async function withSources<T>({ config }: CommandContext, work: (sources: Sources) => Promise<T>): Promise<T> {
  const { sourcesFile: file, dataDir, isFetchPrivate: fetchPrivate, fetching } = config;
  const warn = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const sources = openSources({ file, dataDir, fetchPrivate, fetching, owner: 'footnote sources', warn });
  try {
    return await work(sources);
  } finally {
    await sources.close();
  }
}

export const listSourcesCommand = (context: CommandContext): Promise<number> =>
  withSources(context, async (sources) => {
    const states = await sources.list();
    if (context.json) await writeLine({ sources: states.map((state) => stateToJson(state)) });
    else process.stdout.write(renderStates(states, context.config.sourcesFile));
    return EXIT.done;
  });

export const addSourceCommand = (
  context: CommandContext,
  { every, kind }: { every?: string; kind?: SourceKind },
  name = '',
  address = '',
): Promise<number> =>
  withSources(context, async (sources) => {
    const given = kind ?? kindBy(address);
    const place = given === 'folder' ? resolve(address) : address;
    const state = await sources.add({ name, address: place, kind: given, every }, context.signal);
    if (context.json) await writeLine(stateToJson(state));
    else
      process.stdout.write(
        `Added ${state.name}, a ${state.kind}; "footnote sources refresh ${state.name}" gets its articles.\n`,
      );
    return EXIT.done;
  });

/** What an address tells by itself; the others are looked at. */
function kindBy(address: string): SourceKind | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return 'folder';
  return /\.git\/?$/i.test(address) ? 'git' : undefined;
}

export const removeSourceCommand = (context: CommandContext, _options: object, name = ''): Promise<number> =>
  withSources(context, async (sources) => {
    await sources.remove(name);
    if (context.json) await writeLine({ removed: name });
    else process.stdout.write(`Removed ${name} and its files; "footnote index" takes its articles out of the index.\n`);
    return EXIT.done;
  });

export const refreshSourcesCommand = (context: CommandContext, _options: object, name?: string): Promise<number> =>
  withSources(context, async (sources) => {
    const names = name === undefined ? (await sources.list()).map((state) => state.name) : [name];
    const reports: RefreshReport[] = [];
    for (const one of names) reports.push(await refreshOne(sources, one, context.signal));
    if (context.json) await writeLine({ sources: reports.map(reportToJson) });
    else process.stdout.write(renderReports(reports));
    return reports.some(({ error }) => error !== undefined) ? EXIT.failed : EXIT.done;
  });

const refreshOne = (sources: Sources, name: string, signal: AbortSignal): Promise<RefreshReport> =>
  withProgress(
    `Refreshing ${name}`,
    (update) =>
      sources.refresh(name, { signal, onProgress: ({ done, total }) => update({ phase: 'fetching', done, total }) }),
    ({ error, changed }) => (error ? `${name} failed` : `${name} ${changed ? 'has news' : 'has nothing new'}`),
  );

/** "15m", "2h", "1d", "07:30": as it may stand in the file. */
function everyOf({ at, everyMs }: SourceState): string {
  if (at !== undefined) return at;
  const minutes = Math.round(everyMs / 60_000);
  if (minutes % 60 !== 0) return `${minutes}m`;
  return minutes % 1440 === 0 ? `${minutes / 1440}d` : `${minutes / 60}h`;
}

const isoOf = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

export function stateToJson(state: SourceState): object {
  const { name, kind, address, articles, error, lastTriedMs, lastSucceededMs, lastChangedMs, nextMs, notBeforeMs } =
    state;
  return {
    name,
    kind,
    address,
    every: everyOf(state),
    articles,
    last_tried_at: isoOf(lastTriedMs),
    last_succeeded_at: isoOf(lastSucceededMs),
    last_changed_at: isoOf(lastChangedMs),
    next_at: isoOf(nextMs || Date.now()),
    not_before_at: isoOf(notBeforeMs),
    late: isLate(state, Date.now()),
    error: error ?? null,
  };
}

const reportToJson = ({ error, ...report }: RefreshReport) => ({ ...report, error: error ?? null });

export function renderStates(states: SourceState[], file: string): string {
  if (states.length === 0)
    return `Nothing is fetched: ${file} names no source. "footnote sources add NAME ADDRESS" adds one.\n`;
  const when = (ms: number | undefined) =>
    ms === undefined ? 'never' : new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  const rows = states.map((state) => [
    state.name,
    state.kind,
    `every ${everyOf(state)}`.replace(/^every (\d\d:)/, 'at $1'),
    `${state.articles} articles`,
    `read ${when(state.lastSucceededMs)}`,
    `changed ${when(state.lastChangedMs)}`,
  ]);
  const lines = alignColumns(rows).flatMap((line, i) => [
    line,
    `  ${inert(states[i].address)}`,
    ...(states[i].error ? [`  ${isLate(states[i], Date.now()) ? 'late: ' : ''}${inert(states[i].error!)}`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}

function renderReports(reports: RefreshReport[]): string {
  if (reports.length === 0) return 'Nothing is fetched: no source is configured.\n';
  const lines = reports.flatMap(({ name, added, updated, removed, unchanged, skipped, error }) => [
    `${name}: ${added} added, ${updated} changed, ${removed} removed, ${unchanged} unchanged, ${skipped.length} left out${error ? '; then it failed' : ''}.`,
    ...(error ? [`  ${inert(error)}`] : []),
    ...skipped.slice(0, MAX_LISTED).map(({ path, reason }) => `  ${inert(path)}: ${inert(reason)}`),
    ...(skipped.length > MAX_LISTED ? [`  … and ${skipped.length - MAX_LISTED} more; --json lists them all.`] : []),
  ]);
  if (reports.some(({ changed }) => changed)) lines.push('"footnote index" brings what is new into the index.');
  return `${lines.join('\n')}\n`;
}
