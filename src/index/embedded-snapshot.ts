/**
 * A version of the embedded index: live articles, exact counts over them, segments, and bodies on demand. It is used
 * inside one read transaction, so that bodies and segments always belong to the same version.
 */
import { BoundedCache } from '../core/bounded-cache.js';
import { parseIsoMs } from '../core/dates.js';
import type { Embedding } from '../models/embedder.js';
import { DamagedIndexError, type Db, nameDamage } from './database.js';
import { readNoiseFloor } from './meta.js';
import { intactArticle } from './seals.js';
import type { ArticlePlace, CorpusStatistics, LiveSegment, Snapshot, VectorHit } from './snapshot.js';
import { firstFrom } from './sorted-numbers.js';
import type { ArticleMeta, ArticleRow, StoredBody } from './stored-article.js';
import type { VectorsSegment } from './vectors-segment.js';
import type { WordsSegment } from './words-segment.js';

/** A segment, all of it in memory: `gather` has nothing to bring. */
export interface EmbeddedSegment extends LiveSegment {
  words: WordsSegment;
  vectors: VectorsSegment;
}

/** A stored article that isn't what was read from the corpus: it must not be quoted. */
export class DamagedArticleError extends Error {
  constructor(readonly article: Pick<ArticleMeta, 'key' | 'id'>) {
    super(`article ${article.key} is damaged`);
  }
}

const rowFinders = new WeakMap<Db, ReturnType<typeof prepareRowFinder>>();

const prepareRowFinder = (db: Db) => db.prepare<[number], ArticleRow>('SELECT * FROM articles WHERE key = ?');

/** Prepared once for a database: every question reads ten articles. */
function rowFinder(db: Db) {
  let finder = rowFinders.get(db);
  if (!finder) rowFinders.set(db, (finder = prepareRowFinder(db)));
  return finder;
}

/** Characters of bodies that were found intact and are kept with their rows. */
const MAX_KEPT_CHARS = 4_000_000;

interface IntactRow {
  row: ArticleRow;
  hash: string;
  article: NonNullable<ReturnType<typeof intactArticle>>;
}

const intactRows = new WeakMap<Db, BoundedCache<IntactRow>>();

/** As `intactArticle`, which hashes the row: what was found intact before is intact as long as it is the same, letter by letter. */
function intactRow(db: Db, row: ArticleRow | undefined, hash: string): IntactRow['article'] | undefined {
  let kept = intactRows.get(db);
  if (!kept) intactRows.set(db, (kept = new BoundedCache(MAX_KEPT_CHARS)));
  const before = row && kept.get(row.key);
  if (before?.hash === hash && isSameRow(before.row, row!)) return before.article;
  const article = intactArticle(row, hash);
  if (row && article) kept.set(row.key, { row: { ...row, body: article.body }, hash, article }, article.body.length);
  return article;
}

const isSameRow = (a: ArticleRow, b: ArticleRow): boolean =>
  a.body === b.body &&
  a.structure === b.structure &&
  a.id === b.id &&
  a.title === b.title &&
  a.source === b.source &&
  a.published_at === b.published_at &&
  a.url === b.url &&
  a.path === b.path &&
  a.hash === b.hash;

interface About {
  version: number;
  /** Names this version of this very index. */
  edition: string;
  segments: EmbeddedSegment[];
  /** The articles' own hashes by key, which the index's seal covers. */
  hashes: ReadonlyMap<number, string>;
  newestMs: number | undefined;
  sources: string[];
  /** Damaged articles, which aren't among the segments'. */
  leftOut: readonly Pick<ArticleMeta, 'key' | 'id'>[];
}

export function withoutArticle(about: About, key: number): About {
  const segments = about.segments.map(({ words, vectors, articles }) => {
    const alive = articles.map((article) => (article?.key === key ? undefined : article));
    return { words, vectors, articles: alive, hasDead: alive.includes(undefined) };
  });
  const damaged = [...about.segments.flatMap(({ articles }) => articles)].find((article) => article?.key === key);
  return { ...about, segments, leftOut: [...about.leftOut, ...(damaged ? [damaged] : [])] };
}

