/** Sentences that a model might write about articles, each judged by hand, with the passages it was offered. */
import { readFileSync } from 'node:fs';
import type { OfferedPassage } from '../../../src/answering/claims/offer.js';
import { listCorpus } from '../../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../../src/corpus/read-file.js';
import { attributeSpeakers } from '../../../src/retrieval/speakers/attribute.js';
import { splitSentences } from '../../../src/text/split-sentences.js';
import { tokenize } from '../../../src/text/tokenize.js';

interface Judged {
  id: string;
  kind: string;
  isTrue: boolean;
  marks: number[];
  text: string;
  note: string;
  /** Rules were made while looking at "dev"; "held" was only measured. */
  half: 'dev' | 'held';
}
/** About articles of corpus/: `article` is passage 1, `others` are passages 2, 3, … */
interface ShippedRow extends Judged {
  article: string;
  others: string[];
}
/** About an article of the row's own. */
interface OwnRow extends Judged {
  body: string;
  publishedAt: string;
}
export type ClaimRow = ShippedRow | OwnRow;

export function readRows(): ClaimRow[] {
  return readFileSync(new URL('./rows.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What is offered for a row, each article whole. */
export const passagesOf = (row: ClaimRow, shipped: Map<string, OfferedPassage>): OfferedPassage[] =>
  'body' in row
    ? [passage({ id: row.id, title: 'A title', publishedAt: row.publishedAt }, row.body)]
    : [row.article, ...row.others].map((id) => shipped.get(id)!);

/** The shipped articles by id. */
export async function readShipped(): Promise<Map<string, OfferedPassage>> {
  const passages = new Map<string, OfferedPassage>();
  for (const file of (await listCorpus('corpus')).files)
    for await (const item of readCorpusFile(file))
      if ('article' in item) passages.set(item.article.id, passage(item.article, item.article.body));
  return passages;
}

/** A whole article as a passage. */
export function passage(meta: { id: string; title: string; publishedAt?: string }, body: string): OfferedPassage {
  const sentences = splitSentences(body);
  const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
  return {
    article: {
      meta: { ...meta, key: 0 } as unknown as OfferedPassage['article']['meta'],
      body,
      text: body,
      sentences,
      attributions: attributeSpeakers(body, sentences, tokens),
    },
    firstSentence: 0,
    sentenceCount: sentences.length,
  };
}
