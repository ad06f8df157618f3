/** "Source?", "who said that", "shorter please", "tell me more": told from the answer before and its articles alone. */
import { type CitableArticle, draftSentences, isName } from '../answering/draft-sentences.js';
import { furthest, sourcesOf } from '../answering/sources.js';
import type { Answer, Citation, Draft } from '../answering/types.js';
import { renumber, verifyCitations, verifyDraft } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import type { AboutAnswer } from '../query/about-answer.js';
import { namingSpeakers } from '../summarizing/introduce.js';
import type { ParsedArticle } from '../summarizing/parse-article.js';
import { citedArticle, quotableSentences, readOn } from './read-on.js';

type Told = Pick<Answer, 'sentences' | 'citations'>;
type MayShow = (cited: Pick<Citation, 'articleId' | 'source'>) => boolean;

/** `told` are the answers so far, the one that is meant last. Undefined where nothing of it stands any more, or nothing is left to say. */
export function createTellAbout(index: SearchIndex) {
  return (wanted: AboutAnswer, told: readonly Told[], mayShow: MayShow): Promise<Draft | undefined> =>
    index.read((snapshot) => tellAbout(snapshot, wanted, told, mayShow));
}

function tellAbout(
  snapshot: Snapshot,
  { wants, sentence: number }: AboutAnswer,
  told: readonly Told[],
  mayShow: MayShow,
): Draft | undefined {
  const last = told.at(-1);
  if (!last) return undefined;
  const meant =
    wants === 'more' && number !== undefined
      ? last.sentences.slice(number < 0 ? number : number - 1).slice(0, 1)
      : last.sentences;
  const shown = meant.filter(({ citations }) => citations.every((place) => mayShow(last.citations[place])));
  const standing = verifyCitations({ sentences: shown, citations: last.citations }, (id) => articleOf(snapshot, id));
  const [first] = standing.sentences;
  if (!first) return undefined;
  switch (wants) {
    case 'shorter':
      return renumber([first], standing.citations);
    case 'sources':
      return firstOfEachSource(standing);
    case 'speaker':
      return whoSaid(snapshot, standing) ?? firstOfEachSource(standing);
    case 'more':
      return more(snapshot, standing, told);
  }
}

function articleOf(snapshot: Snapshot, id: string): CitableArticle | undefined {
  const meta = snapshot.articleById(id);
  return meta && { meta, ...snapshot.content(meta) };
}

function firstOfEachSource({ sentences, citations }: Draft): Draft {
  const seen = new Set<string>();
  const firsts = sentences.filter((sentence) => {
    const { articleId } = citations[sentence.citations[0]];
    return !seen.has(articleId) && seen.add(articleId);
  });
  return renumber(firsts, citations);
}

/** The first sentence that somebody is known to have said, with their name. */
function whoSaid(snapshot: Snapshot, { sentences, citations }: Draft): Draft | undefined {
  const read = new Map<string, ParsedArticle>();
  for (const sentence of sentences) {
    const cited = citations[sentence.citations[0]];
    if (cited.field === 'title') continue;
    const article = read.get(cited.articleId) ?? citedArticle(snapshot, cited);
    if (!article) continue;
    read.set(cited.articleId, article);
    const quoted = quotableSentences(article).find(({ start, end }) => start <= cited.start && cited.start < end);
    const speaker = quoted?.attribution?.speaker;
    if (!quoted || !speaker || !isName(speaker.name)) continue;
    const at = quoted.attribution!.isNamedHere ? article.text.indexOf(speaker.name, quoted.start) : -1;
    const highlight =
      at >= 0 && at < quoted.end ? { highlight: { start: at, end: at + speaker.name.length } } : undefined;
    const draft = verifyDraft(draftSentences([{ ...quoted, ...highlight }], namingSpeakers()), (id) =>
      id === article.meta.id ? article : undefined,
    );
    if (draft.sentences.length > 0) return { sentences: draft.sentences, citations: draft.citations };
  }
  return undefined;
}

/** What the article of one of the sentences says next that nobody was told yet. */
function more(snapshot: Snapshot, meant: Draft, told: readonly Told[]): Draft | undefined {
  const isTold = new Set(
    told.flatMap(({ citations }) => citations.map(({ articleId, start }) => `${articleId}:${start}`)),
  );
  for (const { places } of sourcesOf(meant)) {
    const last = furthest(places.map((place) => meant.citations[place]));
    const draft = last && readOn(snapshot, last, ({ article, start }) => isTold.has(`${article.meta.id}:${start}`));
    if (draft) return draft;
  }
  return undefined;
}
