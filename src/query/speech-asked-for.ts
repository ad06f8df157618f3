/** Whose words a question asks for: "What did Iran's foreign minister tell Kuleba?" */
import type { QueryWord } from './query-terms.js';

const SPEECH_TERMS = new Set(
  'say said says tell told tells claim claimed claims deny denied denies announce announced state stated warn warned call called allege alleged accuse accused admit admitted comment respond responded reply replied suggest suggested insist insisted argue argued ask asked demand demanded promise promised propose proposed offer offered think believe describe described reject rejected react reacted reaction acknowledge acknowledged add added urge urged'.split(
    ' ',
  ),
);

const AUXILIARY = /^(did|does|do|has|have|had|will|would)$/;

/** `speakerTerms` are the content words between "did" and the verb of speech; none in "who said". */
export function speechAskedFor(words: readonly QueryWord[]): { speakerTerms: string[]; asksForSpeech: boolean } {
  const lower = words.map(({ surface }) => surface.toLowerCase());
  const verb = lower.findIndex((word) => SPEECH_TERMS.has(word));
  if (verb < 0) return { speakerTerms: [], asksForSpeech: false };
  const auxiliary = lower.findIndex((word, i) => i < verb && AUXILIARY.test(word));
  const between = auxiliary < 0 ? [] : words.slice(auxiliary + 1, verb);
  return { speakerTerms: between.flatMap(({ term, isStop }) => (isStop ? [] : [term])), asksForSpeech: true };
}
