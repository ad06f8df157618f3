/** Markdown: fields from the YAML front matter, the body is what follows it, the title falls back to the first heading. */
import { decodeText } from '../decode.js';
import { splitFrontMatter } from '../front-matter.js';
import { readHead } from '../head.js';
import { pickFields } from './fields.js';
import type { CorpusFormat } from './format.js';

export const markdown: CorpusFormat = {
  name: 'markdown',
  extensions: ['.md', '.markdown'],
  async *read(input) {
    const { data, body } = splitFrontMatter(decodeText(await input.readBytes()), input.limits);
    const heading = firstHeading(body);
    yield { fields: { ...readHead(body), ...(heading && { heading }), ...pickFields(data), body } };
  },
};

/** The text of the first heading, `#` or underlined, outside code fences. */
function firstHeading(body: string): string | undefined {
  let fence = '';
  let previous = '';
  for (const line of body.slice(0, 100_000).split(/\r\n|\n|\r/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (mark && (!fence || (mark.startsWith(fence) && /^[`~\s]*$/.test(line)))) fence = fence ? '' : mark;
    if (fence || mark) {
      previous = '';
      continue;
    }
    const heading = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1]?.replace(/[ \t]#+[ \t]*$/, '');
    if (heading) return plainText(heading);
    if (/^ {0,3}(=+|-{2,})[ \t]*$/.test(line) && /^ {0,3}[^\s>#|*+-]/.test(previous)) return plainText(previous);
    previous = line;
  }
  return undefined;
}

/** Markdown without its marks, as far as headings use them. */
function plainText(line: string): string {
  return line
    .slice(0, 1_000)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)(\S(?:.*?\S)?)\1/g, '$2')
    .replace(/([*_])(\S(?:.*?\S)?)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}
