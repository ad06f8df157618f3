/** What each feature adds to a sentence's score: see sentence-weights.json. */
import { createRequire } from 'node:module';
import { type WeightsFile, weightsOf } from '../core/weights.js';
import type { SentenceFeatures } from './sentence-features.js';

const file: WeightsFile<keyof SentenceFeatures> = createRequire(import.meta.url)('./sentence-weights.json');

export const SENTENCE_WEIGHTS = weightsOf(file);
