/** All work that follows a new version of the index, in its order. */
import { correctAnswers } from './corrections.js';
import { lookAtFollows } from './look-at-follows.js';
import { offerNewerFigures } from './newer-figures.js';
import { tryAwaited } from './try-awaited.js';
import type { VersionWork } from './work.js';

export const VERSION_WORK: readonly VersionWork[] = [correctAnswers, tryAwaited, lookAtFollows, offerNewerFigures];
