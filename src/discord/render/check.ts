/** A checked message: each of its sentences, the verdict in words, the quote behind it with what differs in bold, and the sources. */
import type { Span } from '../../core/types.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { KeptCheck } from '../kept-verdicts.js';
import { numberedSources, toMark } from '../numbered-sources.js';
import type { Words } from '../words/index.js';
import { sourceLines } from './answer.js';
import { inertWithBold, inertWithin } from './inert.js';
import { splitMessages } from './split-messages.js';

const SIGNS = { supported: '✅', contradicted: '❌', 'not-covered': '❔' } as const;
const MAX_LINE_CHARS = 900;
const MAX_SPEAKER_CHARS = 80;

/** At least one message; a sentence and its verdict stand on one. */
export function renderCheck(kept: KeptAnswer, { sentences, leftOut }: KeptCheck, words: Words): string[] {
  const count = (wanted: string) => sentences.filter(({ verdict }) => verdict === wanted).length;
  const heading = words.checkCounts(count('supported'), count('contradicted'), count('not-covered'));
  const { questions, chatter, further } = leftOut;
  const isAnyLeftOut = questions + chatter + further > 0;
  return splitMessages(
    [`**${heading}**`, ...sentences.map((sentence) => `\n${verdictLines(sentence, kept, words)}`)],
    [...sourceLines(kept, words), ...(isAnyLeftOut ? [`-# ${words.checkLeftOut(questions, chatter, further)}`] : [])],
  );
}

function verdictLines(
  { text, verdict, citations: places, speaker, isSaid, differs }: KeptCheck['sentences'][number],
  kept: KeptAnswer,
  words: Words,
): string {
  const said = `> ${withBold(text, differs?.said)}`;
  const label = `${SIGNS[verdict]} **${words.checkVerdicts[verdict]}**`;
  const quote = kept.citations[places[0]];
  if (!quote) return `${said}\n${label}`;
  const numbers = numberedSources(kept).filter((source) => source.places.some((place) => places.includes(place)));
  const marks = numbers.map(({ n }) => toMark(n)).join('');
  const quoted = places.map((place, i) => {
    const { quote: verbatim, shown } = kept.citations[place];
    return `“${shown === undefined && i === 0 ? withBold(verbatim, differs?.told) : inertWithin(shown ?? verbatim, MAX_LINE_CHARS)}”`;
  });
  const who = speaker ? words.saidBy(inertWithin(speaker, MAX_SPEAKER_CHARS)) : isSaid && words.checkSaid;
  const note = verdict === 'not-covered' ? words.checkNearest : who;
  return [said, [label, note].filter(Boolean).join(' · '), `${quoted.join(' … ')} ${marks}`].join('\n');
}

function withBold(text: string, part: Span | undefined): string {
  const bold = inertWithBold(text, part);
  return bold.length <= MAX_LINE_CHARS ? bold : inertWithin(text, MAX_LINE_CHARS);
}
