/**
 * A message understood before anything is looked for: whether it is small talk, how many questions it asks, what each wants
 * done, and whether it can be understood alone. Pure; its result is read no further.
 */
import { cleanMessage, withoutCourtesies } from './clean-message.js';
import { type Request, requestIn } from './requests.js';
import { type SmallTalk, smallTalkIn } from './small-talk.js';
import { splitMessage } from './split-message.js';
import { asNewTopic, correctionIn, type Standing, standing, withoutOne } from './stands-alone.js';
import { readWish, type WishedLanguage } from './wished-language.js';

export interface AskedPart {
  /** One question, without markup, links, greetings and courtesies. */
  text: string;
  request: Request;
  standing: Standing;
  /** "No, I meant Biden". */
  isCorrection?: boolean;
}

export type Message = { smallTalk: SmallTalk } | { parts: AskedPart[]; wished?: WishedLanguage };

/**
 * @example
 * ```ts
 * import { readMessage } from './read-message.js';
 *
 * readMessage('hi there!'); // { smallTalk: 'greeting' }
 * readMessage('Could you tell me who leads the UN? Thanks!'); // one part: 'who leads the UN?'
 * ```
 */
export function readMessage(text: string): Message {
  // Refused where it is asked.
  if (!text.trim()) return { parts: [{ text, request: { kind: 'question' }, standing: 'alone' }] };
  const { text: given, wished } = readWish(cleanMessage(text));
  const smallTalk = smallTalkIn(given);
  if (smallTalk) return { smallTalk };
  const newTopic = asNewTopic(given);
  const correction = newTopic === undefined ? correctionIn(given) : undefined;
  const cleaned = newTopic ?? correction ?? given;
  const parts = splitMessage(cleaned)
    .map(withoutCourtesies)
    .filter((part, _, all) => all.length === 1 || !smallTalkIn(part));
  const asked = parts.length > 0 ? parts : [cleaned];
  if (asked.length === 1) {
    const rest = smallTalkIn(asked[0]);
    if (rest) return { smallTalk: rest };
  }
  return {
    parts: asked.map((part, i) => {
      const question = withoutOne(part);
      return {
        text: question,
        request: requestIn(question),
        standing: i === 0 && newTopic !== undefined ? 'new' : standing(part, { isFurther: i > 0 }),
        ...(correction !== undefined && { isCorrection: true }),
      };
    }),
    ...(wished && { wished }),
  };
}
