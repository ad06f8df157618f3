/** Texts that a hostile hand can make as long as it likes, and every function that reads strangers' text. */

import { dateReadings, publicationDay } from '../../src/answering/claims/date-readings.js';
import { datesIn } from '../../src/answering/claims/dates.js';
import { announcesMore, isDictated, withCells } from '../../src/answering/claims/dictated.js';
import { Examination } from '../../src/answering/claims/examination.js';
import { figuresIn } from '../../src/answering/claims/figures.js';
import { hangs } from '../../src/answering/claims/hanging.js';
import { plainReadings } from '../../src/answering/claims/hidden-text.js';
import { namesIn } from '../../src/answering/claims/names.js';
import { Offer, type OfferedPassage, readPassage, readWords } from '../../src/answering/claims/offer.js';
import { ordersIn, speaksToMachines, textOfAddress } from '../../src/answering/claims/orders.js';
import { holdsQuotation, isSpeech, plainText, quotationsIn } from '../../src/answering/claims/quotations.js';
import { contentOf } from '../../src/answering/claims/supports.js';
import { wordsIn } from '../../src/answering/claims/words.js';
import { readLine, withoutLeadIn } from '../../src/answering/reply/furniture.js';
import { mayGoOnWithMark, normaliseMarks, takeMarks, withoutOwnSigns } from '../../src/answering/reply/marks.js';
import { ReplyReader } from '../../src/answering/reply/read-reply.js';
import { finishArticle, webUrl } from '../../src/corpus/article.js';
import { splitFrontMatter } from '../../src/corpus/front-matter.js';
import { readHead } from '../../src/corpus/head.js';
import { DEFAULT_CORPUS_LIMITS } from '../../src/corpus/limits.js';
import { parseJson } from '../../src/corpus/parse-json.js';
import { findWrittenDay, parsePublishedAt } from '../../src/corpus/published-at.js';
import { headingIn, isHtml, readHtmlStructure } from '../../src/corpus/structure/html-structure.js';
import { readMarkdownStructure } from '../../src/corpus/structure/markdown-structure.js';
import { cleanTitle, cutAtWord, firstSentence, oneLine } from '../../src/corpus/title.js';
import { ThoughtFilter, withoutThoughts } from '../../src/models/thoughts.js';
import { askedFor } from '../../src/query/asked-for.js';
import { cleanMessage, withoutCourtesies } from '../../src/query/clean-message.js';
import { asksNothing, asksWhatIsNot } from '../../src/query/how-asked.js';
import { judgementAskedFor } from '../../src/query/judgement-asked-for.js';
import { measureAskedFor } from '../../src/query/measure-asked-for.js';
import { markAskedFor } from '../../src/query/more-on-mark.js';
import { namedDays } from '../../src/query/named-days.js';
import { readTimes, relativeTerms, timeTerms } from '../../src/query/named-times.js';
import { otherWordsOf } from '../../src/query/other-words.js';
import { pointsElsewhere } from '../../src/query/points-elsewhere.js';
import { buildQuery } from '../../src/query/query.js';
import { readWords as readQueryWords } from '../../src/query/query-terms.js';
import { reachesBeyond } from '../../src/query/reaches-beyond.js';
import { readMessage } from '../../src/query/read-message.js';
import { requestIn } from '../../src/query/requests.js';
import { smallTalkIn } from '../../src/query/small-talk.js';
import { speechAskedFor } from '../../src/query/speech-asked-for.js';
import { spellOut } from '../../src/query/spell-out.js';
import { splitMessage } from '../../src/query/split-message.js';
import { splitQuestion } from '../../src/query/split-question.js';
import { standing } from '../../src/query/stands-alone.js';
import { toldIn } from '../../src/query/told.js';
import { attributeSpeakers } from '../../src/retrieval/speakers/attribute.js';
import { findSubject, nameFrom } from '../../src/retrieval/speakers/find-subject.js';
import { NamesInside, namesAnother, namesMore } from '../../src/retrieval/speakers/names.js';
import { goesOnToClose, leavesQuoteOpen, quotedWords } from '../../src/retrieval/speakers/quotations.js';
import { recognise, type Speaker } from '../../src/retrieval/speakers/recognise.js';
import { subjectWords } from '../../src/retrieval/speakers/subject-words.js';
import { isBody } from '../../src/retrieval/speakers/words.js';
import { asShown, headingsAbove } from '../../src/text/as-shown.js';
import { clauseSpans, cutToClause } from '../../src/text/clauses.js';
import { datelineLength } from '../../src/text/dateline.js';
import { definedLetters } from '../../src/text/defined-letters.js';
import { figureKind } from '../../src/text/figure-kinds.js';
import { foldSpelling } from '../../src/text/fold-spelling.js';
import { impliedTerms } from '../../src/text/implied-terms.js';
import { nameLetters } from '../../src/text/name-letters.js';
import { normaliseWord } from '../../src/text/normalise-word.js';
import { numbersIn } from '../../src/text/numbers.js';
import { opensWithReference, withoutOpening } from '../../src/text/opens-with-reference.js';
import { Outline } from '../../src/text/outline.js';
import { readableText } from '../../src/text/readable-text.js';
import { splitBody } from '../../src/text/split-body.js';
import { splitPassages } from '../../src/text/split-passages.js';
import { splitSentences } from '../../src/text/split-sentences.js';
import { contentTerms, tokenize } from '../../src/text/tokenize.js';

