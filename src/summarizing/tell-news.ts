/** News on a topic: of each article the one sentence that says most of it. */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Draft } from '../answering/types.js';
import { candidatesOf } from './candidates.js';
import { namingSpeakers } from './introduce.js';
import { Selection } from './selection.js';
import { lineOf, MAX_WORDS_OF_LINE } from './summarize-period.js';
import { type TopicArticle, worthOf } from './summarize-topic.js';
import type { Topic } from './topic-relevance.js';
import { weighTerms } from './weigh-terms.js';

/** A sentence for each article that has one, in their order. */
export function tellNews(articles: TopicArticle[], { termFor }: Topic): Draft {
  const matched = new Set(termFor.keys());
  const lines = articles.flatMap((one) => lineOn(one, matched) ?? lineOf(storyOf(one)) ?? []);
  return draftSentences(lines, namingSpeakers());
}

/** The sentence that stands alone and says most of the topic; undefined where none says enough of it. */
function lineOn({ article, coverage }: TopicArticle, matched: Set<string>): Quotable | undefined {
  const [best] = candidatesOf(article, (number, place) => worthOf(article, coverage, number, place))
    .filter(({ worth, needs }) => worth > 0 && needs.length === 0)
    .sort((a, b) => b.worth - a.worth || a.number - b.number);
  if (!best) return undefined;
  const options = { weights: weighTerms([article]), maxWords: MAX_WORDS_OF_LINE, matched };
  const selection = new Selection({ ...options, compare: (a, b) => a.number - b.number });
  selection.tryAdd(best);
  selection.restore();
  return selection.quotables[0];
}

const storyOf = ({ article }: TopicArticle) => ({ articles: [article], typical: article });
