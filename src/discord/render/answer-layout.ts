/**
 * An answer as a card: what answers first, what else there is to say below it, a row for each source with a button to its quote, and
 * small controls under the card. An abstention: what is missing, and the nearest articles, each with a button to ask in it.
 */
import { type APIComponentInContainer, type APISectionComponent, ComponentType } from 'discord.js';
import { type Layout, text } from '../bodies.js';
import { customId } from '../custom-ids.js';
import type { KeptAnswer } from '../kept-answer.js';
import { citedIn, numberedSources, toMark } from '../numbered-sources.js';
import type { Words } from '../words/index.js';
import {
  nearestLine,
  notesBelow,
  notesOfAbstention,
  sentenceLines,
  sourceLine,
  titleBeside,
  unansweredLine,
  whyNot,
} from './answer.js';
import { askWithinButton, button, type Row, row, sourceMenu } from './answer-controls.js';
import { CARD_MAX_CHARS, container, divided, paragraphs } from './card.js';

/** As many sources have a row of their own; all others stand in the menu. */
const MAX_SOURCES = 8;
/** Of Discord's 40 components: what a row of a source takes, and all that isn't a sentence or a source at most. */
const MAX_COMPONENTS = 40;
const COMPONENTS_A_SOURCE = 3;
const OTHER_COMPONENTS = 13;
const MAX_TITLE_CHARS = 90;

/** One message or, where the text needs it, several; `controls` stand below the last. */
export function layoutAnswer(id: string, answer: KeptAnswer, controls: Row[], words: Words): Layout[] {
  return answer.status === 'answered'
    ? layoutAnswered(id, answer, controls, words)
    : layoutAbstention(id, answer, controls, words);
}

function layoutAnswered(id: string, answer: KeptAnswer, controls: Row[], words: Words): Layout[] {
  const groups = packed([...sentenceLines(answer, words), ...unansweredLine(answer, words)], notesBelow(answer, words));
  const { rows, menu } = sourceRows(id, answer, roomBeside(groups[groups.length - 1]), words);
  const most = MAX_COMPONENTS - OTHER_COMPONENTS - rows.length * COMPONENTS_A_SOURCE;
  const isList = answer.sentences[0].form !== undefined;
  return groups.map(({ lines, notes }, i) => {
    const said = isList && lines.length > 0 ? [text(lines.join('\n'))] : paragraphs(lines, most);
    const isLast = i === groups.length - 1;
    const parts = [said, isLast ? rows : [], small(notes)].filter((part) => part.length > 0);
    return [container(divided(parts)), ...(isLast ? [...menu, ...controls] : [])];
  });
}

/** What stands in one message besides the sources. */
interface Group {
  lines: string[];
  notes: string[];
}

/** In messages, each with room for more; notes come last. */
function packed(lines: string[], notes: string[]): Group[] {
  const groups: Group[] = [{ lines: [], notes: [] }];
  const add = (one: string, kind: keyof Group) => {
    let group = groups[groups.length - 1];
    if (roomBeside(group) < one.length) groups.push((group = { lines: [], notes: [] }));
    group[kind].push(one);
  };
  for (const one of lines) add(one, 'lines');
  for (const one of notes) add(one, 'notes');
  return groups;
}

const roomBeside = ({ lines, notes }: Group) => CARD_MAX_CHARS - [...lines, ...notes].join('\n').length;

const small = (notes: string[]) => (notes.length > 0 ? [text(notes.join('\n'))] : []);

/** The sources that have a row of their own, and the menu of all where some have none. */
function sourceRows(
  id: string,
  answer: KeptAnswer,
  room: number,
  words: Words,
): { rows: APISectionComponent[]; menu: Row[] } {
  const cited = citedIn(answer);
  const sources = numberedSources(cited);
  const rows: APISectionComponent[] = [];
  let left = room;
  for (const source of sources.slice(0, MAX_SOURCES)) {
    const shown = `${toMark(source.n)} ${sourceLine({ ...source, title: titleBeside(cited, source.title) }, words, MAX_TITLE_CHARS)}`;
    left -= shown.length;
    if (left < 0) break;
    rows.push(section(shown, button(customId('quote', id, source.places[0]), { label: words.quote })));
  }
  return { rows, menu: rows.length < sources.length ? sourceMenu([id], answer, words) : [] };
}

const section = (content: string, accessory: APISectionComponent['accessory']): APISectionComponent => ({
  type: ComponentType.Section,
  components: [text(content)],
  accessory,
});

function layoutAbstention(id: string, answer: KeptAnswer, controls: Row[], words: Words): Layout[] {
  const { draft } = answer;
  const said = draft
    ? [words.notOutright, ...sentenceLines(citedIn(answer), words)]
    : [`${words.abstained} ${whyNot(answer, words)}`];
  const notes = notesOfAbstention(answer, words);
  const { rows, menu } = sourceRows(id, answer, roomBeside({ lines: said, notes }), words);
  const taken = [...said, ...rows.flatMap(({ components }) => components.map(({ content }) => content))];
  const near = nearParts(id, answer, roomBeside({ lines: taken, notes }), words);
  const parts = [[text(said.join('\n'))], rows, near, small(notes)].filter((part) => part.length > 0);
  return [[container(divided(parts)), ...menu, ...controls]];
}

/** The nearest articles besides the one that is quoted, as many as there is room for, with buttons to ask in them. */
function nearParts(id: string, { nearest, draft }: KeptAnswer, room: number, words: Words): APIComponentInContainer[] {
  const isQuoted = new Set(draft?.citations.map(({ articleId }) => articleId));
  const lines = draft ? [] : [`-# ${words.nearest}`];
  const buttons: ReturnType<typeof button>[] = [];
  for (const [place, article] of nearest.entries()) {
    if (isQuoted.has(article.articleId)) continue;
    const n = buttons.length + 1;
    const line = nearestLine(article, n, words, MAX_TITLE_CHARS);
    if ([...lines, line].join('\n').length > room) break;
    lines.push(line);
    buttons.push(askWithinButton(id, place, words.askWithin(n)));
  }
  return buttons.length > 0 ? [text(lines.join('\n')), row(...buttons)] : [];
}
