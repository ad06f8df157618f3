/** Whose words a question asks for: "What did Iran's foreign minister tell Kuleba?" */
import { SPEECH_VERBS } from '../text/speech-verbs.js';
import type { QueryWord } from './query-terms.js';

const ASKED = SPEECH_VERBS.filter(({ uses }) => uses.includes('q'));
const BASES = new Set(ASKED.map(({ base }) => base));
const PASTS = new Set(ASKED.map(({ past }) => past));
/** Not "states" and "calls", which are nouns as often. */
const THIRDS = new Set(['says', 'tells', 'claims', 'denies']);
/** "The call" is no verb. */
const DETERMINER = /^(the|an?|this|that|his|her|their|its|our|my|your|no|any|every|each)$/;
/** "Did she deny", and "has she denied": the auxiliary tells the form of the verb. */
const BEFORE_BASE = /^(did|does|do|will|would)$/;
const BEFORE_PAST = /^(has|have|had)$/;
/** "Has she been asked". */
const PASSIVE = /^(be|been|being)$/;
/** Who is asked about is named in so many words; a verb further behind belongs to another clause. */
const MOST_WORDS = 8;

/** `speakerTerms` are the content words between "did" and the verb of speech; none in "who said". */
export function speechAskedFor(words: readonly QueryWord[]): { speakerTerms: string[]; asksForSpeech: boolean } {
  const lower = words.map(({ surface }) => surface.toLowerCase());
  const isVerb = (word: string, i: number) =>
    BASES.has(word) || PASTS.has(word) || THIRDS.has(word)
      ? !DETERMINER.test(lower[i - 1] ?? '')
      : word === 'reaction' && lower[i + 1] === 'to';
  const verbs = lower.flatMap((word, i) => (isVerb(word, i) ? [i] : []));
  for (const verb of verbs) {
    const auxiliary = auxiliaryOf(lower, verb);
    const between = auxiliary === undefined ? [] : words.slice(auxiliary + 1, verb);
    const speakerTerms = between.flatMap(({ term, isStop }) => (isStop ? [] : [term]));
    if (speakerTerms.length > 0) return { speakerTerms, asksForSpeech: true };
  }
  const speakerTerms = ofReaction(words, lower);
  return { speakerTerms, asksForSpeech: verbs.length > 0 || speakerTerms.length > 0 };
}

/** What somebody has on a matter. */
const REACTION = /^(?:reaction|response|line|stance|position|views?|opinion|take|comments?|statement|reply)$/;
const TO_A_MATTER = /^(?:to|on|about|of|regarding)$/;
const ADJECTIVE = /^(?:current|latest|official|new|newest|public|first|last)$/;

/** "Berg's reaction to the toll", "what's the county's current line on it": who is named right before it, as its owner. */
function ofReaction(words: readonly QueryWord[], lower: readonly string[]): string[] {
  const at = lower.findIndex((word, i) => REACTION.test(word) && TO_A_MATTER.test(lower[i + 1] ?? ''));
  let end = at;
  while (end > 0 && ADJECTIVE.test(lower[end - 1])) end--;
  let start = end;
  while (start > 0 && !words[start - 1].isStop) start--;
  const owner = lower[end - 1] ?? '';
  return start < end && /s$/.test(owner) ? words.slice(start, end).map(({ term }) => term) : [];
}

/** The nearest one before the verb that its form goes with. */
function auxiliaryOf(lower: readonly string[], verb: number): number | undefined {
  for (let i = verb - 1; i >= Math.max(0, verb - MOST_WORDS); i--) {
    if (PASSIVE.test(lower[i])) return undefined;
    if (BEFORE_BASE.test(lower[i])) return BASES.has(lower[verb]) ? i : undefined;
    if (BEFORE_PAST.test(lower[i])) return PASTS.has(lower[verb]) ? i : undefined;
  }
  return undefined;
}
