/** Plain text: the whole file is the body; what is laid out as a document, such as a manual page, has a structure. */
import { asShown } from '../../text/as-shown.js';
import { decodeText } from '../decode.js';
import { readHead } from '../head.js';
import { readPlainStructure } from '../structure/plain-structure.js';
import type { CorpusFormat } from './format.js';

export const text: CorpusFormat = {
  name: 'text',
  extensions: ['.txt'],
  async *read(input) {
    const body = decodeText(await input.readBytes());
    const structure = readPlainStructure(body);
    const title = structure?.blocks.find(({ kind, level }) => kind === 'heading' && level === 1);
    const heading = title && title === structure?.blocks[0] ? asShown({ body, structure }, title).text : undefined;
    yield { fields: { ...readHead(body), ...(heading && { heading }), body, ...(structure && { structure }) } };
  },
};
