/** Which parts of the articles a model is given, and how they are written down for it: as data, with nothing in them that could pass for anything else. */
import { randomBytes } from 'node:crypto';
import { formatDate } from '../core/dates.js';
import type { Evidence, EvidenceArticle } from '../retrieval/find-evidence.js';
import { asShown } from '../text/as-shown.js';
import { HIDDEN } from './claims/hidden-text.js';
import type { OfferedPassage } from './claims/offer.js';

/** About 3,000 tokens: what a small window holds beside the prompt and the reply. */
export const OFFER_MAX_CHARS = 12_000;
const MAX_PASSAGES = 8;
/** An article this short is given whole. */
const WHOLE_ARTICLE_CHARS = 3_500;
/** Sentences before and behind one that was found. */
const SENTENCES_BESIDE = 2;
const MAX_HEADING_CHARS = 200;

/** The best articles' passages, at most so many characters together; at least the first passage, whatever its length. */
export function offerPassages({ sentences }: Evidence, maxChars = OFFER_MAX_CHARS): OfferedPassage[] {
  const articles = [...new Set(sentences.map(({ article }) => article))];
  const offered: OfferedPassage[] = [];
  let used = 0;
  for (const article of articles) {
    for (const range of rangesOf(
      article,
      sentences.flatMap((found) => (found.article === article ? found.number : [])),
    )) {
      const passage = { article, firstSentence: range.from, sentenceCount: range.to - range.from };
      const length = lengthOf(passage);
      if (offered.length === MAX_PASSAGES || (offered.length > 0 && used + length > maxChars)) return offered;
      offered.push(passage);
      used += length;
    }
  }
  return offered;
}

/** Runs of sentences around those that were found; the whole of a short article. */
function rangesOf({ body, sentences }: EvidenceArticle, found: number[]): { from: number; to: number }[] {
  if (body.length <= WHOLE_ARTICLE_CHARS) return [{ from: 0, to: sentences.length }];
  const ranges: { from: number; to: number }[] = [];
  for (const number of [...found].sort((a, b) => a - b)) {
    const from = Math.max(0, number - SENTENCES_BESIDE);
    const to = Math.min(sentences.length, number + SENTENCES_BESIDE + 1);
    const last = ranges.at(-1);
    if (last && from <= last.to) last.to = to;
    else ranges.push({ from, to });
  }
  return ranges;
}

function spanOf({ article: { sentences }, firstSentence, sentenceCount }: OfferedPassage) {
  return { start: sentences[firstSentence].start, end: sentences[firstSentence + sentenceCount - 1].end };
}

function lengthOf(passage: OfferedPassage): number {
  const { start, end } = spanOf(passage);
  return end - start;
}

/** Each passage below a line of its own, `[n] title, source, date`, numbered from `first`. */
export function writePassages(passages: OfferedPassage[], first = 1): string {
  return passages
    .map((passage, i) => {
      const { article, firstSentence, sentenceCount } = passage;
      const numbers = Array.from({ length: sentenceCount }, (_, at) => firstSentence + at);
      return `[${i + first}] ${headingOf(passage)}\n${asData(writeSentences(article, numbers))}`;
    })
    .join('\n\n');
}

/**
 * Sentences as they stand in the article, with what is between them; where some are left out, a blank. What has a
 * structure is written block by block without its marks, a row with the names of its columns.
 */
export function writeSentences(
  { body, structure, sentences }: OfferedPassage['article'],
  numbers: readonly number[],
): string {
  return numbers
    .map((number, i) => {
      const { start, end } = sentences[number];
      const isNext = i > 0 && numbers[i - 1] === number - 1;
      if (!structure)
        return (i === 0 ? '' : isNext ? body.slice(sentences[number - 1].end, start) : ' ') + body.slice(start, end);
      const { text, block } = asShown({ body, structure }, { start, end });
      const isSameBlock = isNext && block !== undefined && sentences[number - 1].start >= block.start;
      const bullet =
        block?.kind === 'item' && !isSameBlock ? (block.number === undefined ? '- ' : `${block.number}. `) : '';
      return `${i === 0 ? '' : isSameBlock && block.kind !== 'code' ? ' ' : '\n'}${bullet}${text}${block?.kind === 'heading' ? ':' : ''}`;
    })
    .join('');
}

/** Title, outlet and day in one line, as far as they are known; `isFit` leaves some out. */
export function headingOf({ article }: OfferedPassage, isFit: (text: string) => boolean = () => true): string {
  const { title, source, publishedAt } = article.meta;
  return [title, source, publishedAt && formatDate(publishedAt)]
    .flatMap((part) => (part && isFit(part) ? asData(part).replace(/\s+/g, ' ') : []))
    .join(', ')
    .slice(0, MAX_HEADING_CHARS);
}

/** A mark that no article can know. */
export const newMark = (): string => `=== ${randomBytes(6).toString('hex')} ===`;

/**
 * A stranger's text for a prompt: without invisible characters, with the signs broken that chat templates give a meaning,
 * and with no line that begins like a passage's number or a prompt's mark.
 */
export function asData(text: string): string {
  return text
    .replace(HIDDEN, '')
    .replace(/<\|/g, '< |')
    .replace(/\|>/g, '| >')
    .replace(
      /<(\/?)(s|sys|system|inst|im_start|im_end|start_of_turn|end_of_turn|bos|eos|pad|assistant|user|human|think)\b/gi,
      '< $1$2',
    )
    .replace(/\[(\/?)INST\]/gi, '[ $1INST ]')
    .replace(/<</g, '< <')
    .replace(/^(\s*)\[(\d{1,3})\]/gm, '$1($2)')
    .replace(/^(\s*)(={3,}|#{3,}|-{3,})/gm, '$1· $2');
}
