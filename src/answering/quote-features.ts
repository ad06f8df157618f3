/** How likely each sentence found is to be needed for the answer, and how many to quote for the best mean of precision and recall. */
import { readWeights } from '../core/weights.js';
import type { EvidenceSentence } from '../retrieval/find-evidence.js';
import type { SentenceFeatures } from '../retrieval/sentence-features.js';

/** What tells of a sentence, beside the others found, that it is needed. */
export interface QuoteFeatures
  extends Pick<
    SentenceFeatures,
    'article' | 'relativeCoverage' | 'previousAdds' | 'nextAdds' | 'titleAdds' | 'relativeWords'
  > {
  bias: number;
  /** Its part in the softmax over all that was found. */
  share: number;
}

/** One for each sentence; they are best first. */
export function quoteFeatures(sentences: Pick<EvidenceSentence, 'score' | 'features'>[]): QuoteFeatures[] {
  const [best] = sentences;
  const masses = sentences.map(({ score }) => Math.exp(score - best.score));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return sentences.map(({ features }, i) => ({
    bias: 1,
    article: features.article,
    relativeCoverage: features.relativeCoverage,
    previousAdds: features.previousAdds,
    nextAdds: features.nextAdds,
    titleAdds: features.titleAdds,
    relativeWords: features.relativeWords,
    share: masses[i] / total,
  }));
}

/** What each feature adds to the logit that a sentence is needed. */
export const QUOTE_WEIGHTS = readWeights<keyof QuoteFeatures>(new URL('./quote-weights.json', import.meta.url));
const NAMES = Object.keys(QUOTE_WEIGHTS) as (keyof QuoteFeatures)[];

/** The chance, 0..1, that each sentence is needed. */
export function chancesNeeded(sentences: EvidenceSentence[]): number[] {
  return quoteFeatures(sentences).map((features) => {
    let logit = 0;
    for (const name of NAMES) logit += QUOTE_WEIGHTS[name] * features[name];
    return 1 / (1 + Math.exp(-logit));
  });
}

/**
 * How many of the likeliest to quote, 1 to `most`: the number with the largest expected F1, 2 · Σ p(those) / (number + Σ p(all)).
 * After "Optimizing F-measures: A Tale of Two Approaches", Ye et al. 2012.
 */
export function howMany(chances: number[], most: number): number {
  const sorted = [...chances].sort((a, b) => b - a);
  const all = sorted.reduce((sum, chance) => sum + chance, 0);
  let best = 1;
  let bestExpected = 0;
  let held = 0;
  for (let number = 1; number <= Math.min(most, sorted.length); number++) {
    held += sorted[number - 1];
    const expected = (2 * held) / (number + all);
    if (expected > bestExpected + 1e-9) [best, bestExpected] = [number, expected];
  }
  return best;
}
