/** The one re-index that may run in this process: who started it, how far it is, and how to stop it. */
import { UserError } from '../core/errors.js';
import type { ReindexProgress, ReindexReport, ReindexRequest } from '../flows/reindex.js';
import { newId } from '../state/state.js';

/** Runs a re-index where it can't hold up questions. */
export type RunReindex = (options: Omit<ReindexRequest, 'allowCost' | 'nowMs'>) => Promise<ReindexReport>;

export interface ReindexJob {
  id: string;
  /** Display name of who started it. */
  by: string;
  sinceMs: number;
  progress?: ReindexProgress;
  /** Rejects with UserError 'cancelled' where it was cancelled. */
  report: Promise<ReindexReport>;
}

export class ReindexJobs {
  #current: { job: ReindexJob; controller: AbortController } | undefined;

  constructor(
    private readonly run: RunReindex,
    private readonly nowMs: () => number = Date.now,
  ) {}

  get current(): ReindexJob | undefined {
    return this.#current?.job;
  }

  /** Undefined where one runs already: see `current`. */
  start(by: string, options: Pick<ReindexRequest, 'full' | 'allowEmpty' | 'rollback'> = {}): ReindexJob | undefined {
    if (this.#current) return undefined;
    const controller = new AbortController();
    const job: ReindexJob = { id: newId(), by, sinceMs: this.nowMs(), report: Promise.resolve() as never };
    this.#current = { job, controller };
    job.report = this.run({
      ...options,
      owner: `${by} in Discord`,
      signal: controller.signal,
      onProgress: (progress) => {
        job.progress = progress;
      },
    })
      .catch((error) => {
        throw controller.signal.aborted ? new UserError('cancelled', 'The re-index was cancelled.') : error;
      })
      .finally(() => {
        this.#current = undefined;
      });
    return job;
  }

  /** What a re-index would do; runs beside anything else. */
  preview(options: { full?: boolean } = {}): Promise<ReindexReport> {
    return this.run({ ...options, dryRun: true });
  }

  /** False where that job isn't running. */
  cancel(id: string): boolean {
    if (this.#current?.job.id !== id) return false;
    this.#current.controller.abort();
    return true;
  }

  /** Cancels what runs and waits for it to let go of the index. */
  async stop(): Promise<void> {
    this.#current?.controller.abort();
    await this.#current?.job.report.catch(() => {});
  }
}
