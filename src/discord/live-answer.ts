/**
 * An answer that grows while it is written: an edit a second, of sentences already found supported; until there is one, a line
 * that says that sources are being checked.
 */
import type { Draft } from '../answering/types.js';
import type { ReplyTarget } from './targets.js';

/** Discord allows about five edits in five seconds for a message; one a second leaves room for the last one. */
const EDIT_EVERY_MS = 1_000;

export interface LiveAnswer {
  /** Takes the draft so far, which is shown with the next edit. */
  update(draft: Draft): void;
  /** Ends the edits; resolves when the last one has arrived, so that the answer itself comes after it. */
  finish(): Promise<void>;
}

/** `checking` is shown a moment after the start. A failed edit is ignored: the answer itself is sent all the same. */
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
  let isFinished = false;
  const show = (content: string) => {
    shownAtMs = Date.now();
    editing = editing.then(() => target.show(content)).catch(() => {});
  };
  const showDraft = () => {
    timer = undefined;
    const draft = waiting;
    waiting = undefined;
    if (isFinished || !draft || draft.sentences.length === 0) return;
    clearTimeout(first);
    show(render(draft));
  };
  const first = checking === undefined ? undefined : setTimeout(() => show(checking), everyMs);
  return {
    update(draft) {
      waiting = draft;
      if (isFinished || timer) return;
      timer = setTimeout(showDraft, Math.max(0, shownAtMs + everyMs - Date.now()));
    },
    async finish() {
      isFinished = true;
      clearTimeout(first);
      clearTimeout(timer);
      await editing;
    },
  };
}
