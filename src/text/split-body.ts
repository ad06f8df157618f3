/** The sentences of a body: of prose as split-sentences finds them, of what has a structure block by block. */
import type { Block, Sentence, Span, Structure } from '../core/types.js';
import { trimEnd, trimmed } from './characters.js';
import type { KnownLanguage } from './languages/languages.js';
import { MAX_SENTENCE_CHARS, QUOTE_MAX_CHARS, splitSentences } from './split-sentences.js';

/**
 * Sentences of `text`, which is the readable text of a body with this structure, up to `to`. A heading, a row and an item
 * are one sentence each, code is one for each group of whole lines that fits a quote; a longer one is split as prose is. The marks beside a
 * sentence belong to it, so that "**Bold.**" is quoted whole.
 */
export function splitBody(
  text: string,
  structure: Structure | undefined,
  to = text.length,
  language?: KnownLanguage,
): Sentence[] {
  if (!structure) return splitSentences(text, 0, to, language);
  const { blocks, markup: marks } = structure;
  const sentences: Sentence[] = [];
  let mark = 0;
  for (const block of blocks) {
    if (block.end > to) break;
    while (mark < marks.length && marks[mark].end <= block.start) mark++;
    let end = mark;
    while (end < marks.length && marks[end].start < block.end) end++;
    const own = sentencesOf(text, block, language);
    for (const sentence of mark === end ? own : withMarks(own, block, marks.slice(mark, end))) sentences.push(sentence);
  }
  return sentences;
}

function sentencesOf(text: string, block: Block, language: KnownLanguage): Sentence[] {
  const { kind, start, end } = block;
  if (kind === 'code') return groupLines(text, block);
  const isWhole = kind === 'heading' || kind === 'header' || kind === 'row' || kind === 'item';
  if (!isWhole || end - start > (kind === 'item' ? QUOTE_MAX_CHARS : MAX_SENTENCE_CHARS))
    return splitSentences(text, start, end, language);
  const whole = trimmed(text, block);
  return whole.end > whole.start ? [whole] : [];
}

/** As many lines as fit a quote; a longer line is cut at that length. */
function groupLines(text: string, { start, end }: Span): Sentence[] {
  const groups: Sentence[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = Math.min(newline < 0 ? end : newline, end, at + QUOTE_MAX_CHARS);
    const last = groups.at(-1);
    if (last && lineEnd - last.start <= QUOTE_MAX_CHARS) last.end = lineEnd;
    else groups.push({ start: at, end: lineEnd });
    at = lineEnd === newline ? lineEnd + 1 : lineEnd;
  }
  return groups
    .map((group) => ({ start: group.start, end: trimEnd(text, group.start, group.end) }))
    .filter((group) => group.end > group.start);
}

/** Sentences grown over the marks that touch them, inside their block and short of one another. */
function withMarks(sentences: Sentence[], block: Block, marks: readonly Span[]): Sentence[] {
  const before = new Map(marks.map((mark) => [mark.end, mark]));
  const behind = new Map(marks.map((mark) => [mark.start, mark]));
  let least = block.start;
  return sentences.map((sentence, i) => {
    const most = sentences[i + 1]?.start ?? block.end;
    let { start, end } = sentence;
    for (let mark = before.get(start); mark && mark.start >= least; mark = before.get(start)) start = mark.start;
    for (let mark = behind.get(end); mark && mark.end <= most; mark = behind.get(end)) end = mark.end;
    least = end;
    return { start, end };
  });
}
