/**
 * Custom ids: what a button or menu does and to which record. The rest is looked up, so that clicks work after
 * restarts.
 */

const SEPARATOR = ':';

export const ACTIONS = [
  'evidence',
  'quote',
  'like',
  'dislike',
  'dislike-why',
  'why',
  'more',
  'delete',
  'share',
  'follow-up',
  'follow-up-ask',
  'within',
  'sources-page',
  'privacy-delete',
  'reindex-start',
  'reindex-cancel',
  'reindex-empty',
  'rollback',
  'source-refresh',
  'settings',
  'settings-save',
  'add-files',
  'digest-new',
  'digest-add',
  'digest-remove',
  'add-confirm',
  'add-cancel',
  'undo-remove',
  'questions-page',
  'questions-csv',
  'corrections-page',
  'summary-page',
  'summarize-cited',
  'summarize-choose',
  'tell-later',
  'tell-later-not',
  'follow-stop',
  'case-make',
  'case-keep',
  'case-delete',
  'cases-page',
  'cases-file',
  'teach',
  'withdraw',
  'helpers',
  'ask-person',
  'hand-over',
  'settle',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface CustomId {
  action: Action;
  parts: string[];
}

export const customId = (action: Action, ...parts: (string | number)[]) => [action, ...parts].join(SEPARATOR);

/** Undefined for an id that this version doesn't write. */
export function parseCustomId(text: string): CustomId | undefined {
  const [action, ...parts] = text.split(SEPARATOR);
  return (ACTIONS as readonly string[]).includes(action) ? { action: action as Action, parts } : undefined;
}
