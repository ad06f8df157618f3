import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const sourceOf = (file: string) => readFileSync(join(SRC, file), 'utf8');

/** What of query/ reads a text, and may be called by nobody else; `readWords` reads outlets' names, too. */
const READERS = ['aliases', 'asked-for', 'how-asked', 'named-days', 'speech-asked-for', 'split-question'];
/** `readTimes` and `timeTerms` read a text; what places and compares times reads none. */
const READING_EXPORTS = /\b(readTimes|timeTerms|readTerms)\b/;

describe('a question’s text', () => {
  it('is read by the folder that makes a Query alone', () => {
    const strays = files
      .filter((file) => !file.startsWith('query/'))
      .flatMap((file) =>
        [...sourceOf(file).matchAll(/import (type )?([^;]*?) from '(\.[^']+)'/g)]
          .map(([, isType, names, from]) => ({ isType, names, from: posix.join(posix.dirname(file), from) }))
          .filter(
            ({ isType, names, from }) =>
              !isType &&
              (READERS.some((reader) => from === `query/${reader}.js`) ||
                (from.startsWith('query/') && READING_EXPORTS.test(names))) &&
              // The kinds of answer are a list, not a reader.
              !/^\{ ANSWER_TYPES(, type AnswerType)? \}$/.test(names),
          )
          .map(({ names, from }) => `${file}: ${names} from ${from}`),
      );
    expect(strays).toEqual([]);
  });

  it('goes on as a string to an embedder, a model’s prompt and the scope of a summary, and nowhere else', () => {
    const uses = files
      .filter((file) => !file.startsWith('query/'))
      .flatMap((file) =>
        sourceOf(file)
          .split('\n')
          .filter((line) => /\bquery\.text\b|\{ text[,:][^}]*\}: Query\b/.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    const isHandedOn = (use: string) =>
      /embedQuery\(query\.text|writeAnswer\(session, query\.text|topic: query\.text|topicTask\(query\.text\)/.test(use);
    expect(uses.filter((use) => !isHandedOn(use))).toEqual([]);
    expect(uses.length).toBeGreaterThan(3);
  });
});
