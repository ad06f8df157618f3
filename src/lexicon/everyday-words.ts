/** What everyday questions and the texts that answer them call by different words. The relations are lines of everyday-words.txt. */
import { readFileSync } from 'node:fs';
import { readWordGroups, type WordGroups } from './word-groups.js';

let groups: WordGroups | undefined;

export const everydayWords = (): WordGroups =>
  (groups ??= readWordGroups(
    readFileSync(new URL('./everyday-words.txt', import.meta.url), 'utf8'),
    'everyday-words.txt',
  ));
