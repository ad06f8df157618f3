/** An article as a passage that is offered whole, from its text alone. */
import { attributeSpeakers } from '../dist/retrieval/speakers/attribute.js';
import { splitSentences } from '../dist/text/split-sentences.js';
import { tokenize } from '../dist/text/tokenize.js';

export function passageOf(meta, body) {
  const sentences = splitSentences(body);
  const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
  const attributions = attributeSpeakers(body, sentences, tokens);
  return {
    article: { meta, body, text: body, sentences, attributions },
    firstSentence: 0,
    sentenceCount: sentences.length,
  };
}
