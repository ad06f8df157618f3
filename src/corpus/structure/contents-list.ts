/** A page's list of contents: lines that say again what its headings say, and answer nothing. */
import type { Block, Structure } from '../../core/types.js';
import { asShown } from '../../text/as-shown.js';

/** So many lines of one list that are headings of the page make a list of contents; a single one may be a sentence. */
const FEWEST_LINES = 3;
const LISTED: ReadonlySet<Block['kind']> = new Set(['item', 'row', 'paragraph']);

/** The structure without the lines of such a list: what lies in no block is read by nobody. */
export function withoutContentsList(body: string, structure: Structure): Structure {
  const wordsOf = (block: Block) => lettersOf(asShown({ body, structure }, block).text);
  const headings = new Set(structure.blocks.filter(({ kind }) => kind === 'heading').map(wordsOf));
  headings.delete('');
  if (headings.size < FEWEST_LINES) return structure;
  const repeats = structure.blocks.map((block) => LISTED.has(block.kind) && headings.has(wordsOf(block)));
  const listed = new Set<Block>();
  for (let from = 0; from < repeats.length; from++) {
    if (!repeats[from]) continue;
    let end = from;
    while (repeats[end]) end++;
    if (end - from >= FEWEST_LINES) for (const block of structure.blocks.slice(from, end)) listed.add(block);
    from = end;
  }
  return listed.size === 0
    ? structure
    : { ...structure, blocks: structure.blocks.filter((block) => !listed.has(block)) };
}

/** Letters and digits alone, without the number that a list or a heading may begin with: "2.1 Set up" and "Set up". */
const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/^\P{L}+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
