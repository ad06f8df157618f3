/** `footnote check`: a text held against the articles, sentence by sentence, for people or as one JSON object. */
import { text as readAll } from 'node:stream/consumers';
import { sourcesOf } from '../answering/sources.js';
import { UserError } from '../core/errors.js';
import type { CheckedSentence, CheckedText, Verdict } from '../flows/check-claims.js';
import { citationsToJson } from '../json/answer-json.js';
import { elapsedMs } from '../json/elapsed-ms.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { openOrIndex } from './open.js';
import { renderSources } from './render-answer.js';
import { inert, styler, wrap } from './terminal.js';

const LABELS: Record<Verdict, string> = {
  supported: 'supported',
  contradicted: 'contradicted',
  'not-covered': 'not covered',
};

export async function checkCommand(context: CommandContext, _options: object, given?: string): Promise<number> {
  if (given === undefined && process.stdin.isTTY)
    throw new UserError(
      'no-text',
      'Expected a text, as in footnote check "Elon Musk bought Twitter for 44 billion dollars.", or one piped to standard input.',
      64,
    );
  const app = await openOrIndex(context);
  try {
    const startedMs = performance.now();
    const checked = await app.check(given ?? (await readAll(process.stdin)), { signal: context.signal });
    if (context.json) await writeLine({ ...checkToJson(checked), ms: elapsedMs(startedMs) });
    else process.stdout.write(await renderChecked(checked));
    return EXIT.done;
  } finally {
    await app.close();
  }
}

function checkToJson({ sentences, leftOut }: CheckedText): object {
  return {
    sentences: sentences.map(({ text, verdict, citations, speaker }) => ({
      text,
      verdict,
      citations: citationsToJson({ citations }),
      speaker: speaker ?? null,
    })),
    left_out: leftOut,
  };
}

async function renderChecked({ sentences, leftOut }: CheckedText): Promise<string> {
  if (sentences.length === 0) return 'There is no sentence in this text that states something.\n';
  const { stdout } = process;
  const style = styler(stdout);
  const all = sentences.flatMap(({ citations }) => citations);
  // They stand above, so the list of sources needn't repeat them.
  const quoted = all.map(({ quote, shown }, place) => ({ text: shown ?? quote, citations: [place] }));
  const numbers = new Map(sourcesOf({ citations: all }).map(({ articleId, n }) => [articleId, n]));
  const blocks = await Promise.all(
    sentences.map(async (sentence) => {
      const note = sentence.isSaid && sentence.verdict !== 'not-covered' ? ', as somebody’s words' : '';
      const head = `${style('bold', LABELS[sentence.verdict] + note)}  ${inert(sentence.text)}`;
      const quote = sentence.citations.length > 0 ? quoteLine(sentence, numbers) : undefined;
      return [await wrap(head, stdout), ...(quote ? [await wrap(quote, stdout, '   ')] : [])].join('\n');
    }),
  );
  const { questions, chatter, further } = leftOut;
  const rest = `Not checked: questions ${questions}, remarks ${chatter}, further sentences ${further}.`;
  const tail = questions + chatter + further > 0 ? `\n${style('dim', rest)}\n` : '';
  const sources = all.length > 0 ? `\n${await renderSources({ sentences: quoted, citations: all }, stdout)}` : '';
  return `${blocks.join('\n\n')}\n${sources}${tail}`;
}

function quoteLine({ verdict, citations, speaker }: CheckedSentence, numbers: Map<string, number>): string {
  const lead = verdict === 'not-covered' ? 'nearest: ' : speaker ? `${inert(speaker)}: ` : '';
  const marks = [...new Set(citations.map(({ articleId }) => `[${numbers.get(articleId)}]`))].join('');
  return `${lead}${citations.map(({ quote, shown }) => `“${inert(shown ?? quote)}”`).join(' … ')} ${marks}`;
}
