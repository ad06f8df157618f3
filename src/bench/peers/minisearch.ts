/** MiniSearch: BM25+ in memory, in plain JavaScript, with its own defaults; https://lucaong.github.io/minisearch/. */
import { importPeer } from '../import-peer.js';
import { type BuildPeer, PASSAGES_PER_PAUSE, type Peer } from '../peer.js';
import { questionWords } from '../question-words.js';

export const miniSearch: Peer = {
  name: 'MiniSearch',
  load: async () => buildWith((await importPeer('minisearch', () => import('minisearch'))).default),
};

type MiniSearchClass = typeof import('minisearch').default;

const buildWith =
  (MiniSearch: MiniSearchClass): BuildPeer =>
  async (passages, _folder, pause) => {
    const index = new MiniSearch({ fields: ['title', 'text'] });
    for (let start = 0; start < passages.length; start += PASSAGES_PER_PAUSE) {
      const slice = passages.slice(start, start + PASSAGES_PER_PAUSE);
      index.addAll(slice.map(({ title, text }, i) => ({ id: start + i, title, text })));
      await pause();
    }
    return {
      search(question, top) {
        const found = index.search(questionWords(question).join(' '));
        const articles = new Set<string>();
        for (const { id } of found) {
          if (articles.size === top) break;
          articles.add(passages[id].article);
        }
        return [...articles];
      },
      close: () => {},
    };
  };
