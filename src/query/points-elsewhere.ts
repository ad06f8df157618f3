/** "@Footnote can you answer this?": a message that asks nothing itself, and wants another one answered. English cues. */
import { isStopTerm, tokenize } from '../text/tokenize.js';
import { cleanMessage, withoutCourtesies } from './clean-message.js';
import { smallTalkIn } from './small-talk.js';

/** Words that point at another message, "answer this"; beside them only stop words may stand. */
const POINTING = new Set(
  `above answer answers anyone anybody bot check clue correct explain fact facts factcheck find footnote handle help idea
  ideas know look message one please pls post question questions read real reply respond right see solve someone somebody
  thanks think thought thoughts true try verify`.split(/\s+/),
);
/** Question words: "Why?" asks about the other message itself. */
const ASKS_ITSELF = /\b(?:who|whom|whose|when|where|why|which|how(?! about\b))\b/i;

/** `text` is as it was written, without the mention of the bot. */
export function pointsElsewhere(text: string): boolean {
  const cleaned = cleanMessage(text);
  const smallTalk = smallTalkIn(cleaned);
  if (smallTalk) return smallTalk !== 'thanks' && smallTalk !== 'farewell';
  const asked = withoutCourtesies(cleaned);
  if (ASKS_ITSELF.test(asked)) return false;
  return tokenize(asked).every(
    ({ term, start, end }) => isStopTerm(term) || POINTING.has(asked.slice(start, end).toLowerCase()),
  );
}
