/**
 * Parts of speech of the words of an English sentence, by the small tagger of wink-nlp, which is loaded when it is first
 * asked: a third of a second, only where a model writes.
 */
import { createRequire } from 'node:module';
import type { WinkMethods } from 'wink-nlp';

export type PartOfSpeech =
  | 'noun'
  | 'name'
  | 'verb'
  | 'auxiliary'
  | 'adjective'
  | 'adverb'
  | 'pronoun'
  | 'preposition'
  | 'determiner'
  | 'number'
  | 'conjunction'
  | 'particle'
  | 'other';

export interface TaggedWord {
  start: number;
  end: number;
  part: PartOfSpeech;
}

/** Universal Dependencies' names of parts of speech. */
const PARTS: Record<string, PartOfSpeech> = {
  NOUN: 'noun',
  PROPN: 'name',
  VERB: 'verb',
  AUX: 'auxiliary',
  ADJ: 'adjective',
  ADV: 'adverb',
  PRON: 'pronoun',
  ADP: 'preposition',
  DET: 'determiner',
  NUM: 'number',
  CCONJ: 'conjunction',
  SCONJ: 'conjunction',
  PART: 'particle',
};

let loaded: WinkMethods | undefined;
const load = () => {
  const require = createRequire(import.meta.url);
  return (loaded ??= (require('wink-nlp') as typeof import('wink-nlp').default)(require('wink-eng-lite-web-model'), [
    'pos',
  ]));
};

/** In order; punctuation is left out. */
export function tagWords(text: string): TaggedWord[] {
  const nlp = load();
  const tokens = nlp.readDoc(text).tokens();
  const values = tokens.out() as string[];
  const parts = tokens.out(nlp.its.pos) as string[];
  const tagged: TaggedWord[] = [];
  let at = 0;
  for (const [i, value] of values.entries()) {
    const start = text.indexOf(value, at);
    if (start < 0) continue;
    at = start + value.length;
    if (parts[i] !== 'PUNCT' && parts[i] !== 'SPACE' && parts[i] !== 'SYM')
      tagged.push({ start, end: at, part: PARTS[parts[i]] ?? 'other' });
  }
  return tagged;
}
