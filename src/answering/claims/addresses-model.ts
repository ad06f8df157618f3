/** Sentences that speak to a machine and not to a reader: orders, role marks, prompts. They support nothing, and are never passed on. */

const PATTERNS = [
  /<\|[^|>]{0,40}\|>|<<\/?SYS>>|\[\/?INST\]|<\/?(?:system|assistant|user|instructions?|passages?|prompt|s|start_of_turn|end_of_turn|think)\b[^>]*>/i,
  /^\W*(?:system|assistant|developer|user|human|ai|bot|instructions?)\s*(?:message|prompt|note|override)?\s*[:>\]]/i,
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b[^.!?]{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|directions?|orders|above|previous|prior|polic(?:y|ies) of the bot|constraints?|passages|sources)\b/i,
  /\b(?:system|hidden|initial|original|developer) (?:prompt|message|instructions?)\b/i,
  /\b(?:you are|you're|act as|pretend to be|behave as|roleplay as|from now on,? you)\b[^.!?]{0,40}\b(?:assistant|bot|ai|model|chatbot|gpt|dan|machine|agent|footnote|system)\b/i,
  /\b(?:language model|chatbot|as an ai|large language|llm|ai model)\b/i,
  /\b(?:your (?:instructions|prompt|rules|guidelines|system|training|answer must|reply must|response must|output))\b/i,
  /\b(?:respond|reply|answer|output|print|repeat|write|say|state|tell (?:the )?(?:user|reader|asker|everyone)|claim|report)\b(?: (?:only|exactly|instead|simply|just|always|back))*\s*(?:with|that|the (?:words?|phrase|following|text|sentence|string)|:|["“'‘])[^.!?]{0,80}\b(?:instead|verbatim|nothing else|no matter|whatever|in your (?:answer|reply|response)|to the user|to every|when asked|if asked|cite|citing)\b/i,
  /^[^\p{L}“"‘']*(?:please )?(?:say|print|output|reply|respond|answer|write|repeat|tell|cite|mention|include|append|reveal|ping|send|translate|encode|decode)\b(?! (?:the minister|officials))[^?]{0,200}$/iu,
  /\b(?:begin|end) (?:of )?(?:system|prompt|passages?|context|instructions?)\b/i,
  /\b(?:new|updated|real|secret|important) (?:instructions?|task|directive|system)\b\s*[:.!]/i,
  /\b(?:to|dear|attention|note to|hey|hello),? (?:the )?(?:ai|assistant|model|bot|chatbot|llm|footnote)\b/i,
  /\bjailbreak|\bDAN mode|\bdeveloper mode/i,
];

/** Invisible characters by which an order may be hidden or broken up; taken out before anything is matched. */
export const HIDDEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu;

/** Whether a sentence is meant for the machine that reads it. */
export function addressesModel(sentence: string): boolean {
  const plain = sentence.normalize('NFKC').replace(HIDDEN, '');
  return PATTERNS.some((pattern) => pattern.test(plain));
}
