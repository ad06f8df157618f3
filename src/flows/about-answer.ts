/** "Source?", "who said that", "shorter please", "tell me more": told from the answer before and its articles alone. */
import { draftSentences, isName } from '../answering/draft-sentences.js';
import { sourcesOf } from '../answering/sources.js';
import type { Answer, AnswerSentence, Citation, Draft } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import type { AboutAnswer } from '../query/about-answer.js';
import { namingSpeakers } from '../summarizing/introduce.js';
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
  const stands = last.citations.map((cited) => mayShow(cited) && citedArticle(snapshot, cited) !== undefined);
  const standing = last.sentences.filter(({ citations }) => citations.every((place) => stands[place]));
  const [first] = standing;
  if (!first) return undefined;
  switch (wants) {
    case 'shorter':
      return part(last, [first]);
    case 'sources':
      return part(last, firstOfEachSource(last, standing));
    case 'speaker':
      return whoSaid(snapshot, last, standing) ?? part(last, firstOfEachSource(last, standing));
    case 'more': {
      const meant = number === undefined ? undefined : last.sentences.at(number < 0 ? number : number - 1);
      if (number !== undefined && (!meant || !standing.includes(meant))) return undefined;
      return more(snapshot, last, meant ? [meant] : standing, told);
    }
  }
}

/** Some sentences of an answer, with the quotes they rest on. */
function part({ citations }: Told, sentences: AnswerSentence[]): Draft {
  const places = [...new Set(sentences.flatMap((sentence) => sentence.citations))];
  return {
    sentences: sentences.map((sentence) => ({
      ...sentence,
      citations: sentence.citations.map((place) => places.indexOf(place)),
    })),
    citations: places.map((place) => citations[place]),
  };
}

function firstOfEachSource({ citations }: Told, sentences: AnswerSentence[]): AnswerSentence[] {
  const seen = new Set<string>();
  return sentences.filter((sentence) => {
    const { articleId } = citations[sentence.citations[0]];
    return !seen.has(articleId) && seen.add(articleId);
  });
}

/** The first sentence that somebody is known to have said, with their name. */
function whoSaid(snapshot: Snapshot, { citations }: Told, sentences: AnswerSentence[]): Draft | undefined {
  for (const sentence of sentences) {
    const cited = citations[sentence.citations[0]];
    const article = cited.field === 'body' ? citedArticle(snapshot, cited) : undefined;
    const quoted =
      article && quotableSentences(article).find(({ start, end }) => start <= cited.start && cited.start < end);
    const speaker = quoted?.attribution?.speaker;
    if (!article || !quoted || !speaker || !isName(speaker.name)) continue;
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
function more(snapshot: Snapshot, last: Told, sentences: AnswerSentence[], told: readonly Told[]): Draft | undefined {
  const isTold = new Set(
    told.flatMap(({ citations }) => citations.map(({ articleId, start }) => `${articleId}:${start}`)),
  );
  const meant = new Set(sentences.flatMap(({ citations }) => citations.map((place) => last.citations[place])));
  for (const { places } of sourcesOf(last)) {
    const quoted = places.map((place) => last.citations[place]).filter((cited) => meant.has(cited));
    const furthest = quoted.reduce<Citation | undefined>(
      (end, other) => (end && end.end >= other.end ? end : other),
      undefined,
    );
    const draft =
      furthest && readOn(snapshot, furthest, ({ article, start }) => isTold.has(`${article.meta.id}:${start}`));
    if (draft) return draft;
  }
  return undefined;
}