/** A piece that is written over and over. */
export const PIECES: string[] = [
  ...[
    '!',
    '…',
    '.',
    '?',
    '"',
    "'",
    '“',
    '(',
    '[',
    '{',
    '<',
    '*',
    '_',
    '`',
    '#',
    '-',
    ':',
    ',',
    ';',
    '|',
    '/',
    '\\',
    '&',
    '@',
    '%',
    '=',
  ],
  ...[' ', '\t', '\n', '\r\n', '\u00a0', '\u0301', '\u200b', '\ud83d', '🇺🇦', '。', '漢', 'ก', 'ß', 'a', 'A', '0', '1,'],
  ...[
    'a; ',
    "O'",
    'aA',
    'and who ',
    'x: ',
    '[a](',
    '*a_ ',
    'a, ',
    'A. ',
    'a.\n',
    'a\n\n',
    '. ',
    '! ',
    '… ',
    '." ',
    '“a” ',
    '"a" ',
  ],
  ...[
    '(a',
    '[1] ',
    '[1',
    '[1,',
    '(1) ',
    '¹',
    '<b>',
    '<a href="',
    '</',
    '<!--',
    '&amp;',
    '- a\n',
    '1. a\n',
    '> ',
    '# a\n',
    '| a ',
    '|-',
  ],
  ...[
    'a|b\n-|-\n',
    '```\n',
    '~~',
    '![',
    '](',
    '{{<',
    '\n[1]\n',
    '<think>',
    '<|',
    'he said ',
    '“He said ',
    ' said Una Berg',
    'U.S. ',
    'Una Berg ',
  ],
  ...[
    'a-',
    'A-b ',
    'and the ',
    '1 000 ',
    '1.5 ',
    '44bn ',
    'two hundred ',
    '2024-01-01 ',
    '1 May 2024, ',
    'may ',
    'in May ',
    '(CI) ',
    ', or AO,',
  ],
  ...[
    'who is ',
    'how many ',
    'please ',
    'hi ',
    'thanks ',
    'tell me ',
    'not ',
    "n't ",
    'x@y.',
    'http://',
    'a/',
    '%41',
    'reply that ',
    'must say ',
  ],
  ...[
    'if asked, ',
    'the answer ',
    'wer ',
    'of the ',
    '1-',
    'NO ANSWER ',
    'say: ',
    '\u00ad',
    'ﷺ',
    'a\u0301',
    '\u202e',
    'Sources:\n',
    '**a:** ',
    'и',
    'aи',
  ],
];
const pairs = (open: string, close: string) => (chars: number) => {
  const count = Math.floor(chars / (open.length + close.length));
  return open.repeat(count) + close.repeat(count);
};
/** Texts of about so many characters, by name. */
export const SHAPES: Record<string, (chars: number) => string> = {
  ...Object.fromEntries(
    PIECES.map((piece) => [JSON.stringify(piece), (chars: number) => piece.repeat(Math.ceil(chars / piece.length))]),
  ),
  'nested brackets': pairs('[', ']'),
  'nested round brackets': pairs('(a ', ')'),
  'nested quotations': pairs('“a ', '”'),
  'nested braces': pairs('{a: ', '}'),
  'nested lists': (chars) =>
    Array.from({ length: Math.floor(Math.sqrt(chars)) }, (_, i) => `${'  '.repeat(i % 200)}- a\n`)
      .join('')
      .slice(0, chars),
  'front matter in flow style': (chars) => `---\na: ${'['.repeat(chars / 2)}${']'.repeat(chars / 2)}\n---\nb`,
  'front matter of open brackets': (chars) => `---\n{${'a: {'.repeat(chars / 4)}\n---\nb`,
  'front matter of colons': (chars) => `---\n${'a: '.repeat(chars / 3)}\n---\nb`,
  'front matter of a flow of pairs': (chars) => `---\na: {${'b: c, '.repeat(chars / 6)}}\n---\nb`,
  'front matter of explicit keys': (chars) => `---\n? ${'? '.repeat(chars / 2)}\n---\nb`,
  'front matter of dashes': (chars) => `---\na:\n - ${'- '.repeat(chars / 2)}\n---\nb`,
  'front matter of lines': (chars) => `---\n${'a b: c: d\n'.repeat(chars / 10)}---\nb`,
  'front matter of same keys': (chars) =>
    `---\n${Array.from({ length: chars / 8 }, (_, i) => `k${i}: v\n`).join('')}---\nb`,
  'front matter in TOML': (chars) => `+++\na = ${'['.repeat(chars / 2)}${']'.repeat(chars / 2)}\n+++\nb`,
  'front matter of anchors': (chars) => `---\na: [${'&a a, '.repeat(chars / 6)}]\n---\nb`,
  'front matter of quotes': (chars) => `---\n${'a: "b\n'.repeat(chars / 6)}---\nb`,
  'a place in long parts': (chars) => `Ab, ${'A'.repeat(chars / 2)}, ${'B'.repeat(chars / 2)}`,
  'names that differ': (chars) => Array.from({ length: chars / 9 }, (_, i) => `Ab${(i * 7919) % 99991}c `).join(''),
  'a name in each sentence': (chars) =>
    Array.from({ length: chars / 17 }, (_, i) => `Ab${(i * 7919) % 99991}c fell down. `).join(''),
  'a speaker in each sentence': (chars) =>
    Array.from({ length: chars / 17 }, (_, i) => `Una B${(i * 7919) % 99991}g said so. `).join(''),
  'sentences that speak': (chars) => 'Una Berg said that it rained. He added more. '.repeat(Math.ceil(chars / 45)),
  'quotations that stay open': (chars) => '“It rained and rained. Una Berg said so.\n\n'.repeat(Math.ceil(chars / 43)),
};

