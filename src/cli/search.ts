/** `footnote search`: the ranked passages alone. */
import type { SearchHit } from '../flows/search.js';
import { elapsedMs } from '../json/elapsed-ms.js';
import { hitsToJson } from '../json/hits-json.js';
import { type QuestionOptions, withOptions } from './ask.js';
import { type CommandContext, EXIT } from './command.js';
import { requirePipedInput, runJsonLines, writeLine } from './json-lines.js';
import { openExisting } from './open.js';
import { type ReaderWords, readerWords } from './reader-words.js';
import { inert, styler, wrap } from './terminal.js';

export async function searchCommand(
  context: CommandContext,
  options: QuestionOptions & { top: number; concurrency: number },
  query?: string,
): Promise<number> {
  if (query === undefined) requirePipedInput('search');
  const app = await openExisting(context);
  const { top } = options;
  const { signal } = context;
  try {
    if (query === undefined) {
      await runJsonLines(async (input) => hitsToJson(await app.search(withOptions(input, options), { top, signal })), {
        ...options,
        signal,
      });
      return EXIT.done;
    }
    const startedMs = performance.now();
    const hits = await app.search(withOptions({ question: query }, options), { top, signal });
    if (context.json) await writeLine({ id: null, ...hitsToJson(hits), ms: elapsedMs(startedMs) });
    else process.stdout.write(await renderHits(hits, await readerWords(process.env)));
    return EXIT.done;
  } finally {
    await app.close();
  }
}

async function renderHits(hits: SearchHit[], words: ReaderWords): Promise<string> {
  if (hits.length === 0) return 'Nothing found.\n';
  const style = styler(process.stdout);
  const parts = await Promise.all(
    hits.map(async ({ article, rank, passage }) => {
      const about = [article.source, article.publishedAt && words.date(article.publishedAt)].filter(Boolean).join(', ');
      const head = `${style('bold', `${rank}  ${inert(article.title)}`)}${about ? style('dim', `  ${inert(about)}`) : ''}`;
      return `${head}\n${await wrap(inert(passage.text), process.stdout, '   ')}\n${style('dim', `   ${inert(article.id)}`)}\n`;
    }),
  );
  return parts.join('\n');
}
