/**
 * Front matter in YAML or TOML. A fence splitter, the `yaml` package in its core schema (no tags that construct anything, no
 * code) and smol-toml. (gray-matter evaluates JavaScript front matter.)
 */
import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { isMap, isScalar, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import { Unreadable } from './formats/format.js';
import type { CorpusLimits } from './limits.js';
import { oneLine } from './title.js';

const YAML_END = /(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;
const TOML_END = /(?:^|\r\n|\n|\r)\+\+\+[ \t]*(?:\r\n|\n|\r|$)/;
const SILENT = { logLevel: 'silent', prettyErrors: false } as const;
/** A key of the outermost level, and a value that ends with its line. */
const TEXT_LINE = /^([\p{L}_][\p{L}\p{N}_ .-]*:[ \t]+)(\S[^\r\n]*?)[ \t]*$(?!\r?\n[ \t]+\S)/gmu;

/**
 * The front matter's values and the text behind it. A text without a closed fence, or with something else than `key: value`
 * between two rules, is all body. Throws Unreadable with the line where front matter is broken.
 *
 *     ---            opening fence: the very first line
 *     title: …       YAML
 *     ---            closing fence (or `...`)
 *     body           begins on the next line, white space and all
 *
 * TOML stands between `+++` and `+++`.
 */
export function splitFrontMatter(text: string, limits: Readonly<CorpusLimits>): { data: object; body: string } {
  const none = { data: {}, body: text };
  const opening = /^(?:---|\+\+\+)[ \t]*(?:\r\n|\n|\r)/.exec(text)?.[0];
  if (!opening) return none;
  const isToml = opening.startsWith('+');
  const head = text.slice(opening.length, opening.length + limits.maxFrontMatterChars);
  const closing = (isToml ? TOML_END : YAML_END).exec(head);
  // `$` also matches where the head was cut off, which is no end of a line.
  if (!closing || (closing.index + closing[0].length === head.length && head.length === limits.maxFrontMatterChars))
    return none;
  const yaml = head.slice(0, closing.index);
  const body = text.slice(opening.length + closing.index + closing[0].length);
  if (isToml) return /^\s*(?:#|\[|["'\w.-]+\s*=)/.test(yaml) ? { data: readToml(yaml), body } : none;
  // Front matter starts at once; an empty line or prose behind `---` means a horizontal rule.
  if (
    !/^(?:[ \t]*#[^\r\n]*(?:\r\n|\n|\r))*(?:["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?[ \t]*:(?:\s|$)|[{%?&!*])/u.test(yaml) &&
    yaml.trim() !== ''
  )
    return none;
  return { data: readYaml(yaml, limits), body };
}

/** As it is written, else as people mean it: what stands behind `title:` is a text, colons and all. */
function readYaml(yaml: string, limits: Readonly<CorpusLimits>): object {
  refuseDeep(yaml);
  try {
    return parseYaml(yaml, limits);
  } catch (error) {
    const meant = quoteTexts(yaml);
    if (meant === yaml) throw error;
    return parseYaml(meant, limits);
  }
}

/** The parser calls itself for each level, and a full stack may end the whole process. */
const MAX_DEPTH = 64;
/** Between two commas in brackets: a key and its value have one ":", and each further one is a level. */
const MAX_MARKS_OF_AN_ENTRY = 4;
const BRACKETS = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
  [',', 0],
]);

/** Throws Unreadable where brackets, marks on one line, or indents are nested too deeply to be parsed. Linear. */
function refuseDeep(yaml: string): void {
  const indents: number[] = [];
  let brackets = 0;
  let marks = 0;
  let isText = false;
  for (const token of new Lexer().lex(yaml)) {
    if (isText) isText = false;
    else if (token === SCALAR_NEXT) isText = true;
    else if (token === ':' || token === '-' || token === '?') marks++;
    else if (BRACKETS.has(token)) {
      brackets = Math.max(0, brackets + BRACKETS.get(token)!);
      marks = 0;
    } else if (brackets === 0 && /[\r\n]/.test(token)) marks = 0;
    if (brackets > MAX_DEPTH || marks > (brackets > 0 ? MAX_MARKS_OF_AN_ENTRY : MAX_DEPTH)) throw tooDeep();
  }
  for (const [, indent] of yaml.matchAll(/^([ \t]*)\S/gm)) {
    while (indents.length > 0 && indents[indents.length - 1] >= indent.length) indents.pop();
    if (indents.push(indent.length) > MAX_DEPTH) throw tooDeep();
  }
}

/** What the lexer gives before an unquoted text. */
const SCALAR_NEXT = '\u001f';
const tooDeep = () =>
  new Unreadable(`The front matter is nested too deeply, more than ${MAX_DEPTH} levels; correct it or remove it.`);

/** `key: value` lines that are no YAML by themselves ("title: Storm: the damage", "title: @home"), their values in quotes. */
function quoteTexts(yaml: string): string {
  return yaml.replace(TEXT_LINE, (line, key: string, value: string) => {
    // An open quote or bracket is a fault, and may go on below.
    if (/^(?:["'](?!.*["'].*\S$)|[[{|>])/.test(value) || parseDocument(line, SILENT).errors.length === 0) return line;
    return `${key}${JSON.stringify(value)}`;
  });
}

function readToml(toml: string): object {
  try {
    const data = plainValues(parseToml(toml));
    // Where Hugo and Zola keep what is not theirs.
    return { ...(data.extra as object | undefined), ...(data.params as object | undefined), ...data };
  } catch (error) {
    if (!(error instanceof TomlError)) throw new Unreadable(`The front matter can't be resolved: ${problemOf(error)}.`);
    const what = problemOf(error.message.split('\n')[0]).replace(/^Invalid TOML document: /, '');
    throw new Unreadable(
      `The front matter is not valid TOML at line ${error.line + 1}: ${what}; correct it or remove it.`,
    );
  }
}

/** Dates as they are written. */
function plainValues(table: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [key, value instanceof TomlDate ? value.toISOString() : value]),
  );
}

function parseYaml(yaml: string, limits: Readonly<CorpusLimits>): object {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, {
    schema: 'core',
    customTags: [],
    lineCounter,
    logLevel: 'silent',
    prettyErrors: false,
    // Compared below: the parser compares each key with each other one.
    uniqueKeys: false,
  });
  const invalid = (offset: number, problem: string) => {
    // Behind the opening fence, so one line further down in the file.
    const line = lineCounter.linePos(offset).line + 1;
    return new Unreadable(`The front matter is not valid YAML at line ${line}: ${problem}; correct it or remove it.`);
  };
  const [error] = document.errors;
  if (error) throw invalid(error.pos[0], problemOf(error));
  if (document.contents !== null && !isMap(document.contents))
    throw new Unreadable(
      'Expected "key: value" lines in the front matter at line 2, but it is something else; correct it or remove it.',
    );
  let aliases = 0;
  visit(document, {
    Map: (_key, { items }) => {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === null) continue;
        if (keys.has(key.value)) throw invalid(key.range?.[0] ?? 0, 'Map keys must be unique');
        keys.add(key.value);
      }
    },
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
