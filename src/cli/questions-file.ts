/** A team's own questions out of a file that was named on the command line. */
import { readFileSync } from 'node:fs';
import { errorText, UserError } from '../core/errors.js';
import { type MeasuredQuestion, readQuestions } from '../flows/measure.js';

/** Throws UserError where the file can't be read, and as `readQuestions` does. */
export function readQuestionsFile(file: string): MeasuredQuestion[] {
  return readQuestions(readText(file), file);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      'no-questions',
      `${file} can't be read (${errorText(error)}); give a file with one JSON object a line.`,
    );
  }
}
