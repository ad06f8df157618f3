/**
 * Keeps what is answered from up to date by itself: refreshes sources that are due and re-indexes what changed, on a change, at a
 * time of the day, after fetching, and when it begins. Of several processes over one state one alone does it.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { ReindexBySelf } from '../config.js';
import { errorCode, errorText, UserError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import { nextTimeOf, parseSchedule } from '../sources/schedule.js';
import { isLate, type SourceState } from '../sources/source-state.js';
import type { Sources } from '../sources/sources.js';
import type { State } from '../state/state.js';
import type { ReindexReport } from './reindex.js';

export interface KeeperParts {
  sources: Sources;
  /** Undefined where only fetching sets off a re-index. */
  reindexBySelf?: ReindexBySelf;
  /** The corpus that REINDEX=watch watches; resolves to what ends it. */
  watchCorpus: (onSettled: () => void) => Promise<() => Promise<void>>;
  /** Undefined while another re-index runs in this process; rejects as `reindex` does. */
  reindex: () => Promise<ReindexReport> | undefined;
  /** Since when nothing may re-index by itself, see IndexStatus.heldSince. */
  heldSince: () => Promise<string | null>;
  /** A source is late: see isLate. Called at every look. */
  onLate: (source: SourceState) => Promise<void>;
  state: Pick<State, 'duties'>;
  logger: Logger;
  /** One line for the operator. */
  say: (line: string) => void;
  nowMs: () => number;
}

const KEEPER = 'keeper';
/** Longer than any pause between two looks, and than a page takes to be fetched. */
const DUTY_MS = 3 * 60_000;
const RENEW_AFTER_MS = 30_000;
/** After a re-index that failed, unless something sets one off before. */
const AGAIN_MS = 10 * 60_000;

/** What tells a state of a source that this program wrote. */
const SOURCE = z.object({
  name: z.string(),
  kind: z.string(),
  address: z.string(),
  nextMs: z.number(),
  articles: z.number(),
});

const KEEPER_REPORT = z.object({
  /** The machine that fetches, and the folder that it fetches into: see Sources.place. */
  host: z.string(),
  place: z.string(),
  sources: z.array(z.custom<SourceState>((value) => SOURCE.safeParse(value).success)),
  /** Why sources.yaml can't be read, or why the last re-index failed, in a sentence. */
  error: z.string().optional(),
});
export type KeeperReport = z.infer<typeof KEEPER_REPORT>;

/** What the keeper of any process said last; undefined where there is none, and no source. */
export async function readKeeperReport({ duties }: Pick<State, 'duties'>): Promise<KeeperReport | undefined> {
  return KEEPER_REPORT.safeParse((await duties.of(KEEPER))?.report).data;
}

export class Keeper {
  readonly #duty = { name: KEEPER, holder: randomUUID() };
  #hasDuty = false;
  #renewedMs = Number.NEGATIVE_INFINITY;
  /** Whether something changed that isn't indexed yet. */
  #isWanted = false;
  #triedMs: number | undefined;
  #hasFailed = false;
  readonly #changedFolders = new Set<string>();
  /** When sources may be tried again whose refresh couldn't even note that it was tried. */
  readonly #notBefore = new Map<string, number>();
  /** What ends the watching of folders, once it has begun. */
  readonly #watched: Partial<Record<'sources' | 'corpus', () => Promise<void>>> = {};
  #error: string | undefined;
  #heldSince: string | null = null;
  #reported = '';
  /** Names of sources that the log was told of. */
  readonly #late = new Set<string>();

  constructor(
    private readonly parts: KeeperParts,
    /** Called when something happened that another look is to see to. */
    private readonly onChange: () => void,
  ) {}

