/**
 * Words and bodies of articles that were ranked or read lately, so that what many questions meet is fetched, checked and
 * decoded once. An article is known by its hash as well as by its key: where the database was emptied and filled anew, keys
 * begin again. Bounded, whatever the size of the corpus.
 */
import { BoundedCache } from '../../core/bounded-cache.js';
import type { StoredBody } from '../stored-article.js';
import type { WordsSegment } from '../words-segment.js';

/** As stored; in memory about three times as much. */
const MAX_WORDS_BYTES = 16_000_000;
/** Characters of bodies: some 800 articles of the news. */
const MAX_BODY_CHARS = 4_000_000;

/** One article's, and the hash of the article. */
interface Kept<Value> {
  hash: string;
  value: Value;
}

export class ArticleCache {
  readonly words = new BoundedCache<Kept<WordsSegment>>(MAX_WORDS_BYTES);
  readonly bodies = new BoundedCache<Kept<StoredBody>>(MAX_BODY_CHARS);
}
