/** Made articles as files to be indexed: one JSON-lines file for each size. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { prepareArticle } from '../../index/build-segment.js';
import type { Pause } from '../peer.js';
import type { BenchQuestion } from '../questions.js';
import { makeArticles } from './made-articles.js';

const ARTICLES_PER_PAUSE = 32;

export interface WrittenCorpora {
  /** By size, in the order given. */
  files: string[];
  /** About articles that every corpus holds. */
  questions: BenchQuestion[];
}

/**
 * `sizes` are numbers of passages in ascending order: each corpus has the fewest articles that make as many. At most
 * `questions` are asked, each about another article of the smallest. Rejects with the reason of an interruption.
 */
export async function writeCorpora(
  folder: string,
  {
    sizes,
    seed,
    questions: most,
    pause,
    onPassages,
  }: {
    sizes: number[];
    seed: number;
    questions: number;
    pause: Pause;
    onPassages: (done: number, all: number) => void;
  },
): Promise<WrittenCorpora> {
  const files = sizes.map((size) => join(folder, `${size}.jsonl`));
  const handles = files.map((file) => openSync(file, 'w'));
  try {
    const questions: BenchQuestion[] = [];
    let passages = 0;
    let articles = 0;
    for (const { question, ...article } of makeArticles(seed)) {
      if (articles++ % ARTICLES_PER_PAUSE === 0) {
        onPassages(passages, sizes.at(-1)!);
        await pause();
      }
      const line = `${JSON.stringify(article)}\n`;
      for (const [i, size] of sizes.entries()) if (passages < size) writeSync(handles[i], line);
      if (passages < sizes[0] && questions.length < most) questions.push({ text: question, articles: [article.id] });
      passages += prepareArticle(articles, article).passages.length;
      if (passages >= sizes.at(-1)!) break;
    }
    return { files, questions };
  } finally {
    for (const handle of handles) closeSync(handle);
  }
}
