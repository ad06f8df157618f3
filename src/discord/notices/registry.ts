/** Every kind of notice there is. */
import type { NoticeKind } from './kind.js';
import { sourceLate } from './source-late.js';

export const NOTICE_KINDS: readonly NoticeKind[] = [sourceLate];