const limits = DEFAULT_CORPUS_LIMITS;
const passageOf = (body: string): OfferedPassage => {
  const sentences = splitSentences(body);
  const meta = { id: 'a', title: 'A', key: 0 };
  const article = { meta, body, text: body, sentences, attributions: [] };
  return { article, firstSentence: 0, sentenceCount: sentences.length } as unknown as OfferedPassage;
};
const quietly = (use: () => void) => {
  try {
    use();
  } catch (error) {
    // A refusal in a sentence is an answer; a full stack is none.
    if (error instanceof RangeError || error instanceof TypeError) throw error;
  }
};
const inPieces = (text: string, size: number) => {
  const reader = new ReplyReader();
  for (let i = 0; i < text.length; i += size) reader.feed(text.slice(i, i + size));
  return reader.finish();
};

/** What is read may be as long as this: a sentence is cut at 1,000 characters, an article is not. */
export interface Reader {
  read(text: string): unknown;
  most: number;
}
const SENTENCE = 1_000;
const QUESTION = 6_000;
const ARTICLE = 12_000;
const of = (most: number, readers: Record<string, (text: string) => unknown>) =>
  Object.entries(readers).map(([name, read]): [string, Reader] => [name, { most, read }]);

export const READERS: [string, Reader][] = [
  ...of(ARTICLE, {
    splitSentences: (text) => splitSentences(text),
    'splitBody, splitPassages, Outline': (text) => {
      const structure = readMarkdownStructure(text) ?? { blocks: [], markup: [] };
      const readable = readableText(text, structure);
      const sentences = splitBody(readable, structure);
      splitPassages(sentences, 512, new Outline(sentences, structure));
    },
    'asShown of each sentence': (text) => {
      const structure = readMarkdownStructure(text);
      if (!structure) return;
      for (const sentence of splitBody(readableText(text, structure), structure))
        asShown({ body: text, structure }, sentence);
    },
    headingsAbove: (text) => headingsAbove({ body: text, structure: readMarkdownStructure(text) }, text.length),
    readHtmlStructure: (text) => readHtmlStructure(text),
    'isHtml, headingIn': (text) => isHtml(text) && headingIn(text, readHtmlStructure(text)),
    readMarkdownStructure: (text) => readMarkdownStructure(text),
    tokenize: (text) => tokenize(text),
    contentTerms: (text) => contentTerms(text),
    numbersIn: (text) => numbersIn(text),
    definedLetters: (text) => definedLetters(text),
    'impliedTerms of sentences': (text) => {
      const defined = definedLetters(text);
      for (const { start, end } of splitSentences(text)) impliedTerms(text, tokenize(text, start, end), defined);
    },
    clauseSpans: (text) => splitSentences(text).map((sentence) => clauseSpans(text, sentence)),
    cutToClause: (text) =>
      splitSentences(text).map((sentence) =>
        cutToClause(text, sentence, { ...sentence, start: sentence.end - 1 }, 400),
      ),
    attributeSpeakers: (text) => {
      const sentences = splitSentences(text);
      return attributeSpeakers(
        text,
        sentences,
        sentences.map(({ start, end }) => tokenize(text, start, end)),
      );
    },
    NamesInside: (text) => {
      const inside = new NamesInside(text);
      return splitSentences(text).map(({ start }) => inside.has(text.slice(start, start + 8)));
    },
    recognise: (text) => {
      const known: Speaker[] = [];
      return splitSentences(text).forEach(({ start, end }, i) => {
        const tokens = tokenize(text, start, end);
        if (tokens.length > 0) recognise(text, tokens, i, known);
      });
    },
    readPassage: (text) => readPassage(passageOf(text.slice(0, 8_000)), 0),
    splitFrontMatter: (text) => quietly(() => splitFrontMatter(text, limits)),
    'splitFrontMatter of all': (text) => quietly(() => splitFrontMatter(`---\na: ${text}\n---\n`, limits)),
    readHead: (text) => readHead(text),
    parseJson: (text) => quietly(() => parseJson(text, limits)),
    'parsePublishedAt, findWrittenDay': (text) => [parsePublishedAt(text), findWrittenDay(text.slice(0, 200))],
    finishArticle: (text) =>
      quietly(() =>
        finishArticle(
          { body: text, title: text, source: text, url: text, published_at: text } as never,
          'a.md',
          limits,
        ),
      ),
    'oneLine, cutAtWord': (text) => cutAtWord(oneLine(text), 100),
    'cleanTitle, firstSentence': (text) => [cleanTitle(text, 100), firstSentence(text, 100)],
    webUrl: (text) => webUrl(text, 2048),
    'ReplyReader at once': (text) => inPieces(text, text.length),
    'ReplyReader in pieces': (text) => inPieces(text, 4),
    'ThoughtFilter in pieces': (text) => {
      const filter = new ThoughtFilter();
      for (let i = 0; i < text.length; i += 4) filter.feed(text.slice(i, i + 4));
    },
    withoutThoughts: (text) => withoutThoughts(text),
  }),
  ...of(QUESTION, {
    askedFor: (text) => askedFor(text),
    cleanMessage: (text) => cleanMessage(text),
    withoutCourtesies: (text) => withoutCourtesies(text),
    asksNothing: (text) => asksNothing(text),
    asksWhatIsNot: (text) => asksWhatIsNot(text),
    judgementAskedFor: (text) => judgementAskedFor(text),
    measureAskedFor: (text) => measureAskedFor(text),
    markAskedFor: (text) => markAskedFor(text),
    namedDays: (text) => namedDays(text),
    'readTimes, timeTerms': (text) => [readTimes(text), timeTerms(text), relativeTerms(text)],
    otherWordsOf: (text) => otherWordsOf(text, readQueryWords(text)),
    speechAskedFor: (text) => speechAskedFor(readQueryWords(text)),
    pointsElsewhere: (text) => pointsElsewhere(text),
    buildQuery: (text) => quietly(() => buildQuery({ question: text })),
    'buildQuery with history': (text) =>
      quietly(() =>
        buildQuery({
          question: 'who?',
          history: [
            { role: 'user', text },
            { role: 'assistant', text },
          ],
        }),
      ),
    reachesBeyond: (text) => reachesBeyond(text, 0, 0),
    readMessage: (text) => readMessage(text),
    requestIn: (text) => requestIn(text),
    smallTalkIn: (text) => smallTalkIn(text),
    spellOut: (text) => spellOut(text),
    splitMessage: (text) => splitMessage(text),
    splitQuestion: (text) => splitQuestion(text),
    standing: (text) => standing(text),
    toldIn: (text) => toldIn([{ role: 'assistant', text }]),
    ordersIn: (text) => ordersIn(text),
    textOfAddress: (text) => textOfAddress(text),
  }),
  ...of(8 * SENTENCE, {
    readLine: (text) => readLine(text),
    'normaliseMarks, takeMarks': (text) => takeMarks(normaliseMarks(text)),
    mayGoOnWithMark: (text) => mayGoOnWithMark(text),
    withoutOwnSigns: (text) => withoutOwnSigns(text),
    withoutLeadIn: (text) => withoutLeadIn(text),
    plainText: (text) => plainText(text),
    quotationsIn: (text) =>
      quotationsIn(text).map((quotation, i) => isSpeech(quotation) && i < 10 && holdsQuotation(text, quotation)),
    goesOnToClose: (text) => [goesOnToClose(text, 0), leavesQuoteOpen(text, false)],
  }),
  ...of(SENTENCE, {
    isDictated: (text) => [isDictated(text), announcesMore(text), withCells(text)],
    speaksToMachines: (text) => speaksToMachines(text),
    plainReadings: (text) => plainReadings(text),
    datesIn: (text) => [datesIn(text), dateReadings(text, '2024-01-01'), publicationDay('2024-01-01')],
    figuresIn: (text) => figuresIn(text),
    hangs: (text) => hangs(text),
    datelineLength: (text) => datelineLength(text, true),
    'wordsIn, namesIn, contentOf': (text) => {
      const words = readWords(text);
      return [wordsIn(text), namesIn(text, words, () => false), contentOf({ text, words })];
    },
    'examination of a sentence': (text) => {
      const examination = new Examination(new Offer([passageOf(text)]));
      const looked = examination.look({ text: text.slice(0, 600), marks: [1] });
      return 'verdict' in looked ? looked : examination.settle(looked, undefined);
    },
    'findSubject, nameFrom': (text) => {
      const tokens = tokenize(text);
      return [
        findSubject(text, tokens),
        nameFrom(text, tokens, 0),
        subjectWords(text, tokens),
        quotedWords(text, tokens),
      ];
    },
    'namesMore, namesAnother, isBody': (text) => {
      const tokens = tokenize(text);
      return [namesMore(text, tokens, []), namesAnother(text, tokens, 0), isBody(text)];
    },
    'figureKind, nameLetters': (text) => {
      const tokens = tokenize(text);
      return [tokens.map((_, i) => figureKind(text, tokens, i)), nameLetters(text, tokens, () => true)];
    },
    'foldSpelling, normaliseWord': (text) => [foldSpelling(text), normaliseWord(text)],
    opensWithReference: (text) => [opensWithReference(text), withoutOpening(text)],
  }),
];
