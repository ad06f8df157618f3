/** Questions that a collection can answer, made from its newest articles and tried before they are offered. */
import { isName } from '../answering/draft-sentences.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { buildQuery, type Filters } from '../query/query.js';
import { readMessage } from '../query/read-message.js';
import { type ParsedArticle, parseArticle } from '../summarizing/parse-article.js';
import { isCapitalised, isStopTerm, type Token, tokenize } from '../text/tokenize.js';
import { answerFrom } from './answer-from.js';
import { tellStory } from './answer-story.js';
import { topicsOf } from './asked-for-story.js';

const SUGGESTIONS = 3;
/** The most articles that are tried, and how much of each is read. */
const MAX_TRIED = 12;
const HEAD_CHARS = 3000;

/** At most three, each about another article; `articles` are best first. */
export function suggestQuestions(snapshot: Snapshot, articles: ArticleMeta[], filters?: Filters): string[] {
  const suggested: string[] = [];
  const named = new Set<string>();
  for (const meta of articles.slice(0, MAX_TRIED)) {
    if (suggested.length === SUGGESTIONS) break;
    const article = parseArticle(meta, snapshot.content(meta), HEAD_CHARS);
    const [name] = namesInTitle(article);
    if (name && named.has(name)) continue;
    const question = questionsOn(article, name, suggested.length).find((asked) =>
      isAnswered(snapshot, asked, meta, filters),
    );
    if (!question) continue;
    suggested.push(question);
    if (name) named.add(name);
  }
  return suggested;
}

/** Questions in the order they are tried; each article begins with another kind. */
function questionsOn(article: ParsedArticle, name: string | undefined, turn: number): string[] {
  const speaker = article.attributions.find((attribution) => attribution?.isNamedHere)?.speaker.name;
  const isPerson = speaker && isName(speaker) && speaker.includes(' ');
  // "Mayor Ines Falk" about "Ines Falk" asks nothing.
  const isAnother = isPerson && name && !name.includes(speaker) && !speaker.includes(name);
  const asked = [
    ...(isAnother ? [`What did ${speaker} say about ${name}?`] : []),
    ...(name ? [`What is the latest on ${name}?`] : []),
    `Tell me about “${article.meta.title}”`,
  ];
  return turn % 2 === 0 ? asked : [...asked.slice(1, 2), ...asked.slice(0, 1), ...asked.slice(2)];
}

function isAnswered(snapshot: Snapshot, question: string, { id }: ArticleMeta, filters?: Filters): boolean {
  const message = readMessage(question);
  if ('smallTalk' in message) return false;
  const [{ text, request }] = message.parts;
  const queries = topicsOf(request, text).map((topic) => buildQuery({ question: topic, filters }));
  const found = tellStory(snapshot, request, queries, []) ?? answerFrom(snapshot, queries[0], undefined);
  const { status, citations } = found.answer;
  return status === 'answered' && citations.some(({ articleId }) => articleId === id);
}

/**
 * Names in a title: runs of capitalised words. The first word counts only where the body writes it with a capital
 * inside a sentence.
 */
function namesInTitle({ meta: { title }, body }: ParsedArticle): string[] {
  const tokens = tokenize(title);
  const isPart = (token: Token | undefined, i: number) =>
    token !== undefined &&
    isCapitalised(title, token) &&
    !isStopTerm(token.term) &&
    (i > 0 ||
      new RegExp(`[\\p{L},] ${escapePattern(title.slice(token.start, token.end))}(?![\\p{L}])`, 'u').test(body));
  const names: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!isPart(tokens[i], i)) continue;
    let last = i;
    while (isPart(tokens[last + 1], last + 1) && title.slice(tokens[last].end, tokens[last + 1].start) === ' ') last++;
    names.push(title.slice(tokens[i].start, tokens[last].end).replace(/['’]s?$/, ''));
    i = last;
  }
  // "Mayor Opens New Bridge": where most words have capitals, no name can be told.
  const capitals = tokens.filter((token) => isCapitalised(title, token)).length;
  return capitals > tokens.length / 2 ? [] : names.sort((a, b) => b.length - a.length);
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
