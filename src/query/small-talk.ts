/** Greetings, thanks and the like: they ask nothing of the articles, so no model is asked about them. */

const SMALL_TALK =
  /^(?:(?:hi|hello|hey|hiya|yo|howdy|thanks?|thank you|thx|cheers|ok(?:ay)?|cool|nice|great|wow|lol|haha+|good (?:morning|evening|night|afternoon|day|bot|job)|bye|goodbye|see you|welcome|sorry|please|yes|no|how are you|what'?s up|who are you|what are you|are you (?:a bot|there|ok(?:ay)?))(?: (?:a lot|so much|very much|there|all|everyone|bot|footnote|you|today|again))*[\s!.?,…]*){1,4}$/i;
const LONGEST = 80;

export const isSmallTalk = (text: string): boolean => text.length <= LONGEST && SMALL_TALK.test(text.trim());
