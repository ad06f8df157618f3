import { describeSearchIndex } from './search-index-contract.js';

describeSearchIndex('the index in a folder', async () => ({ empty: async () => undefined, stop: async () => {} }));
