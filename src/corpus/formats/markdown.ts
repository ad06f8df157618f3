/** Markdown: fields from the YAML front matter, the body is what follows it, the title falls back to the first heading. */
import type { Structure } from '../../core/types.js';
import { asShown } from '../../text/as-shown.js';
import { decodeText } from '../decode.js';
import { splitFrontMatter } from '../front-matter.js';
import { readHead } from '../head.js';
import { readMarkdownStructure } from '../structure/markdown-structure.js';
import { pickFields } from './fields.js';
import type { CorpusFormat } from './format.js';

export const markdown: CorpusFormat = {
  name: 'markdown',
  extensions: ['.md', '.markdown'],
  async *read(input) {
    const { data, body } = splitFrontMatter(decodeText(await input.readBytes()), input.limits);
    const structure = readMarkdownStructure(body);
    const heading = firstHeading(body, structure);
    yield {
      fields: {
        ...readHead(body),
        ...(heading && { heading }),
        ...pickFields(data),
        body,
        ...(structure && { structure }),
      },
    };
  },
};

/** The first heading without marks. */
function firstHeading(body: string, structure: Structure | undefined): string | undefined {
  const heading = structure?.blocks.find(({ kind }) => kind === 'heading');
  return heading && asShown({ body, structure }, heading).text;
}
