/** How large a corpus is, as far as that tells what being found by chance, or not being found, is worth. */

/** From so many articles on, a corpus is no small one. */
const MANY_ARTICLES = 50;

/** 0 for a corpus of one article, .5 for seven, 1 from fifty on. */
export const corpusSize = (articles: number): number =>
  Math.min(1, Math.log(Math.max(1, articles)) / Math.log(MANY_ARTICLES));
