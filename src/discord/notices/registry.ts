/** Every kind of notice there is. */
import type { NoticeKind } from './kind.js';

export const NOTICE_KINDS: readonly NoticeKind[] = [];
