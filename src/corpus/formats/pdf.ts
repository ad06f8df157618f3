/** PDF files: read in the extraction worker, because hostile ones can hang or exhaust whoever reads them. */
import { extractFields } from '../extract/extractor.js';
import type { CorpusFormat } from './format.js';

export const pdf: CorpusFormat = {
  name: 'pdf',
  extensions: ['.pdf'],
  async *read({ readBytes, limits, signal }) {
    yield { fields: await extractFields({ kind: 'pdf', bytes: await readBytes(), limits }, signal) };
  },
};
