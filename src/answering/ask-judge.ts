/** The judge's part in an answer: which passages each sentence is read against, and what is left out of them. */
import type { Judge, JudgedPassage, Judgement } from '../models/judge.js';
import type { Judged, OpenSentence } from './claims/examination.js';
import { pointsBack } from './claims/hanging.js';
import type { Offer, OfferedPassage } from './claims/offer.js';
import { contentOf, supportsOf } from './claims/supports.js';
import { asData, headingOf, writeSentences } from './offer-passages.js';

export interface JudgedReply {
  /** For each sentence, in order. */
  judged: Judged[];
  judgement: Judgement;
}

/**
 * `before` gives the sentence of the reply in front of another: it goes along, its verdict unheard, where that one begins with
 * "he" and it isn't there already. Rejects as the judge does.
 */
export async function askJudge(
  judge: Judge,
  open: OpenSentence[],
  offer: Offer,
  { before, signal }: { before?: (sentence: OpenSentence) => OpenSentence | undefined; signal?: AbortSignal } = {},
): Promise<JudgedReply> {
  const sentences: OpenSentence[] = [];
  for (const sentence of open) {
    const context = pointsBack(sentence.text) ? before?.(sentence) : undefined;
    if (context && sentences.at(-1) !== context) sentences.push(context);
    sentences.push(sentence);
  }
  const passagesOf = sentences.map((sentence) => passagesFor(sentence, offer));
  const places = [...new Set(passagesOf.flat())].sort((a, b) => a - b);
  const judgement = await judge.judge(
    {
      passages: places.map((place) => toJudged(offer, place)),
      sentences: sentences.map(({ text }, i) => ({
        text: asLine(text),
        marks: passagesOf[i].map((place) => places.indexOf(place) + 1),
      })),
    },
    { signal },
  );
  return { judged: judgement.verdicts.filter((_, i) => open.includes(sentences[i])), judgement };
}

/** Places of the passages that a sentence marks, and of those whose sentences hold most of its words. */
function passagesFor({ marks, claim }: OpenSentence, offer: Offer): number[] {
  const marked = marks.map((mark) => mark - 1).filter((place) => offer.passages[place]);
  const nearest = supportsOf(contentOf(claim), offer).map(({ sentence }) => sentence.passage);
  return [...new Set([...marked, ...nearest])].sort((a, b) => a - b);
}

function toJudged(offer: Offer, place: number): JudgedPassage {
  const passage = offer.passages[place];
  const sentences = offer.sentences.filter((sentence) => sentence.passage === place);
  const numbers = sentences.map(({ number }) => number);
  return {
    heading: headingOf(passage, (part) => isHead(offer, passage, part)),
    text: asData(writeSentences(passage.article, numbers)),
    sentences: sentences.map((sentence) => asLine(sentence.text)),
  };
}

/** The day always; a title or an outlet unless it is an order. */
const isHead = ({ heads }: Offer, { article: { meta } }: OfferedPassage, part: string) =>
  (part !== meta.title && part !== meta.source) || heads.includes(part);

const asLine = (text: string) => asData(text).replace(/\s+/g, ' ').trim();