export class EmbeddedSnapshot implements Snapshot {
  readonly statistics: CorpusStatistics;
  readonly articleCount: number;
  #newestAt: string | undefined;
  #newestKey: number | undefined;
  #hashes: Map<string, string> | undefined;
  #dead: { first: number; end: number }[][] | undefined;

  constructor(
    private readonly db: Db,
    readonly about: About,
  ) {
    this.statistics = countUnits(about.segments);
    this.articleCount = this.statistics.article.count;
  }

  get version(): number {
    return this.about.version;
  }

  get edition(): string {
    return `${this.about.edition} ${this.about.leftOut.length}`;
  }

  get segments(): EmbeddedSegment[] {
    return this.about.segments;
  }

  get newestMs(): number | undefined {
    return this.about.newestMs;
  }

  get sources(): string[] {
    return this.about.sources;
  }

  get newestAt(): string | undefined {
    if (this.newestMs === undefined) return undefined;
    return (this.#newestAt ??= [...this.articles()]
      .flatMap(({ publishedAt }) => (publishedAt && parseIsoMs(publishedAt) === this.newestMs ? publishedAt : []))
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .at(-1));
  }

  get newestKey(): number {
    if (this.#newestKey !== undefined) return this.#newestKey;
    let newest = 0;
    for (const { key } of this.articles()) newest = Math.max(newest, key);
    return (this.#newestKey = newest);
  }

  gather(): void {}

  gatherContents(): void {}

  /** Throws DamagedArticleError, on which `EmbeddedIndex.read` goes on without the article. */
  content(article: ArticleMeta): StoredBody {
    const hash = this.about.hashes.get(article.key) ?? '';
    const intact = intactRow(this.db, this.#row(article), hash);
    if (!intact) throw new DamagedArticleError(article);
    return intact;
  }

  #row(article: ArticleMeta): ArticleRow | undefined {
    try {
      return rowFinder(this.db).get(article.key);
    } catch (error) {
      // A page that can't be read holds one article or a few; the others are as they were.
      if (nameDamage(error) instanceof DamagedIndexError) throw new DamagedArticleError(article);
      throw error;
    }
  }

  storedNoiseFloor(): number | undefined {
    return readNoiseFloor(this.db, this.version);
  }

  articleById(id: string): ArticleMeta | undefined {
    for (const article of this.articles()) if (article.id === id) return article;
    return undefined;
  }

  hashOf(id: string): string | undefined {
    const { hashes, leftOut } = this.about;
    this.#hashes ??= new Map([...this.articles(), ...leftOut].map((article) => [article.id, hashes.get(article.key)!]));
    return this.#hashes.get(id);
  }

  /** All articles, filtered or not: the caller applies the filters. */
  *articles(): Generator<ArticleMeta> {
    for (const segment of this.segments) for (const article of segment.articles) if (article) yield article;
  }

  articlesNamed(): Iterable<ArticleMeta> {
    return this.articles();
  }

  dateSpan(): { firstMs: number; lastMs: number } | undefined {
    const dates = [...this.articles()]
      .flatMap(({ publishedAt }) => parseIsoMs(publishedAt) ?? [])
      .sort((a, b) => a - b);
    return dates.length > 0 ? { firstMs: dates[0], lastMs: dates[dates.length - 1] } : undefined;
  }

  spread(count: number): ArticlePlace[] {
    const places = this.segments.flatMap((segment) =>
      segment.articles.flatMap((article, ordinal) => (article ? { segment, article, ordinal } : [])),
    );
    places.sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
    const step = Math.max(1, Math.floor(places.length / count));
    return places.filter((_, i) => i % step === 0);
  }

  /** Undefined: the segments are complete, and tell it themselves. */
  frequenciesOf(): undefined {
    return undefined;
  }

  *termsLike(letter: string, leastLength: number, mostLength: number): Generator<string> {
    for (const { words } of this.segments) {
      for (let number = words.firstTermFrom(letter); words.terms[number]?.startsWith(letter); number++) {
        const term = words.terms[number];
        if (term.length >= leastLength && term.length <= mostLength) yield term;
      }
    }
  }

  sentenceFrequency(term: string): number {
    let total = 0;
    this.segments.forEach(({ words }, i) => {
      const number = words.termNumber(term);
      if (number < 0) return;
      const { postingSentence, postingStart } = words;
      let from = postingStart[number];
      const end = postingStart[number + 1];
      total += end - from;
      for (const dead of this.#deadSentences()[i]) {
        from = firstFrom(postingSentence, dead.first, from, end);
        const behind = firstFrom(postingSentence, dead.end, from, end);
        total -= behind - from;
        from = behind;
      }
    });
    return total;
  }

  /** By segment, the sentences [first, end) of its dead articles, in their order. */
  #deadSentences(): { first: number; end: number }[][] {
    return (this.#dead ??= this.segments.map(({ words, articles, hasDead }) =>
      hasDead
        ? articles.flatMap((article, ordinal) => {
            if (article) return [];
            const [first, end] = [words.articleFirstPassage[ordinal], words.articleFirstPassage[ordinal + 1]];
            return { first: words.passageFirstSentence[first], end: words.passageFirstSentence[end] };
          })
        : [],
    ));
  }

