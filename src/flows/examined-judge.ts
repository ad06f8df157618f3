/** The judge as far as it may be used: one that failed its entrance exam isn't, nor, where exams are held, one that has yet to pass. */
import { type ExamResult, hasPassed, type TakenExam, takeExam } from '../models/entrance-exam.js';
import type { Judge } from '../models/judge.js';

/** Where results are kept, by what the judge's verdicts depend on; see Judge.fingerprint. */
export interface KeptExams {
  examOf(fingerprint: string): Promise<ExamResult | undefined>;
  recordExam(exam: ExamResult & { fingerprint: string; takenAtMs: number }): Promise<void>;
}

export interface ExamOptions {
  kept: KeptExams;
  signal?: AbortSignal;
  /** Told of each result, also of one that was kept; `taken` only where the exam was held now. */
  onResult?: (result: ExamResult, taken: TakenExam | undefined) => void;
  /** The exam could not be held, or its result not be kept; it is tried again. */
  onFault?: (error: unknown) => void;
  nowMs?: () => number;
}

/** After a fault the next try waits so long. */
const AGAIN_AFTER_MS = 60_000;

export class ExaminedJudge {
  /** The last result, and of which fingerprint. */
  #known: (ExamResult & { fingerprint: string }) | undefined;
  #holding: ExamOptions | undefined;
  #running: Promise<void> | undefined;
  #notBeforeMs = 0;

  constructor(readonly judge: Judge) {}

  get id(): string {
    return this.judge.id;
  }

  /** Undefined where nobody may judge now. Where exams are held, one is begun when model or prompt have changed. */
  current(): Judge | undefined {
    const fingerprint = this.judge.fingerprint();
    if (this.#known?.fingerprint === fingerprint) return hasPassed(this.#known) ? this.judge : undefined;
    if (!this.#holding) return this.judge;
    void this.hold();
    return undefined;
  }

  /** Takes over a result that is kept, if there is one; without one the judge is used as it is. */
  async recall(kept: Pick<KeptExams, 'examOf'>): Promise<void> {
    const fingerprint = this.judge.fingerprint();
    const result = await kept.examOf(fingerprint);
    if (result) this.#known = { ...result, fingerprint };
  }

  /** From now on the judge has to pass. Resolves when the first exam is over, whatever came of it. */
  require(options: ExamOptions): Promise<void> {
    this.#holding = options;
    return this.hold();
  }

  private hold(): Promise<void> {
    const { nowMs = Date.now, signal, onFault } = this.#holding!;
    if (this.#running || nowMs() < this.#notBeforeMs) return this.#running ?? Promise.resolve();
    this.#running = this.#examine(this.#holding!)
      .catch((error) => {
        this.#notBeforeMs = nowMs() + AGAIN_AFTER_MS;
        if (!signal?.aborted) onFault?.(error);
      })
      .finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #examine({ kept, signal, onResult, nowMs = Date.now }: ExamOptions): Promise<void> {
    const fingerprint = this.judge.fingerprint();
    const before = await kept.examOf(fingerprint);
    if (before) {
      this.#known = { ...before, fingerprint };
      return onResult?.(before, undefined);
    }
    const taken = await takeExam(this.judge, signal);
    const { right, of } = taken;
    this.#known = { right, of, fingerprint };
    onResult?.({ right, of }, taken);
    await kept.recordExam({ right, of, fingerprint, takenAtMs: nowMs() });
  }
}
