/** What each feature adds to the logit that a sentence is needed: see quote-weights.json. */
import { createRequire } from 'node:module';
import { type WeightsFile, weightsOf } from '../core/weights.js';
import type { QuoteFeatures } from './quote-features.js';

const file: WeightsFile<keyof QuoteFeatures> = createRequire(import.meta.url)('./quote-weights.json');

export const QUOTE_WEIGHTS = weightsOf(file);
