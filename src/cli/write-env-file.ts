/** Changes settings in a `.env`, whole or not at all: what else stands there stays as it is. */
import { readFile } from 'node:fs/promises';
import { errorCode, errorText, UserError } from '../core/errors.js';
import { writeWhole } from '../core/write-whole.js';
import { decodeEnvFile, parseEnvText } from './env-file.js';

/** Readable for its owner alone: it holds a token. */
const MODE = 0o600;

/** The file's text; undefined where there is none. Throws UserError. */
export async function readEnvFile(path: string): Promise<string | undefined> {
  try {
    return decodeEnvFile(await readFile(path), path).replace(/^\ufeff/, '');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (error instanceof UserError) throw error;
    throw new UserError('bad-env-file', `${path} can't be read (${errorText(error)}); mend or remove it.`);
  }
}

/**
 * A file's text with these settings in it: in the place of a line that sets the same, else at the end. Throws UserError for a
 * value that can't be written.
 */
export function withSettings(text: string, settings: Record<string, string>): string {
  let changed = text;
  for (const [name, value] of Object.entries(settings)) {
    const line = `${name}=${quoted(name, value)}`;
    // The last of several lines would count, so all of them say the same.
    const places = new RegExp(`^[^\\S\\n]*(?:export\\s+)?${name}[^\\S\\n]*=.*$`, 'gm');
    const replaced = changed.replace(places, () => line);
    if (replaced !== changed || places.test(changed)) changed = replaced;
    else changed += `${changed === '' || changed.endsWith('\n') ? '' : '\n'}${line}\n`;
  }
  const now = parseEnvText(changed);
  const lost = Object.keys(settings).find((name) => now[name] !== settings[name]);
  if (lost) throw new UserError('bad-env-file', `${lost} can't be changed where it stands in .env; edit it there.`);
  return changed;
}

/** "my news" needs quotation marks; a mark that isn't in the value is taken. */
function quoted(name: string, value: string): string {
  const forms = [value, ...["'", '"', '`'].map((mark) => `${mark}${value}${mark}`)];
  const form = forms.find((one) => {
    try {
      return parseEnvText(`${name}=${one}`)[name] === value;
    } catch {
      return false;
    }
  });
  if (form === undefined || /[\r\n]/.test(value))
    throw new UserError('bad-env-file', `The value of ${name} can't be written into .env; set it in the environment.`);
  return form;
}

/** Throws UserError. */
export async function writeEnvFile(path: string, text: string): Promise<void> {
  try {
    await writeWhole(path, text, { beside: `${path}.${process.pid}.new`, mode: MODE });
  } catch (error) {
    throw new UserError('env-not-written', `${path} can't be written (${errorText(error)}); mend the folder's rights.`);
  }
}
