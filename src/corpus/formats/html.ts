/** HTML pages: read in the extraction worker, because hostile ones can hang or exhaust whoever reads them. */
import { extractFields } from '../extract/extractor.js';
import type { CorpusFormat } from './format.js';

export const html: CorpusFormat = {
  name: 'html',
  extensions: ['.html', '.htm'],
  async *read({ readBytes, limits, signal }) {
    yield { fields: await extractFields({ kind: 'html', bytes: await readBytes(), limits }, signal) };
  },
};
