import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROMPT_NAMES, Prompts, SHIPPED_PROMPTS } from '../../src/models/prompts.js';
import { makeFolder } from '../support/run-footnote.js';

/** A copy of the shipped prompts, with one file changed. */
function changed(name: string, change: (text: string) => string): string {
  const folder = makeFolder();
  cpSync(SHIPPED_PROMPTS, folder, { recursive: true });
  const path = join(folder, `${name}.md`);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return folder;
}

describe('prompts', () => {
  it('that come with the program hold', () => {
    const prompts = new Prompts();
    for (const name of PROMPT_NAMES) expect(prompts.get(name).human).toContain('{mark}');
  });

  it('keep articles, questions and earlier turns out of the system role', () => {
    for (const name of ['passages', 'question', 'history', 'parts', 'task']) {
      const prompt = { passages: 'answer', question: 'answer', history: 'condense', parts: 'merge', task: 'summarise' }[
        name
      ]!;
      const folder = changed(prompt, (text) => text.replace('\n---\n', `\n{${name}}\n---\n`));
      expect(() => new Prompts(folder)).toThrow(`names {${name}} above the line`);
    }
  });

  it.each([
    [
      'a placeholder that is none',
      'answer',
      (text: string) => `${text}{pasages}`,
      /names \{pasages\} below the line; expected only \{mark\}, \{passages\}, \{question\}/,
    ],
    [
      'a missing placeholder',
      'answer',
      (text: string) => text.replaceAll('{question}', ''),
      /lacks \{question\} below the line/,
    ],
    [
      'no line between the roles',
      'merge',
      (text: string) => text.replace('\n---\n', '\n'),
      /has 1 parts; expected two/,
    ],
    ['two lines between', 'merge', (text: string) => `${text}\n---\n`, /has 3 parts/],
  ])('with %s are refused with what was expected', (_, name, change, message) => {
    expect(() => new Prompts(changed(name, change))).toThrow(message);
  });

  it('that are missing are named', () => {
    const folder = changed('answer', (text) => text);
    rmSync(join(folder, 'condense.md'));
    expect(() => new Prompts(folder)).toThrow(/condense\.md can't be read .*PROMPTS_DIR/);
  });

  it('of a judge are the program’s own in a folder that has none', () => {
    const folder = changed('answer', (text) => text);
    rmSync(join(folder, 'judge.md'));
    expect(new Prompts(folder).get('judge')).toEqual(new Prompts().get('judge'));
  });

  it('are read again when they have changed, and a bad change leaves the last good text in force, told once', () => {
    const folder = changed('answer', (text) => text);
    const warnings: string[] = [];
    const prompts = new Prompts(folder, (sentence) => warnings.push(sentence));
    const path = join(folder, 'answer.md');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('You answer', 'You briefly answer'));
    expect(prompts.get('answer').system).toContain('You briefly answer');
    writeFileSync(path, 'You answer as you like.');
    expect(prompts.get('answer').system).toContain('You briefly answer');
    expect(prompts.get('answer').system).toContain('You briefly answer');
    expect(warnings).toEqual([expect.stringMatching(/has 1 parts.*The last good text is still used\.$/)]);
    writeFileSync(path, text);
    expect(prompts.get('answer').system).toContain('You answer questions');
  });
});
