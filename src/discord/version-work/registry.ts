/** All work that follows a new version of the index, in its order. */
import type { VersionWork } from './work.js';

export const VERSION_WORK: readonly VersionWork[] = [];
