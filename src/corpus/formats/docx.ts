/** Word documents: read in the extraction worker, because hostile ones can hang or exhaust whoever reads them. */
import { extractFields } from '../extract/extractor.js';
import type { CorpusFormat } from './format.js';

export const docx: CorpusFormat = {
  name: 'docx',
  extensions: ['.docx'],
  async *read({ readBytes, limits, signal }) {
    yield { fields: await extractFields({ kind: 'docx', bytes: await readBytes(), limits }, signal) };
  },
};
