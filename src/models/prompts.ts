/**
 * The prompt files in prompts/: text that people review, with placeholders in braces. They are checked when they are
 * read, and read again when they have changed; a change that doesn't hold leaves the last good text in force.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorText, UserError } from '../core/errors.js';
import type { PromptName } from './chat-model.js';

/** One text for the system role and one for the user's. */
export interface Prompt {
  system: string;
  human: string;
}

/** What each prompt must name. Articles and questions are strangers' words: they have no place in the system role. */
const PLACEHOLDERS: Record<PromptName, { system: string[]; human: string[] }> = {
  answer: { system: ['mark'], human: ['mark', 'passages', 'question'] },
  condense: { system: ['mark'], human: ['mark', 'history', 'question'] },
  translate: { system: ['mark', 'language'], human: ['mark', 'question'] },
  judge: { system: ['mark'], human: ['mark', 'passages', 'lines', 'count'] },
  summarise: { system: ['mark', 'words'], human: ['mark', 'passages', 'task'] },
  merge: { system: ['mark', 'words'], human: ['mark', 'parts', 'task'] },
};
export const PROMPT_NAMES = Object.keys(PLACEHOLDERS) as PromptName[];

/** Prompts that came after the others. */
const LATER: ReadonlySet<PromptName> = new Set(['judge', 'translate']);

/** The folder that comes with the program. */
export const SHIPPED_PROMPTS = fileURLToPath(new URL('../../prompts', import.meta.url));

const SEPARATOR = /^---[ \t]*$/m;

export class Prompts {
  readonly #read = new Map<PromptName, { stamp: string; prompt: Prompt }>();

  /** Throws UserError where a file is missing or names what it shouldn't. */
  constructor(
    readonly folder: string = SHIPPED_PROMPTS,
    private readonly warn: (sentence: string) => void = () => {},
  ) {
    for (const name of PROMPT_NAMES) this.#load(name);
  }

  /** The text as it is on disk now, or as it was when it last held. */
  get(name: PromptName): Prompt {
    const known = this.#read.get(name)!;
    try {
      if (stampOf(this.#path(name)) !== known.stamp) this.#load(name);
    } catch (error) {
      this.warn(`${errorText(error)} The last good text is still used.`);
    }
    return this.#read.get(name)!.prompt;
  }

  /** Folders that were made before there was one hold no such prompt. */
  #path(name: PromptName): string {
    const own = join(this.folder, `${name}.md`);
    return LATER.has(name) && !existsSync(own) ? join(SHIPPED_PROMPTS, `${name}.md`) : own;
  }

  #load(name: PromptName): void {
    const path = this.#path(name);
    let stamp: string;
    let text: string;
    try {
      stamp = stampOf(path);
      text = readFileSync(path, 'utf8');
    } catch (error) {
      throw new UserError(
        'no-prompt',
        `The prompt ${path} can't be read (${errorText(error)}); put it back, or mend PROMPTS_DIR.`,
      );
    }
    const known = this.#read.get(name);
    // A text that doesn't hold is complained of once, not with each question.
    if (known) known.stamp = stamp;
    this.#read.set(name, { stamp, prompt: parsePrompt(path, name, text) });
  }
}

function stampOf(path: string): string {
  const { mtimeMs, size } = statSync(path);
  return `${mtimeMs} ${size}`;
}

function parsePrompt(path: string, name: PromptName, text: string): Prompt {
  const parts = text.replace(/^\ufeff/, '').split(SEPARATOR);
  if (parts.length !== 2)
    throw new UserError(
      'bad-prompt',
      `The prompt ${path} has ${parts.length} parts; expected two with a line of --- between: for the system role, and for the user's.`,
    );
  const [system, human] = parts.map((part) => part.trim());
  check(path, 'above the line', system, PLACEHOLDERS[name].system);
  check(path, 'below the line', human, PLACEHOLDERS[name].human);
  return { system, human };
}

function check(path: string, where: string, text: string, expected: string[]): void {
  const found = new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name));
  const unknown = [...found].find((name) => !expected.includes(name));
  if (unknown !== undefined)
    throw new UserError(
      'bad-prompt',
      `The prompt ${path} names {${unknown}} ${where}; expected only ${expected.map((name) => `{${name}}`).join(', ')} there.`,
    );
  const missing = expected.find((name) => !found.has(name));
  if (missing !== undefined)
    throw new UserError('bad-prompt', `The prompt ${path} lacks {${missing}} ${where}; put it in.`);
}
