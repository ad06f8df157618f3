/**
 * An answer that is shown while it is written: by edits, about one a second, of sentences that were already found supported;
 * until there is one, a line that says that sources are being checked.
 */
import type { Draft } from '../answering/types.js';
import type { ReplyTarget } from './targets.js';

/** Discord allows about five edits in five seconds for a message; one a second leaves room for the last one. */
const EDIT_EVERY_MS = 1_000;

export interface LiveAnswer {
  /** What stands so far; shown when the time for an edit has come. */
  update(draft: Draft): void;
  /** Shows nothing more; resolves when the last edit has arrived, so that the answer itself comes after it. */
  settle(): Promise<void>;
}

/**
 * `checking` is shown a moment after the start; undefined where nothing is. An edit that fails is no reason to stop answering:
 * the answer itself is sent all the same.
 */
export function createLiveAnswer(
  target: Pick<ReplyTarget, 'show'>,
  render: (draft: Draft) => string,
  checking?: string,
  everyMs = EDIT_EVERY_MS,
): LiveAnswer {
  let waiting: Draft | undefined;
  let timer: NodeJS.Timeout | undefined;
  let editing: Promise<void> = Promise.resolve();
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let isSettled = false;
  const show = (content: string) => {
    shownAtMs = Date.now();
    editing = editing.then(() => target.show(content)).catch(() => {});
  };
  const showDraft = () => {
    timer = undefined;
    const draft = waiting;
    waiting = undefined;
    if (isSettled || !draft || draft.sentences.length === 0) return;
    clearTimeout(first);
    show(render(draft));
  };
  const first = checking === undefined ? undefined : setTimeout(() => show(checking), everyMs);
  return {
    update(draft) {
      waiting = draft;
      if (isSettled || timer) return;
      timer = setTimeout(showDraft, Math.max(0, shownAtMs + everyMs - Date.now()));
    },
    async settle() {
      isSettled = true;
      clearTimeout(first);
      clearTimeout(timer);
      await editing;
    },
  };
}
