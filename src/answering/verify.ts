/**
 * The wall between a draft and people: every sentence must rest on a quote that stands verbatim in the stored article.
 * A sentence that fails is dropped and counted; nothing is mended silently.
 */
import { asShown } from '../text/as-shown.js';
import { isName, QUOTE_MAX_CHARS } from './draft-sentences.js';
import type { AnswerSentence, Citation, Draft } from './types.js';

export interface Verified extends Draft {
  dropped: { text: string; reason: string }[];
}

/** The stored text of an article, or undefined where there is none of that id. */
type TextOf = (articleId: string, field: Citation['field']) => string | undefined;

export function verifyDraft({ sentences, citations }: Draft, textOf: TextOf): Verified {
  const faults = citations.map((citation) => citationFault(citation, textOf));
  const kept: AnswerSentence[] = [];
  const dropped: Verified['dropped'] = [];
  for (const sentence of sentences) {
    const reason = sentenceFault(sentence, citations, faults);
    if (reason) dropped.push({ text: sentence.text, reason });
    else kept.push(sentence);
  }
  return { ...renumber(kept, citations), dropped };
}

/** What a model wrote and was found supported: once more, each of its quotes must stand in its article. */
export function verifyCitations({ sentences, citations }: Draft, textOf: TextOf): Draft {
  const faults = citations.map((citation) => citationFault(citation, textOf));
  const kept = sentences.filter(
    ({ citations: places }) => places.length > 0 && places.every((place) => citations[place] && !faults[place]),
  );
  return renumber(kept, citations);
}

function citationFault({ articleId, field, quote, start, end }: Citation, textOf: TextOf): string | undefined {
  const text = textOf(articleId, field);
  if (text === undefined) return `there is no article ${articleId}`;
  if (quote.length === 0 || quote.length > QUOTE_MAX_CHARS) return `a quote has ${quote.length} characters`;
  if (start < 0 || end > text.length || text.slice(start, end) !== quote)
    return 'a quote is not in its article at that place';
  return undefined;
}

/** An extractive sentence is its quote, led at most by a speaker named in its quotes. */
function sentenceFault(
  { text, citations: places }: AnswerSentence,
  citations: Citation[],
  faults: (string | undefined)[],
): string | undefined {
  if (places.length === 0) return 'it cites nothing';
  for (const place of places) {
    if (!citations[place]) return `it cites number ${place + 1}, which is not there`;
    if (faults[place]) return faults[place];
  }
  const main = citations[places[0]];
  const shown = asShown(main.quote).text;
  if (!text.endsWith(shown)) return 'it is not its quote';
  const lead = text.slice(0, text.length - shown.length);
  if (lead === '') return undefined;
  if (!lead.endsWith(': ')) return 'what leads it is no speaker';
  const speaker = lead.slice(0, -2);
  const isNamed = isName(speaker) && places.some((place) => holdsWords(citations[place].quote, speaker));
  return isNamed ? undefined : 'its speaker is named in none of its quotes';
}

/** Whether the words stand in the text as whole words. */
function holdsWords(text: string, words: string): boolean {
  const line = text.replace(/\s+/g, ' ');
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? '');
  for (let at = line.indexOf(words); at >= 0; at = line.indexOf(words, at + 1))
    if (!isLetter(line[at - 1]) && !isLetter(line[at + words.length])) return true;
  return false;
}

/** Leaves out citations that no sentence uses; the others come in order of first use. */
function renumber(sentences: AnswerSentence[], citations: Citation[]): Draft {
  const used = [...new Set(sentences.flatMap(({ citations: places }) => places))];
  const place = new Map(used.map((old, i) => [old, i]));
  return {
    sentences: sentences.map((sentence) => ({
      ...sentence,
      citations: sentence.citations.map((old) => place.get(old)!),
    })),
    citations: used.map((old) => citations[old]),
  };
}
