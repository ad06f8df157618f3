/** An answer as people read it in a terminal: sentences with their marks, the sources numbered under them. */
import { NEAREST_FROM } from '../answering/gate.js';
import { bulletOf, shownBlocks } from '../answering/shown-blocks.js';
import { daysBehind, marksOf, type Source, sourcesOf } from '../answering/sources.js';
import type { Answer, AnswerSentence, Draft } from '../answering/types.js';
import { formatDate } from '../core/dates.js';
import { reasonOf } from '../json/answer-json.js';
import { toldLines } from '../json/told-lines.js';
import { languageName } from '../text/languages/languages.js';
import { inert, inertLine, styler, wrap } from './terminal.js';

/** `collection` is what the operator calls the articles. */
export async function renderAnswer(answer: Answer, stream: NodeJS.WriteStream, collection?: string): Promise<string> {
  if (answer.told) return renderTold(answer.told, stream, collection);
  return answer.status === 'answered' ? renderAnswered(answer, stream) : renderAbstained(answer, stream, collection);
}

async function renderTold(
  told: NonNullable<Answer['told']>,
  stream: NodeJS.WriteStream,
  collection?: string,
): Promise<string> {
  const lines = toldLines(told, collection).map((line) =>
    told.suggestions.includes(line) ? `  ${inert(line)}` : inert(line),
  );
  return `${(await Promise.all(lines.map((line) => wrap(line, stream)))).join('\n')}\n`;
}

async function renderAnswered(answer: Answer, stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  const paragraphs = await shownParagraphs(answer, stream);
  const reason = reasonOf(answer);
  const notes = [
    ...(reason ? [await wrap(inert(reason), stream)] : []),
    ...(answer.fallback ? [style('dim', FALLBACKS[answer.fallback])] : []),
    ...(answer.articlesLanguage ? [style('dim', `The articles are in ${languageName(answer.articlesLanguage)}.`)] : []),
  ].map((note) => `${note}\n\n`);
  return `${paragraphs}\n\n${notes.join('')}${await renderSources(answer, stream)}`;
}

/** Prose in paragraphs, lists and tables line by line, code as it stands. */
async function shownParagraphs(answer: Draft, stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  const marked = markSentences(answer, stream);
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
    else if (block.kind === 'more') text += style('dim', `  … ${block.more} more`);
    else {
      const lines = block.text.split('\n').map((line) => `    ${inertLine(line)}`);
      if (block.more > 0) lines.push(style('dim', `    … ${block.more} more lines`));
      const marks = marksOf(answer)
        [block.places[0]].map((n) => `[${n}]`)
        .join('');
      text += `${lines.join('\n')}\n${style('cyan', marks)}`;
    }
  }
  return text;
}

const FALLBACKS = {
  failed: 'The model could not be used, so this is quoted from the articles.',
  unsupported: 'Nothing the model wrote could be checked against the articles, so this is quoted from them.',
  budget: "Today's allowance for the model is used up, so this is quoted from the articles.",
};

/** Each sentence with what is asked for in bold, and behind it its marks and its day: see `daysBehind`. */
export function markSentences(draft: Draft, stream: NodeJS.WriteStream): string[] {
  const style = styler(stream);
  const marks = marksOf(draft);
  const days = daysBehind(draft);
  return draft.sentences.map((sentence, i) => {
    const day = days[i] ? ` ${style('dim', `(${formatDate(days[i])})`)}` : '';
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
export async function renderSources(draft: Draft, stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  const sources = await Promise.all(sourcesOf(draft).map((source) => renderSource(source, draft, stream)));
  return `${style('bold', 'Sources')}\n${sources.join('')}`;
}

/** One article; a quote is written out where no sentence above says it. */
async function renderSource(
  { n, places, title, source, publishedAt, url, articleId }: Source,
  { sentences, citations }: Draft,
  stream: NodeJS.WriteStream,
): Promise<string> {
  const style = styler(stream);
  const about = [inert(title), source && inert(source), publishedAt && formatDate(publishedAt)]
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

async function renderAbstained(answer: Answer, stream: NodeJS.WriteStream, collection?: string): Promise<string> {
  const style = styler(stream);
  const { nearest, draft, confidence } = answer;
  if (draft && confidence >= NEAREST_FROM) {
    const first = { ...draft, sentences: draft.sentences.slice(0, 1) };
    const where = collection
      ? `Nothing in ${inert(collection)} says this outright.`
      : "The articles don't say this outright.";
    const said = await wrap(`${where} Nearest:`, stream);
    const quotes = await Promise.all(markSentences(onlyCited(first), stream).map((line) => wrap(line, stream)));
    return `${said}\n\n${quotes.join('\n\n')}\n\n${await renderSources(onlyCited(first), stream)}`;
  }
  const said = await wrap(
    `I can't answer that from ${collection ? inert(collection) : 'these articles'}. ${inert(reasonOf(answer) ?? '')}`,
    stream,
  );
  if (nearest.length === 0) return `${said}\n`;
  const list = nearest.map(
    ({ title, publishedAt, articleId }) =>
      `  ${inert(title)}${publishedAt ? ` · ${formatDate(publishedAt)}` : ''}\n${style('dim', `  ${inert(articleId)}`)}\n`,
  );
  return `${said}\n\n${style('bold', 'Nearest articles')}\n${list.join('')}`;
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
