/** What everyday questions and the texts that answer them call by different words. The relations are lines of everyday-words.txt. */
import { readBuilt } from './built-file.js';
import { groupsOf, type Relation, type WordGroups } from './word-groups.js';

let groups: WordGroups | undefined;

export const everydayWords = (): WordGroups =>
  (groups ??= groupsOf(JSON.parse(readBuilt('everyday-words.json').toString()) as Relation[]));
