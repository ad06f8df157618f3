/**
 * YAML front matter. A fence splitter and the `yaml` package in its core schema: no tags that construct anything, no code.
 * (gray-matter evaluates JavaScript front matter.)
 */
import { isMap, LineCounter, parseDocument, visit } from 'yaml';
import { Unreadable } from './formats/format.js';
import type { CorpusLimits } from './limits.js';
import { oneLine } from './title.js';

/**
 * The front matter's values and the text behind it. A text without a closed fence, or with something else than `key: value`
 * between two rules, is all body. Throws Unreadable with the line where front matter is broken.
 *
 *     ---            opening fence: the very first line
 *     title: …       YAML
 *     ---            closing fence (or `...`)
 *     body           begins on the next line, white space and all
 */
export function splitFrontMatter(text: string, limits: Readonly<CorpusLimits>): { data: object; body: string } {
  const none = { data: {}, body: text };
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text)?.[0];
  if (!opening) return none;
  const head = text.slice(opening.length, opening.length + limits.maxFrontMatterChars);
  const closing = /(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/.exec(head);
  // `$` also matches where the head was cut off, which is no end of a line.
  if (!closing || (closing.index + closing[0].length === head.length && head.length === limits.maxFrontMatterChars))
    return none;
  const yaml = head.slice(0, closing.index);
  // Front matter starts at once; an empty line or prose behind `---` means a horizontal rule.
  if (
    !/^(?:[ \t]*#[^\r\n]*(?:\r\n|\n|\r))*(?:["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?[ \t]*:(?:\s|$)|[{%?&!*])/u.test(yaml) &&
    yaml.trim() !== ''
  )
    return none;
  return { data: parseYaml(yaml, limits), body: text.slice(opening.length + closing.index + closing[0].length) };
}

function parseYaml(yaml: string, limits: Readonly<CorpusLimits>): object {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, {
    schema: 'core',
    customTags: [],
    lineCounter,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) {
    // Behind the opening fence, so one line further down in the file.
    const line = lineCounter.linePos(error.pos[0]).line + 1;
    throw new Unreadable(
      `The front matter is not valid YAML at line ${line}: ${problemOf(error)}; correct it or remove it.`,
    );
  }
  if (document.contents !== null && !isMap(document.contents))
    throw new Unreadable(
      'Expected "key: value" lines in the front matter at line 2, but it is something else; correct it or remove it.',
    );
  let aliases = 0;
  visit(document, {
    Alias: () => {
      if (++aliases > limits.maxYamlAliases)
        throw new Unreadable(`The front matter uses more than ${limits.maxYamlAliases} aliases; write the values out.`);
    },
    // A number keeps its spelling: `id: 007` is "007", `date: 2022` is "2022".
    Scalar: (_key, node) => {
      if (typeof node.value === 'number' && node.source !== undefined) node.value = node.source;
    },
  });
  try {
    return document.toJS({ maxAliasCount: limits.maxYamlAliases }) ?? {};
  } catch (problem) {
    throw new Unreadable(`The front matter can't be resolved: ${problemOf(problem)}.`);
  }
}

function problemOf(error: unknown): string {
  const text = oneLine(error instanceof Error ? error.message : String(error));
  return /call stack/.test(text) ? 'it is nested too deeply' : text;
}
