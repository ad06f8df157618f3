/** What each part adds to an article's score: see article-weights.json. */
import { createRequire } from 'node:module';
import { type WeightsFile, weightsOf } from '../core/weights.js';
import type { ArticleParts } from './score-articles.js';

const file: WeightsFile<keyof ArticleParts | 'bestSentence'> = createRequire(import.meta.url)('./article-weights.json');

export const ARTICLE_WEIGHTS = weightsOf(file);
