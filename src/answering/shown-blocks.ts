/** An answer's sentences as blocks for people: prose, items and rows one by one, code whole, long lists cut. */
import type { AnswerSentence } from './types.js';

/** What is shown of a list and of code, before "… 5 more". */
const MAX_ITEMS = 12;
const MAX_CODE_LINES = 15;
const MAX_CODE_CHARS = 1500;

/** `places` are the sentences' places in the answer; `more` says how many items or lines of it aren't shown. */
export type ShownBlock =
  | { kind: 'sentence'; place: number }
  | { kind: 'code'; text: string; language?: string; places: number[]; more: number }
  | { kind: 'more'; more: number };

export function shownBlocks(sentences: readonly AnswerSentence[]): ShownBlock[] {
  const blocks: ShownBlock[] = [];
  for (let place = 0; place < sentences.length; ) {
    const kind = sentences[place].form?.kind;
    let end = place + 1;
    while (kind && end < sentences.length && sentences[end].form?.kind === kind) {
      if (kind === 'code' && !sentences[end].form?.goesOn) break;
      end++;
    }
    const places = Array.from({ length: end - place }, (_, i) => place + i);
    if (kind === 'code') blocks.push(codeBlock(sentences, places));
    else {
      const shown = kind === 'item' || kind === 'row' ? places.slice(0, MAX_ITEMS) : places;
      blocks.push(...shown.map((one): ShownBlock => ({ kind: 'sentence', place: one })));
      if (shown.length < places.length) blocks.push({ kind: 'more', more: places.length - shown.length });
    }
    place = end;
  }
  return blocks;
}

function codeBlock(sentences: readonly AnswerSentence[], places: number[]): ShownBlock {
  const lines = places.flatMap((place) => sentences[place].text.split('\n'));
  let shown = lines.slice(0, MAX_CODE_LINES);
  while (shown.length > 1 && shown.join('\n').length > MAX_CODE_CHARS) shown = shown.slice(0, -1);
  const language = sentences[places[0]].form?.language;
  return {
    kind: 'code',
    text: shown.join('\n').slice(0, MAX_CODE_CHARS),
    ...(language && { language }),
    places,
    more: lines.length - shown.length,
  };
}

/** What stands before a list's item. */
export const bulletOf = ({ form }: Pick<AnswerSentence, 'form'>) =>
  form?.kind === 'item' ? (form.number === undefined ? '• ' : `${form.number}. `) : '';

/** Sentences side by side; what has a form of its own begins a line. */
export function joinSentences(sentences: readonly Pick<AnswerSentence, 'text' | 'form'>[]): string {
  return sentences
    .map(({ text, form }, i) => (i === 0 ? text : `${form || sentences[i - 1].form ? '\n' : ' '}${text}`))
    .join('');
}
