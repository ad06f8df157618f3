/** An answer as people read it in a terminal: sentences with their marks, the sources numbered under them. */
import type { Answer, Citation, Draft } from '../answering/types.js';
import { formatDate } from '../core/dates.js';
import { inert, styler, wrap } from './terminal.js';

export async function renderAnswer(answer: Answer, stream: NodeJS.WriteStream): Promise<string> {
  return answer.status === 'answered' ? renderAnswered(answer, stream) : renderAbstained(answer, stream);
}

async function renderAnswered(answer: Answer, stream: NodeJS.WriteStream): Promise<string> {
  const paragraphs = await Promise.all(markSentences(answer, stream).map((sentence) => wrap(sentence, stream)));
  const note = answer.fallback ? `${styler(stream)('dim', FALLBACKS[answer.fallback])}\n\n` : '';
  return `${paragraphs.join('\n\n')}\n\n${note}${await renderSources(answer, stream)}`;
}

const FALLBACKS = {
  failed: 'The model could not be used, so this is quoted from the articles.',
  unsupported: 'Nothing the model wrote could be checked against the articles, so this is quoted from them.',
  budget: "Today's allowance for the model is used up, so this is quoted from the articles.",
};

/** Each sentence with its marks behind it. */
export function markSentences({ sentences }: Pick<Draft, 'sentences'>, stream: NodeJS.WriteStream): string[] {
  const style = styler(stream);
  return sentences.map(
    ({ text, citations: places }) =>
      `${inert(text)} ${style('cyan', places.map((place) => `[${place + 1}]`).join(''))}`,
  );
}

/** The cited articles under their heading, each with its marks. */
export async function renderSources({ sentences, citations }: Draft, stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  const shown = new Set(sentences.map(({ citations: places }) => places[0]));
  const byArticle = new Map<string, Placed[]>();
  citations.forEach((citation, place) => {
    const placed = { ...citation, place, isShown: shown.has(place) };
    byArticle.set(citation.articleId, [...(byArticle.get(citation.articleId) ?? []), placed]);
  });
  const sources = await Promise.all([...byArticle.values()].map((list) => renderSource(list, stream)));
  return `${style('bold', 'Sources')}\n${sources.join('')}`;
}

type Placed = Citation & { place: number; isShown: boolean };

/** One article with all marks that point at it; a quote is written out where no sentence above is that quote. */
async function renderSource(citations: Placed[], stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  const mark = ({ place }: Placed) => `[${place + 1}]`;
  const { title, source, publishedAt, url, articleId } = citations[0];
  const about = [inert(title), source && inert(source), publishedAt && formatDate(publishedAt)]
    .filter(Boolean)
    .join(' · ');
  const lines = [`${style('cyan', citations.map(mark).join(''))} ${about}`];
  for (const citation of citations) {
    if (!citation.isShown) lines.push(await wrap(`${mark(citation)} “${inert(citation.quote)}”`, stream, '    '));
  }
  lines.push(style('dim', `    ${inert(url ?? articleId)}`));
  return `${lines.join('\n')}\n`;
}

async function renderAbstained({ nearest, reason }: Answer, stream: NodeJS.WriteStream): Promise<string> {
  const style = styler(stream);
  const said = await wrap(`I can't answer that from these articles. ${inert(reason ?? '')}`, stream);
  if (nearest.length === 0) return `${said}\n`;
  const list = nearest.map(
    ({ title, publishedAt, articleId }) =>
      `  ${inert(title)}${publishedAt ? ` · ${formatDate(publishedAt)}` : ''}\n${style('dim', `  ${inert(articleId)}`)}\n`,
  );
  return `${said}\n\n${style('bold', 'Nearest articles')}\n${list.join('')}`;
}
