/** Sentences that a model might write about the articles of corpus/, each judged by hand, with the passages it was offered. */
import { readFileSync } from 'node:fs';
import type { OfferedPassage } from '../../../src/answering/claims/evidence-units.js';
import { listCorpus } from '../../../src/corpus/list-corpus.js';
import { readCorpusFile } from '../../../src/corpus/read-file.js';
import { attributeSpeakers } from '../../../src/retrieval/speakers/attribute.js';
import { splitSentences } from '../../../src/text/split-sentences.js';
import { tokenize } from '../../../src/text/tokenize.js';

export interface ClaimRow {
  id: string;
  article: string;
  /** The articles offered as passages 2, 3, …; `article` is passage 1. */
  others: string[];
  kind: string;
  isTrue: boolean;
  marks: number[];
  text: string;
  note: string;
  /** Rules were made while looking at "dev"; "held" was only measured. */
  half: 'dev' | 'held';
}

export function readRows(): ClaimRow[] {
  return readFileSync(new URL('./rows.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The shipped articles by id, each offered whole. */
export async function readPassages(): Promise<Map<string, OfferedPassage>> {
  const passages = new Map<string, OfferedPassage>();
  for (const file of (await listCorpus('corpus')).files) {
    for await (const item of readCorpusFile(file)) {
      if (!('article' in item)) continue;
      const { body } = item.article;
      const sentences = splitSentences(body);
      const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
      passages.set(item.article.id, {
        article: {
          meta: { ...item.article, key: 0 } as unknown as OfferedPassage['article']['meta'],
          body,
          sentences,
          attributions: attributeSpeakers(body, sentences, tokens),
        },
        firstSentence: 0,
        sentenceCount: sentences.length,
      });
    }
  }
  return passages;
}
