/** An answer as people read it in a terminal: sentences with their marks, the sources numbered under them. */
import { NEAREST_FROM } from '../answering/gate.js';
import { bulletOf, shownBlocks } from '../answering/shown-blocks.js';
import { daysBehind, marksOf, type Source, sourcesOf } from '../answering/sources.js';
import type { Answer, AnswerSentence, Draft, Told } from '../answering/types.js';
import { english, type ReaderWords } from './reader-words.js';
import { inert, inertLine, styler, wrap } from './terminal.js';

export async function renderAnswer(
  answer: Answer,
  stream: NodeJS.WriteStream,
  words: ReaderWords = english(),
): Promise<string> {
  if (answer.told) return renderTold(answer.told, stream, words);
  return answer.status === 'answered' ? renderAnswered(answer, stream, words) : renderAbstained(answer, stream, words);
}

async function renderTold(told: Told, stream: NodeJS.WriteStream, words: ReaderWords): Promise<string> {
  const lines = words.told(told).map((line) => (told.suggestions.includes(line) ? `  ${inert(line)}` : inert(line)));
  return `${(await Promise.all(lines.map((line) => wrap(line, stream)))).join('\n')}\n`;
}

async function renderAnswered(answer: Answer, stream: NodeJS.WriteStream, words: ReaderWords): Promise<string> {
  const style = styler(stream);
  const paragraphs = await shownParagraphs(answer, stream, words);
  const unanswered = words.unanswered(answer);
  const notes = [
    ...(unanswered ? [await wrap(inert(unanswered), stream)] : []),
    ...(answer.fallback ? [style('dim', words.fallback[answer.fallback])] : []),
    ...(answer.articlesLanguage ? [style('dim', words.articlesIn(answer.articlesLanguage))] : []),
  ].map((note) => `${note}\n\n`);
  return `${paragraphs}\n\n${notes.join('')}${await renderSources(answer, stream, words)}`;
}

/** Prose in paragraphs, lists and tables line by line, code as it stands. */
async function shownParagraphs(answer: Draft, stream: NodeJS.WriteStream, words: ReaderWords): Promise<string> {
  const style = styler(stream);
  const marked = markSentences(answer, stream, words);
  const { sentences } = answer;
  let text = '';
  let isLine = false;
  for (const block of shownBlocks(sentences)) {
    const form = block.kind === 'sentence' ? sentences[block.place].form?.kind : block.kind;
    const isNextLine = form === 'item' || form === 'row' || form === 'more';
    text += text === '' ? '' : isLine && isNextLine ? '\n' : '\n\n';
    isLine = isNextLine;
    if (block.kind === 'sentence')
      text += await wrap(`${bulletOf(sentences[block.place])}${marked[block.place]}`, stream);
    else if (block.kind === 'more') text += style('dim', `  ${words.moreItems(block.more)}`);
    else {
      const lines = block.text.split('\n').map((line) => `    ${inertLine(line)}`);
      if (block.more > 0) lines.push(style('dim', `    ${words.moreLines(block.more)}`));
      const marks = marksOf(answer)
        [block.places[0]].map((n) => `[${n}]`)
        .join('');
      text += `${lines.join('\n')}\n${style('cyan', marks)}`;
    }
  }
  return text;
}

/** Each sentence with what is asked for in bold, and behind it its marks and its day: see `daysBehind`. */
export function markSentences(draft: Draft, stream: NodeJS.WriteStream, words: ReaderWords): string[] {
  const style = styler(stream);
  const marks = marksOf(draft);
  const days = daysBehind(draft);
  return draft.sentences.map((sentence, i) => {
    const day = days[i] ? ` ${style('dim', `(${words.date(days[i])})`)}` : '';
    return `${withHighlight(sentence, stream)} ${style('cyan', marks[i].map((n) => `[${n}]`).join(''))}${day}`;
  });
}

function withHighlight({ text, highlight, form }: AnswerSentence, stream: NodeJS.WriteStream): string {
  if (form?.kind === 'heading') return styler(stream)('bold', inert(text));
  if (!highlight) return inert(text);
  const { start, end } = highlight;
  return `${inert(text.slice(0, start))}${styler(stream)('bold', inert(text.slice(start, end)))}${inert(text.slice(end))}`;
}

/** The cited articles under their heading, each with its number. */
export async function renderSources(
  draft: Draft,
  stream: NodeJS.WriteStream,
  words: ReaderWords = english(),
): Promise<string> {
  const style = styler(stream);
  const sources = await Promise.all(sourcesOf(draft).map((source) => renderSource(source, draft, stream, words)));
  return `${style('bold', words.sources)}\n${sources.join('')}`;
}

/** One article; a quote is written out where no sentence above says it. */
async function renderSource(
  { n, places, title, source, publishedAt, url, articleId }: Source,
  { sentences, citations }: Draft,
  stream: NodeJS.WriteStream,
  words: ReaderWords,
): Promise<string> {
  const style = styler(stream);
  const about = [inert(title), source && inert(source), publishedAt && words.date(publishedAt)]
    .filter(Boolean)
    .join(' · ');
  // The names of a row's columns stand in the row.
  const headers = new Set(sentences.flatMap(({ form, citations: own }) => (form?.kind === 'row' ? own.slice(1) : [])));
  const quotes = places
    .filter((place) => !headers.has(place))
    .map((place) => citations[place].shown ?? citations[place].quote)
    .filter((quote) => !sentences.some(({ text }) => text.includes(quote)));
  const lines = [`${style('cyan', `[${n}]`)} ${about}`];
  for (const quote of quotes) lines.push(await wrap(`“${inert(quote)}”`, stream, '    '));
  lines.push(style('dim', `    ${inert(url ?? articleId)}`));
  return `${lines.join('\n')}\n`;
}

async function renderAbstained(answer: Answer, stream: NodeJS.WriteStream, words: ReaderWords): Promise<string> {
  const style = styler(stream);
  const { nearest, draft, confidence } = answer;
  if (draft && confidence >= NEAREST_FROM) {
    const first = onlyCited({ ...draft, sentences: draft.sentences.slice(0, 1) });
    const said = await wrap(inert(words.notOutright), stream);
    const quotes = await Promise.all(markSentences(first, stream, words).map((line) => wrap(line, stream)));
    const note = answer.articlesLanguage ? `${style('dim', words.articlesIn(answer.articlesLanguage))}\n\n` : '';
    return `${said}\n\n${quotes.join('\n\n')}\n\n${note}${await renderSources(first, stream, words)}`;
  }
  const said = await wrap(inert(words.abstained(answer)), stream);
  if (nearest.length === 0) return `${said}\n`;
  const list = nearest.map(
    ({ title, publishedAt, articleId }) =>
      `  ${inert(title)}${publishedAt ? ` · ${words.date(publishedAt)}` : ''}\n${style('dim', `  ${inert(articleId)}`)}\n`,
  );
  return `${said}\n\n${style('bold', words.nearest)}\n${list.join('')}`;
}

/** The draft without citations that none of its sentences uses. */
function onlyCited({ sentences, citations }: Draft): Draft {
  const used = [...new Set(sentences.flatMap(({ citations: places }) => places))];
  return {
    sentences: sentences.map((sentence) => ({
      ...sentence,
      citations: sentence.citations.map((place) => used.indexOf(place)),
    })),
    citations: used.map((place) => citations[place]),
  };
}
