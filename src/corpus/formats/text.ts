/** Plain text: the whole file is the body; what is laid out as a document, such as a manual page, has a structure. */
import { decodeText } from '../decode.js';
import { readHead } from '../head.js';
import type { CorpusFormat } from './format.js';

export const text: CorpusFormat = {
  name: 'text',
  extensions: ['.txt'],
  async *read(input) {
    const [{ readPlainStructure }, { asShown }] = await Promise.all([
      import('../structure/plain-structure.js'),
      import('../../text/as-shown.js'),
    ]);
    const body = decodeText(await input.readBytes());
    const structure = readPlainStructure(body);
    const first = structure?.blocks[0];
    const heading = first?.kind === 'heading' && first.level === 1 && asShown({ body, structure }, first).text;
    yield { fields: { ...readHead(body), ...(heading && { heading }), body, ...(structure && { structure }) } };
  },
};
