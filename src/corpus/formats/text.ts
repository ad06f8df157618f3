/** Plain text: the whole file is the body. */
import { decodeText } from '../decode.js';
import { readHead } from '../head.js';
import type { CorpusFormat } from './format.js';

export const text: CorpusFormat = {
  name: 'text',
  extensions: ['.txt'],
  async *read(input) {
    const body = decodeText(await input.readBytes());
    yield { fields: { ...readHead(body), body } };
  },
};
