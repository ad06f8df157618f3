/**
 * Figures for Prometheus: counted from outside, by wrapping what answers and re-indexes; looked up when they are asked for, where
 * they stand somewhere already. No label holds a text of people, articles or models.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Fallback, Spending } from '../answering/types.js';
import { parseIsoMs } from '../core/dates.js';
import type { IndexStatus } from '../index/search-index.js';
import { isLate, type SourceState } from '../sources/source-state.js';
import type { Readiness } from './readiness.js';

/** What is counted of an answer or a summary. */
interface Told {
  status: string;
  composer?: string;
  fallback?: Fallback;
}

/** Through what somebody asks. */
export type Door = 'discord' | 'http' | 'mcp';

const ANSWER_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const REINDEX_SECONDS = [0.5, 1, 5, 15, 60, 300, 1800, 7200];

export class Metrics {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly #questions = new Counter({
    name: 'footnote_questions_total',
    help: 'Questions and summaries by how they ended; "failed" is one that threw.',
    labelNames: ['door', 'task', 'outcome', 'composer'],
    registers: this.#registers,
  });
  readonly #fallbacks = new Counter({
    name: 'footnote_fallbacks_total',
    help: 'Extractive answers that stand in for a written one, by reason.',
    labelNames: ['reason'],
    registers: this.#registers,
  });
  readonly #seconds = new Histogram({
    name: 'footnote_answer_seconds',
    help: 'Time from the turn of a question to its answer.',
    labelNames: ['door', 'task'],
    buckets: ANSWER_SECONDS,
    registers: this.#registers,
  });
  readonly #modelReplies = this.#counter('footnote_model_replies_total', 'Replies of chat and judging models.');
  readonly #modelFaults = new Counter({
    name: 'footnote_model_faults_total',
    help: 'Texts that a model failed, by fault.',
    labelNames: ['task', 'fault'],
    registers: this.#registers,
  });
  readonly #tokens = new Counter({
    name: 'footnote_model_tokens_total',
    help: 'Tokens that models read and wrote.',
    labelNames: ['direction'],
    registers: this.#registers,
  });
  readonly #usd = this.#counter('footnote_model_cost_usd_total', 'What models cost, as far as prices are known.');
  readonly #reindexes = new Counter({
    name: 'footnote_reindexes_total',
    help: 'Re-indexes of this process by how they ended.',
    labelNames: ['outcome'],
    registers: this.#registers,
  });
  readonly #reindexSeconds = new Histogram({
    name: 'footnote_reindex_seconds',
    help: 'How long re-indexes of this process took.',
    buckets: REINDEX_SECONDS,
    registers: this.#registers,
  });
  readonly #requests = new Counter({
    name: 'footnote_http_requests_total',
    help: 'Requests over HTTP by route and status.',
    labelNames: ['route', 'status'],
    registers: this.#registers,
  });

  constructor(private readonly nowMs: () => number = Date.now) {
    collectDefaultMetrics({ register: this.registry });
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: this.#registers });
  }

  /** The same work, counted. */
  counted<Given extends unknown[], Result extends Told>(
    door: Door,
    task: 'ask' | 'summarize',
    work: (...given: Given) => Promise<Result>,
  ): (...given: Given) => Promise<Result> {
    return async (...given) => {
      const stop = this.#seconds.startTimer({ door, task });
      try {
        const told = await work(...given);
        const { status: outcome, composer = 'extractive', fallback } = told;
        this.#questions.inc({ door, task, outcome, composer });
        if (fallback) this.#fallbacks.inc({ reason: fallback });
        return told;
      } catch (error) {
        this.#questions.inc({ door, task, outcome: 'failed', composer: 'none' });
        throw error;
      } finally {
        stop();
      }
    };
  }

  /** The same re-index, counted. */
  countedReindex<Given extends unknown[], Result>(
    reindex: (...given: Given) => Promise<Result>,
  ): (...given: Given) => Promise<Result> {
    return async (...given) => {
      const stop = this.#reindexSeconds.startTimer();
      try {
        const report = await reindex(...given);
        this.#reindexes.inc({ outcome: 'done' });
        return report;
      } catch (error) {
        this.#reindexes.inc({ outcome: 'failed' });
        throw error;
      } finally {
        stop();
      }
    };
  }

  modelReplied({ inputTokens, outputTokens, costUsd = 0 }: Spending): void {
    this.#modelReplies.inc();
    this.#tokens.inc({ direction: 'in' }, inputTokens);
    this.#tokens.inc({ direction: 'out' }, outputTokens);
    this.#usd.inc(costUsd);
  }

  modelFailed({ task, fault }: { task: string; fault: string }): void {
    this.#modelFaults.inc({ task, fault });
  }

  requested(route: string, status: number): void {
    this.#requests.inc({ route, status });
  }

  watchQueue(read: () => { running: number; waiting: number }): void {
    this.#gauge('footnote_queue', 'Questions in Discord at work and waiting.', ['state'], (gauge) => {
      const { running, waiting } = read();
      gauge.set({ state: 'running' }, running);
      gauge.set({ state: 'waiting' }, waiting);
    });
  }

  watchReadiness(readiness: Readiness): void {
    this.#gauge('footnote_ready', 'Whether a part is there: 1 or 0.', ['part'], async (gauge) => {
      for (const [part, isReady] of Object.entries(await readiness.read())) gauge.set({ part }, Number(isReady));
    });
  }

  watchIndex(read: () => Promise<Pick<IndexStatus, 'version' | 'articles' | 'indexedAt' | 'newestAt'>>): void {
    this.#gauge(
      'footnote_index',
      'The index: its version, its articles, and ages in seconds.',
      ['figure'],
      async (gauge) => {
        const { version, articles, indexedAt, newestAt } = await read();
        gauge.set({ figure: 'version' }, version);
        gauge.set({ figure: 'articles' }, articles);
        for (const [figure, iso] of [
          ['age_seconds', indexedAt],
          ['newest_article_age_seconds', newestAt],
        ] as const) {
          const ms = parseIsoMs(iso ?? undefined);
          if (ms !== undefined) gauge.set({ figure }, (this.nowMs() - ms) / 1000);
        }
      },
    );
  }

  watchSources(read: () => Promise<readonly SourceState[]>): void {
    this.#gauge('footnote_source_late', 'Whether a source is late: 1 or 0.', ['source'], async (gauge) => {
      for (const state of await read()) gauge.set({ source: state.name }, Number(isLate(state, this.nowMs())));
    });
    this.#gauge('footnote_source_age_seconds', 'Since a source last answered.', ['source'], async (gauge) => {
      for (const { name: source, lastSucceededMs } of await read())
        if (lastSucceededMs !== undefined) gauge.set({ source }, (this.nowMs() - lastSucceededMs) / 1000);
    });
  }

  /** Set anew at each look; what can't be read is left out, and keeps nothing else from being told. */
  #gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ): void {
    new Gauge<Label>({
      name,
      help,
      labelNames,
      registers: this.#registers,
      async collect() {
        this.reset();
        try {
          await collect(this);
        } catch {}
      },
    });
  }
}
