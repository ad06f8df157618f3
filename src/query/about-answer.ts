/**
 * A message about the answer before it, which no article answers: "source?", "who said that", "shorter please", "tell me
 * more about the second point". English cues.
 */
import { cleanMessage } from './clean-message.js';

export interface AboutAnswer {
  /** What it rests on, who says it, less of it, or what its article says next. */
  wants: 'sources' | 'speaker' | 'shorter' | 'more';
  /** Which of its sentences is meant, counted from 1, -1 being the last; absent where all of it is. */
  sentence?: number;
}

const IT = '(?:that|this|it|these|those|them)';
const ANSWER = `(?:${IT}|(?:that|this|the|your|ur) (?:answer|quote|info|information|claim|statement)|(?:all|any) of (?:that|this|it))`;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ORDINAL = `(${ORDINALS.join('|')}|last|1st|2nd|3rd|4th|5th|[1-9])`;
const PART = '(?:one|ones|point|part|bit|thing|sentence|item|fact|statement|line|claim|answer|paragraph)';
/** "Ok, so where is that from pls". */
const AROUND_BEFORE =
  '(?:(?:ok|okay|k|so|and|but|wait|hm+|uh+|um+|lol|hey|hmm|well|oh|yes|yeah|no|please|pls|plz|now|just|actually|sorry|bro|can (?:you|u)|could (?:you|u)|would (?:you|u)|will (?:you|u)|i want|i need|give (?:me|us)(?: (?:a|an|the|your|its))?|show (?:me|us)(?: (?:a|an|the|your|its))?|any|got (?:a|any)|do (?:you|u) have (?:a|any)|have (?:you|u) got (?:a|any)) )*';
const AROUND_BEHIND =
  '(?: (?:please|pls|plz|thanks|thx|lol|tho|though|bro|man|then|again|exactly|anyway|now|for (?:me|us)|if (?:you|u) can))*';

const FORMS: [AboutAnswer['wants'], string][] = [
  [
    'sources',
    `(?:what(?:['’]?s| is| are| was| were)? )?(?:(?:the|your|ur|its) )?(?:sources?|links?|proof|evidence|citations?|references?|receipts?)(?: (?:for|of|on|behind|to) ${ANSWER})?`,
  ],
  [
    'sources',
    `where(?:['’]?s| is| are| was| did| does| do) (?:${ANSWER} |(?:you|u) )?(?:(?:get|got|find|found|read|see|take|come|coming|hear|know) )?(?:${ANSWER} )?from`,
  ],
  ['sources', `where did (?:you|u) (?:get|find|read|see|hear) ${ANSWER}(?: from)?`],
  [
    'sources',
    `(?:what|which) (?:articles?|papers?|news ?papers?|sites?|websites?|outlets?|sources?)(?: (?:is|are|was|were|says?|said|wrote|reported|did|does|do) ?(?:${ANSWER})?(?: (?:in|from|come from|(?:you|u) (?:get|find|read) (?:${ANSWER} )?(?:in|from)?))?)?`,
  ],
  [
    'sources',
    `(?:is|are|was) ${ANSWER} (?:really |actually |even |all )?(?:true|right|real|legit|correct|accurate|facts?|a fact|confirmed|sure|certain|verified|reliable)`,
  ],
  ['sources', '(?:are|r) (?:you|u) (?:really |so |100 ?%? )?(?:sure|certain)(?: (?:about|of) (?:that|this|it))?'],
  ['sources', `i (?:don['’]?t|do not|can['’]?t|cannot) believe (?:you|u|${ANSWER})`],
  ['sources', `prove (?:${ANSWER})|how do (?:you|u|we) know(?: ${ANSWER})?|(?:you|u) sure`],
  [
    'speaker',
    `who(?:['’]?s| is| was)? (?:said|says|say|saying|claimed|claims|claiming|reported|reports|wrote|told (?:you|u|them|us|me))(?: (?:${ANSWER}|so))?`,
  ],
  [
    'speaker',
    `says? who|according to (?:who|whom)|whose (?:words?|claim|quote|opinion|view) (?:is|are|was|were) ${IT}`,
  ],
  ['speaker', `who (?:did|does) (?:say|claim|report) (?:${ANSWER}|so)`],
  [
    'shorter',
    `(?:a (?:bit|little) |much |way |even |make (?:${ANSWER} )?|keep (?:${ANSWER} )?|be (?:a bit |more )?)*(?:shorter|briefer|brief|short|concise)(?: (?:version|answer|form))?`,
  ],
  [
    'shorter',
    `(?:say |put |tell (?:me )?)?(?:${ANSWER} )?in (?:just )?(?:one|1|a|a single|two|2|few(?:er)?|a few|less|short|brief) ?(?:sentences?|lines?|words?|nutshell)?`,
  ],
  ['shorter', `shorten(?: ${ANSWER})?|tl ?;? ?dr|too long(?: didn['’]?t read)?|(?:the )?(?:short|quick) version`],
  ['shorter', `(?:the )?(?:bottom line|gist|main point|key point|short answer)(?: of ${ANSWER})?`],
  [
    'shorter',
    `(?:summari[sz]e|recap|condense|boil down|sum up) (?:${ANSWER}|the above|what you (?:just )?said)(?: up| down)?|sum ${ANSWER} up|(?:a |quick |short )?(?:summary|recap)(?: of ${ANSWER})?|summari[sz]e`,
  ],
  [
    'more',
    `(?:tell |show |give )?(?:me |us )?(?:some |a (?:bit|little) )?more(?: (?:info|information|details?|context|stuff))?(?: (?:about|on|of) ${ANSWER})?`,
  ],
  [
    'more',
    `go on|continue|keep going|elaborate|expand|(?:what|anything|something) else(?: (?:is there|do (?:you|u) (?:know|have)|does (?:it|the article) say|can (?:you|u) (?:tell|say)))?|any ?more(?: details?| info(?:rmation)?)?|(?:more )?details?`,
  ],
  [
    'more',
    `(?:elaborate|expand|go on|more(?: (?:info|information|details?))?|tell me(?: more)?|explain|what)(?: (?:on|about|with|of))? (?:the )?${ORDINAL}(?: ${PART})?`,
  ],
  ['more', `(?:what|how) about the ${ORDINAL} ${PART}|the ${ORDINAL} ${PART}`],
];
const READ = FORMS.map(
  ([wants, form]) => [wants, new RegExp(`^${AROUND_BEFORE}(?:${form})${AROUND_BEHIND}$`, 'u')] as const,
);

/** A longer message has a subject of its own. */
const MOST_CHARS = 80;

/** Undefined for any other message. */
export function readAboutAnswer(text: string): AboutAnswer | undefined {
  const words = cleanMessage(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'’%; ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '' || words.length > MOST_CHARS) return undefined;
  for (const [wants, form] of READ) {
    const match = form.exec(words);
    if (!match) continue;
    const sentence = match.slice(1).find(Boolean);
    return { wants, ...(sentence !== undefined && { sentence: numberOf(sentence) }) };
  }
  return undefined;
}

function numberOf(word: string): number {
  if (word === 'last') return -1;
  const ordinal = ORDINALS.indexOf(word);
  return ordinal >= 0 ? ordinal + 1 : Number.parseInt(word, 10);
}
