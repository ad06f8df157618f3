/**
 * The wall between a draft and people: every sentence must rest on a quote that stands verbatim in the stored article.
 * A sentence that fails is dropped and counted; nothing is mended silently.
 */
import { asShown } from '../text/as-shown.js';
import { QUOTE_MAX_CHARS } from '../text/split-sentences.js';
import { type CitableArticle, isName } from './draft-sentences.js';
import type { AnswerSentence, Citation, Draft } from './types.js';

export interface Verified extends Draft {
  dropped: { text: string; reason: string }[];
}

/** The stored article, or undefined where there is none of that id. */
type ArticleOf = (articleId: string) => CitableArticle | undefined;

export function verifyDraft({ sentences, citations }: Draft, articleOf: ArticleOf): Verified {
  const faults = citations.map((citation) => citationFault(citation, articleOf));
  const kept: AnswerSentence[] = [];
  const dropped: Verified['dropped'] = [];
  for (const sentence of sentences) {
    const reason = sentenceFault(sentence, citations, faults, articleOf);
    if (reason) dropped.push({ text: sentence.text, reason });
    else kept.push(sentence);
  }
  return { ...renumber(kept, citations), dropped };
}

/** What a model wrote and was found supported: once more, each of its quotes must stand in its article. */
export function verifyCitations({ sentences, citations }: Draft, articleOf: ArticleOf): Draft {
  const faults = citations.map((citation) => citationFault(citation, articleOf));
  const kept = sentences.filter(
    ({ citations: places }) => places.length > 0 && places.every((place) => citations[place] && !faults[place]),
  );
  return renumber(kept, citations);
}

/** Whether a quote is what stands at its place in the article as it is now; not so where there is none. */
export const standsIn = (
  article: { title: string; body: string } | undefined,
  { field, quote, start, end }: Pick<Citation, 'field' | 'quote' | 'start' | 'end'>,
): boolean => (field === 'title' ? article?.title : article?.body)?.slice(start, end) === quote;

function citationFault({ articleId, field, quote, start, end }: Citation, articleOf: ArticleOf): string | undefined {
  const article = articleOf(articleId);
  const text = field === 'title' ? article?.meta.title : article?.body;
  if (text === undefined) return `there is no article ${articleId}`;
  if (quote.length === 0 || quote.length > QUOTE_MAX_CHARS) return `a quote has ${quote.length} characters`;
  if (start < 0 || end > text.length || text.slice(start, end) !== quote)
    return 'a quote is not in its article at that place';
  return undefined;
}

/** An extractive sentence is its quote as people see it, led at most by a speaker named in its quotes. */
function sentenceFault(
  { text, citations: places }: AnswerSentence,
  citations: Citation[],
  faults: (string | undefined)[],
  articleOf: ArticleOf,
): string | undefined {
  if (places.length === 0) return 'it cites nothing';
  for (const place of places) {
    if (!citations[place]) return `it cites number ${place + 1}, which is not there`;
    if (faults[place]) return faults[place];
  }
  const main = citations[places[0]];
  const article = main.field === 'title' ? { body: main.quote } : articleOf(main.articleId)!;
  const { text: shown, header } = asShown(article, main.field === 'title' ? { start: 0, end: main.end } : main);
  if (!text.endsWith(shown)) return 'it is not its quote';
  const isHeader = ({ articleId, start, end }: Citation) =>
    articleId === main.articleId && start === header?.start && end === header.end;
  if (header && !places.some((place) => isHeader(citations[place]))) return 'the names of its columns are not quoted';
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
export function renumber(sentences: AnswerSentence[], citations: Citation[]): Draft {
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
