/** Markdown of every kind, made from seeds, and the words in it that people are meant to read. */
import fc from './fast-check.js';

const word = fc.stringMatching(/^[a-z]{3,9}$/).map((text) => text);
const inline = fc.oneof(
  { weight: 4, arbitrary: word.map((text) => ({ text, words: [text] })) },
  fc
    .tuple(fc.constantFrom('**', '*', '`', '~~', '_'), word)
    .map(([mark, text]) => ({ text: `${mark}${text}${mark}`, words: [text] })),
  word.map((text) => ({ text: `[${text}](https://a.example/(x)?y=1)`, words: [text] })),
  word.map((text) => ({ text: `![pixel](p.png)${text}`, words: [text] })),
  word.map((text) => ({ text: `${text}<!-- hidden -->`, words: [text] })),
  word.map((text) => ({ text: `<b>${text}</b>`, words: [text] })),
);
const line = fc.array(inline, { minLength: 1, maxLength: 6 }).map((parts) => ({
  text: parts.map(({ text }) => text).join(' '),
  words: parts.flatMap(({ words }) => words),
}));
const cell = fc.oneof(word, fc.constant('')).map((text) => ({ text, words: text ? [text] : [] }));
const many = <T extends { text: string; words: string[] }>(list: T[], join: (texts: string[]) => string) => ({
  text: join(list.map(({ text }) => text)),
  words: list.flatMap(({ words }) => words),
});
const block = fc.oneof(
  line,
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), line)
    .map(([level, { text, words }]) => ({ text: `${'#'.repeat(level)} ${text}`, words })),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((lines) => many(lines, (texts) => texts.map((text) => `- ${text}`).join('\n'))),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((lines) => many(lines, (texts) => texts.map((text, i) => `${i + 1}. ${text}`).join('\n'))),
  line.map(({ text, words }) => ({ text: `> ${text}`, words })),
  fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((words) => ({ text: `\`\`\`sh\n${words.join('\n')}\n\`\`\``, words })),
  fc
    .array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 })
    .map((rows) =>
      many(
        [
          { text: '| kopf | fuss |\n| --- | --- |', words: ['kopf', 'fuss'] },
          ...rows.map((row) => many(row, ([a, b]) => `| ${a} | ${b} |`)),
        ],
        (texts) => texts.join('\n'),
      ),
    ),
  fc
    .constantFrom('---', '<!-- note -->', '<hr>', '[x]: https://x.example')
    .map((text) => ({ text, words: [] as string[] })),
);

/** A text, and its words in order. Comments, pictures and addresses hold no words of it. */
export const anyMarkdown = fc
  .array(block, { minLength: 1, maxLength: 8 })
  .map((blocks) => many(blocks, (texts) => texts.join('\n\n')));
