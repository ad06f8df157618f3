/** Which of a question's other words the index holds, and what each is worth. */
import { readWeights } from '../core/weights.js';
import type { Snapshot } from '../index/snapshot.js';
import { isOrdinaryWord } from '../lexicon/wordnet-files.js';
import type { OtherKind, OtherWord } from '../query/other-words.js';
import { isStopTerm } from '../text/tokenize.js';
import { isHeld } from './occurrences.js';
import type { OtherForm } from './score-words.js';

/** What another word is worth beside the word that is asked for. */
export const OTHER_WEIGHTS = readWeights<OtherKind | 'finding'>(new URL('./other-words-weights.json', import.meta.url));

/**
 * By term of the question, what else may stand for it in this index. "Machine" may stand for "laptop" and for "PC", but one
 * machine isn't both: it stands for the first of the two that is asked with.
 */
export function otherForms(snapshot: Snapshot, otherWords: readonly OtherWord[]): Map<string, OtherForm[]> {
  const forms = new Map<string, OtherForm[]>();
  const standsFor = new Map<string, readonly string[]>();
  const isThere = (term: string) => isHeld(snapshot, term);
  for (const { terms, phrase, kind, isAcronym = false, needs, unlessWord } of otherWords) {
    if (OTHER_WEIGHTS[kind] === 0) continue;
    const found = phrase.filter((term) => !isStopTerm(term));
    if (!found.every(isThere) || (needs !== undefined && !isThere(needs))) continue;
    if (unlessWord !== undefined && isOrdinaryWord(unlessWord)) continue;
    if (kind === 'word') {
      const key = found.join(' ');
      const first = standsFor.get(key) ?? terms;
      if (!terms.some((term) => first.includes(term))) continue;
      standsFor.set(key, first);
    }
    const form = { found, phrase, share: OTHER_WEIGHTS[kind], kind, isAcronym };
    for (const term of terms) forms.set(term, [...(forms.get(term) ?? []), form]);
  }
  return forms;
}
