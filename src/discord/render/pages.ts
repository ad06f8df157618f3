/** Lists that are paged with two buttons. */
import { type Action, customId } from '../custom-ids.js';
import type { Words } from '../words/index.js';
import { button, type Row, row } from './answer-controls.js';

export interface Page<T> {
  items: T[];
  /** From 0; a page beyond the last is the last. */
  page: number;
  pages: number;
}

export function pageOf<T>(items: T[], page: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const shown = Math.min(Math.max(0, page), pages - 1);
  return { items: items.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

/** `parts` tell the handler what is paged. None for a single page. */
export function pageButtons(
  action: Action,
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  parts: string[],
  words: Words,
): Row[] {
  if (pages < 2) return [];
  return [
    row(
      button(customId(action, page - 1, ...parts), { label: words.previous, disabled: page === 0 }),
      button(customId(action, page + 1, ...parts), { label: words.next, disabled: page === pages - 1 }),
    ),
  ];
}