  nearest(query: Embedding, k: number, accept?: (article: ArticleMeta) => boolean): VectorHit[] {
    const hits: VectorHit[] = [];
    this.segments.forEach((segment, number) => {
      const articleOf = (passage: number) => segment.articles[segment.words.passageArticle[passage]];
      const isWanted = (passage: number) => {
        const article = articleOf(passage);
        return article !== undefined && (!accept || accept(article));
      };
      const found = segment.vectors.nearest(query, k, segment.hasDead || accept ? isWanted : undefined);
      hits.push(...found.map((hit) => ({ segment: number, ...hit })));
    });
    const idOf = (hit: VectorHit) =>
      this.segments[hit.segment].articles[this.segments[hit.segment].words.passageArticle[hit.passage]]!.id;
    hits.sort(
      (a, b) => b.similarity - a.similarity || (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : a.passage - b.passage),
    );
    return hits.slice(0, k);
  }
}

function countUnits(segments: LiveSegment[]): CorpusStatistics {
  const total = {
    articles: 0,
    passages: 0,
    sentences: 0,
    articleTerms: 0,
    passageTerms: 0,
    sentenceTerms: 0,
    titleTerms: 0,
  };
  for (const { words, articles } of segments) {
    for (let article = 0; article < words.articleCount; article++) {
      if (!articles[article]) continue;
      const title = words.titleLength[article];
      const firstPassage = words.articleFirstPassage[article];
      const endPassage = words.articleFirstPassage[article + 1];
      const passages = endPassage - firstPassage;
      const sentences = words.passageFirstSentence[endPassage] - words.passageFirstSentence[firstPassage];
      total.articles++;
      total.passages += passages;
      total.sentences += sentences;
      total.titleTerms += title;
      total.articleTerms += words.articleLength[article] + title;
      total.passageTerms += words.articleLength[article] + title * passages;
      total.sentenceTerms += words.articleLength[article] + title * sentences;
    }
  }
  const unit = (count: number, terms: number) => ({ count, averageLength: terms / count || 1 });
  return {
    article: unit(total.articles, total.articleTerms),
    passage: unit(total.passages, total.passageTerms),
    sentence: unit(total.sentences, total.sentenceTerms),
    title: unit(total.articles, total.titleTerms),
  };
}
