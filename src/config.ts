/** The environment, parsed once. The one list of variables: .env.example and the README's table are made from it. */
import { z } from 'zod';
import { UserError } from './core/errors.js';

interface Setting {
  name: string;
  meaning: string;
  standard: string;
}

/** Every variable that this version reads. */
export const SETTINGS: Setting[] = [
  { name: 'CORPUS_DIR', meaning: 'folder of articles, or one file of them', standard: './corpus' },
  { name: 'DATA_DIR', meaning: 'folder for the index; made when it is not there', standard: './data' },
];

const standardOf = (name: string) => SETTINGS.find((setting) => setting.name === name)!.standard;

/** An empty variable counts as one that isn't set. */
const folder = (name: string) =>
  z
    .string()
    .optional()
    .transform((value) => value?.trim() || standardOf(name))
    .refine((value) => !value.includes('\0'), `${name} holds a NUL character; expected a path`);

const ENVIRONMENT = z.object({ CORPUS_DIR: folder('CORPUS_DIR'), DATA_DIR: folder('DATA_DIR') });

export interface Config {
  corpusDir: string;
  dataDir: string;
}

/** Throws UserError with what was expected of which variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = ENVIRONMENT.safeParse(environment);
  if (!parsed.success) throw new UserError('bad-environment', `${parsed.error.issues[0].message}.`, 64);
  return { corpusDir: parsed.data.CORPUS_DIR, dataDir: parsed.data.DATA_DIR };
}

/** The text of .env.example. */
export function envExample(): string {
  const lines = SETTINGS.map(
    ({ name, meaning, standard }) => `# ${meaning} (default: ${standard})\n#${name}=${standard}\n`,
  );
  return `# Every setting is optional. Copy this file to .env and take the # off the lines you change.\n\n${lines.join('\n')}`;
}