  /** Does what is due, in this order: sources, then what they brought. Never throws. */
  async look(signal: AbortSignal): Promise<void> {
    try {
      if (!(await this.#hasWork()) || !(await this.#takeDuty())) return;
    } catch (error) {
      return this.#tellFault(error);
    }
    let fault: unknown;
    // What is wrong with one source, or with their file, keeps nothing else from being done.
    const attempt = async (work: () => Promise<unknown>) => {
      if (signal.aborted) return;
      await work().catch((error: unknown) => {
        fault ??= error;
      });
    };
    await attempt(() => this.#watch());
    const due: string[] = [];
    await attempt(async () => due.push(...(await this.#due())));
    for (const name of due) {
      await attempt(() => this.#refresh(name, signal));
      await attempt(() => this.#reindexIfWanted());
    }
    if (this.#isTimeToReindex()) this.#isWanted = true;
    await attempt(() => this.#reindexIfWanted());
    if (signal.aborted) return;
    if (fault !== undefined) this.#tellFault(fault);
    else if (!this.#hasFailed) this.#error = undefined;
    await attempt(async () => this.#tellLate(await this.#report()));
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.#watched).map((stop) => stop()));
    // Another process need not wait until the duty is free by itself.
    if (this.#hasDuty) await this.parts.state.duties.leave(this.#duty).catch(() => {});
  }

  /** Without a source and without REINDEX nothing is read and nothing is written. */
  async #hasWork(): Promise<boolean> {
    const { reindexBySelf, sources } = this.parts;
    return reindexBySelf !== undefined || (await sources.list()).length > 0;
  }

  async #takeDuty(): Promise<boolean> {
    const { state, nowMs } = this.parts;
    const had = this.#hasDuty;
    this.#renewedMs = nowMs();
    this.#hasDuty = await state.duties.take(this.#duty, this.#renewedMs, this.#renewedMs + DUTY_MS);
    // What changed before is known to nobody but the files.
    if (this.#hasDuty && !had) this.#isWanted = true;
    return this.#hasDuty;
  }

  /** During long work. */
  #keepDuty(): void {
    if (this.parts.nowMs() - this.#renewedMs > RENEW_AFTER_MS) void this.#takeDuty().catch(() => {});
  }

  async #watch(): Promise<void> {
    const { sources, reindexBySelf, watchCorpus } = this.parts;
    if (reindexBySelf === 'watch')
      this.#watched.corpus ??= await watchCorpus(() => {
        this.#isWanted = true;
        this.onChange();
      });
    this.#watched.sources ??= await sources.watch((name) => {
      this.#changedFolders.add(name);
      this.onChange();
    });
  }

  async #due(): Promise<string[]> {
    const { sources, nowMs } = this.parts;
    const names = new Set([...this.#changedFolders, ...(await sources.due(nowMs()))]);
    this.#changedFolders.clear();
    return [...names].filter((name) => (this.#notBefore.get(name) ?? 0) <= nowMs());
  }

  async #refresh(name: string, signal: AbortSignal): Promise<void> {
    const { sources, logger } = this.parts;
    try {
      const { changed, added, updated, removed, unchanged, skipped, error } = await sources.refresh(name, {
        signal,
        onProgress: () => this.#keepDuty(),
      });
      if (changed) this.#isWanted = true;
      const counts = { added, updated, removed, unchanged, skipped: skipped.length };
      if (error === undefined) logger.info({ event: 'source-refreshed', source: name, ...counts });
      else logger.warn({ event: 'source-failed', source: name, ...counts, reason: error });
    } catch (error) {
      // Somebody fetches it in a terminal, or took it out of the file just now.
      if (error instanceof UserError && /^(fetch-busy|no-source)$/.test(error.code)) return;
      this.#notBefore.set(name, this.parts.nowMs() + AGAIN_MS);
      throw error;
    }
  }

  #isTimeToReindex(): boolean {
    const { reindexBySelf, nowMs } = this.parts;
    const schedule = reindexBySelf && parseSchedule(reindexBySelf);
    return schedule !== undefined && nextTimeOf(schedule, this.#triedMs, this.#hasFailed) <= nowMs();
  }

  async #reindexIfWanted(): Promise<void> {
    const { logger, heldSince, reindex, nowMs } = this.parts;
    if (!this.#isWanted) return;
    if (this.#hasFailed && nowMs() < (this.#triedMs ?? 0) + AGAIN_MS) return;
    const held = await heldSince();
    if (held !== this.#heldSince) logger.warn({ event: held ? 'reindexing-held' : 'reindexing-goes-on', since: held });
    this.#heldSince = held;
    const running = held === null ? reindex() : undefined;
    if (!running) return;
    this.#isWanted = false;
    this.#triedMs = nowMs();
    this.#hasFailed = false;
    const renewing = setInterval(() => this.#keepDuty(), RENEW_AFTER_MS);
    try {
      const { version, added, changed, removed, skipped, seconds } = await running;
      const counts = { added, changed, removed, skipped: skipped.length };
      logger.info({ event: 'reindexed-by-itself', version, ...counts, seconds });
    } catch (error) {
      this.#isWanted = true;
      // Who re-indexes in a terminal may have begun before the change.
      this.#hasFailed = errorCode(error) !== 'index-busy';
      if (this.#hasFailed) throw error;
    } finally {
      clearInterval(renewing);
    }
  }

  /** Told once, and again when it is another. */
  #tellFault(error: unknown): void {
    const { logger, say } = this.parts;
    const reason = errorText(error);
    if (reason === this.#error) return;
    this.#error = reason;
    logger.error({ event: 'keeping-failed', code: errorCode(error), reason });
    if (error instanceof UserError) say(`Not everything is brought up to date by itself now: ${reason}`);
    if (this.#hasDuty) void this.#report().catch(() => {});
  }

  async #tellLate(states: SourceState[]): Promise<void> {
    const { nowMs, onLate, logger } = this.parts;
    for (const source of states) {
      const { name, lastSucceededMs, error } = source;
      if (!isLate(source, nowMs())) this.#late.delete(name);
      else {
        await onLate(source);
        if (!this.#late.has(name)) logger.warn({ event: 'source-late', source: name, lastSucceededMs, reason: error });
        this.#late.add(name);
      }
    }
  }

  /** Returns the sources as they are. */
  async #report(): Promise<SourceState[]> {
    const { sources, state } = this.parts;
    // A file that can't be read is what is to be told.
    const states = await sources.list().catch(() => []);
    const place = await sources.place();
    const report: KeeperReport = {
      host: hostname(),
      place,
      sources: states,
      ...(this.#error && { error: this.#error }),
    };
    const json = JSON.stringify(report);
    if (json !== this.#reported) await state.duties.report(this.#duty, report);
    this.#reported = json;
    return states;
  }
}
