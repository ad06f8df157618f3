/** Whose words a question asks for: "What did Iran's foreign minister tell Kuleba?" */
import { askedForms } from '../text/speech-verbs.js';
import type { QueryWord } from './query-terms.js';

const SPEECH = new Set([...askedForms(), 'says', 'tells', 'claims', 'denies']);
/** "The call" is no verb. */
const DETERMINER = /^(the|an?|this|that|his|her|their|its|our|my|your|no|any|every|each)$/;
const AUXILIARY = /^(did|does|do|has|have|had|will|would)$/;

/** `speakerTerms` are the content words between "did" and the verb of speech; none in "who said". */
export function speechAskedFor(words: readonly QueryWord[]): { speakerTerms: string[]; asksForSpeech: boolean } {
  const lower = words.map(({ surface }) => surface.toLowerCase());
  const verb = lower.findIndex(
    (word, i) =>
      (SPEECH.has(word) && !DETERMINER.test(lower[i - 1] ?? '')) || (word === 'reaction' && lower[i + 1] === 'to'),
  );
  if (verb < 0) return { speakerTerms: [], asksForSpeech: false };
  const auxiliary = lower.findIndex((word, i) => i < verb && AUXILIARY.test(word));
  const between = auxiliary < 0 ? [] : words.slice(auxiliary + 1, verb);
  return { speakerTerms: between.flatMap(({ term, isStop }) => (isStop ? [] : [term])), asksForSpeech: true };
}
