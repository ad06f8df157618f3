/** "Why this answer": the question as understood, what was used and left out and why, and what the confidence is made of. */
import type { APIEmbed } from 'discord.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { timestamp } from './dates.js';
import { inertWithin } from './inert.js';

const MAX_FIELD_CHARS = 1024;
const MAX_WORDS = 20;
const MAX_SHOWN_SENTENCE_CHARS = 160;
const MAX_TITLE_CHARS = 70;

export function whyCard(answer: KeptAnswer, askedAtMs: number, words: Words): APIEmbed {
  const { trace, confidence, composer } = answer;
  const kept = trace.sentences.filter(({ leftOut }) => !leftOut && answer.status === 'answered');
  const rest = trace.sentences.filter((sentence) => !kept.includes(sentence));
  const speaker = trace.speaker.length > 0 ? `, ${words.saidBy(inertWithin(trace.speaker.join(' '), 80))}` : '';
  const fields = [
    { name: words.understood, value: wordList(trace, words) },
    { name: words.asksFor, value: `${words.answerTypes[trace.answerType]}${speaker}` },
    { name: words.kept, value: sentenceList(kept, words) },
    { name: words.leftOut, value: sentenceList(rest, words) },
    {
      name: words.confidence,
      value: `${words.confidenceOf(percent(confidence), percent(trace.threshold))}\n${partList(trace)}`,
    },
    { name: words.writtenBy, value: writtenLine(trace, words) },
    { name: words.composer, value: words[composer], inline: true },
    { name: words.indexVersion, value: String(trace.indexVersion), inline: true },
    { name: words.askedAt, value: timestamp(askedAtMs), inline: true },
  ];
  return { title: words.whyTitle, fields: fields.filter(({ value }) => value) };
}

/** The model, how many of its sentences stand, and what was wrong with those that were held back. */
function writtenLine({ written }: KeptAnswer['trace'], words: Words): string {
  if (!written) return '';
  const { model, kept, heldBack } = written;
  const faults = [...new Set(heldBack)].map((fault) => inertWithin(fault, 30)).join(', ');
  return `${words.sentencesKept(inertWithin(model, 80), kept, heldBack.length)}${faults && ` (${faults})`}`;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function wordList({ words: list }: KeptAnswer['trace'], words: Words): string {
  const shown = list.slice(0, MAX_WORDS).map(({ word, isFound, isEarlier }) => {
    const notes = [!isFound && words.notFound, isEarlier && words.earlierWord].filter(Boolean).join(', ');
    return `${inertWithin(word, 40)}${notes ? ` (${notes})` : ''}`;
  });
  return joinWithin(shown, ' · ');
}

function sentenceList(sentences: KeptAnswer['trace']['sentences'], words: Words): string {
  const lines = sentences.map(({ title, text, score, leftOut }) => {
    const reason = leftOut ? ` — ${words.leftOutReasons[leftOut]}` : '';
    return `\`${score.toFixed(2)}\` ${inertWithin(text, MAX_SHOWN_SENTENCE_CHARS)} (${inertWithin(title, MAX_TITLE_CHARS)})${reason}`;
  });
  return joinWithin(lines, '\n');
}

const partList = ({ parts }: KeptAnswer['trace']) =>
  joinWithin(
    parts
      .filter(({ adds }) => Math.abs(adds) >= 0.005)
      .map(({ name, adds }) => `${name} ${adds > 0 ? '+' : '−'}${Math.abs(adds).toFixed(2)}`),
    ' · ',
  );

/** As many as fit into a field. */
function joinWithin(items: string[], separator: string): string {
  let text = '';
  for (const item of items) {
    const longer = text ? `${text}${separator}${item}` : item;
    if (longer.length > MAX_FIELD_CHARS - 130) break;
    text = longer;
  }
  return text;
}
