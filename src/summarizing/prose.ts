/** Which sentences of an article are its prose; headings, captions, bylines and requests to subscribe are not. */
import type { Sentence } from '../core/types.js';
import type { Outline } from '../text/outline.js';
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';

const MIN_CONTENT_TERMS = 3;
/** The fewest words of a sentence of prose: "10:45 p.m." is none. */
const MIN_WORDS = 2;
/** Where a smaller share of sentences ends in a full stop, the text is written without them. */
const MIN_ENDED_SHARE = 0.3;
/** Above this share of capitalised words a line is a headline, or a list of names. */
const MAX_CAPITALISED_SHARE = 0.7;
const MIN_WORDS_OF_HEADLINE = 5;

const ENDED = /[.!?…。！？।؟۔።][\s"'”’»)\]」』*_]*$/u;
const FURNITURE =
  /^(?:[—–-]+ |video ad feedback\b|skip advert\b|read (?:more|also|next)\b|more:|also:|see also\b|related\b|sign up\b|subscribe\b|follow (?:us|him|her|them|@)|click\b|contributing:|photos?:|pictured\b|images?:|videos?:|credit:|watch:|listen:|advertisement\b|copyright\b|©|scroll (?:down|up|on|through)\b|story continues\b|\d{1,3}[.)] |editor['’]s note|corrections?\b|clarification\b|this (?:story|article|post|report) (?:was|has been|is|originally|first)\b|getty images\b|file photo\b)/i;
const FURNITURE_WITHIN =
  /\b(?:newsletters?|all rights reserved|contributed to this report|via getty images|getty images\)|@\w+ on twitter|on twitter:? @|sign up for|subscribe to|click here|hide caption|in your inbox|\d+ of \d+ photos|check out (?:this|our|the)|interactive from|story continues below|is a (?:columnist|reporter|senior writer|freelance) )/i;
/** A rubric, "TODAY IN THE SKY: …", announces another article. */
const RUBRIC = /^[\p{Lu}][\p{Lu} ’']{7,40}: /u;
/** Captions of agency photographs: "WASHINGTON, DC - JANUARY 26: …", "Ada Berg/Getty Images …". */
const AGENCY = /^[^.!?]{0,60}\/(?:shutterstock|getty|ap|afp|reuters|epa|pa|bloomberg|alamy|zuma|tass|xinhua)\b/i;
const PHOTOGRAPH = /^[\p{Lu}\d .,']{4,50} [-–] [\p{Lu}]{3,9}\.? \d{1,2}(?:, \d{4})?:/u;

const NO_PROSE = new Set(['heading', 'header', 'row', 'code']);

/** Numbers of the prose sentences, in order; of all sentences where none is. */
export function markProse(body: string, sentences: Sentence[], tokens: Token[][], outline?: Outline): number[] {
  const texts = sentences.map(({ start, end }) => body.slice(start, end));
  const ended = texts.map((text) => ENDED.test(text));
  const needsEnd = ended.filter(Boolean).length >= MIN_ENDED_SHARE * texts.length;
  const prose = texts.flatMap((text, i) =>
    ((ended[i] && !BROKEN_OFF.test(text)) || !needsEnd) &&
    !isFurniture(text) &&
    isStatement(body, tokens[i]) &&
    !NO_PROSE.has(outline?.kindOf(i) ?? 'paragraph')
      ? [i]
      : [],
  );
  return prose.length > 0 ? prose : sentences.map((_, i) => i);
}

/** Captions that point people out: "Ann Berg (left) and Olof Krans arrive". */
const CAPTION =
  /\((?:left|right|center|centre|top|bottom|above|below|from left|L|R|[^()]{0,40}\/[^()]{0,40})\)|(?:^|, )(?:from left|seen here|pictured (?:here|left|right|above)|second from (?:left|right))\b/;
/** A sentence that begins in small letters goes on with something missing. */
const BROKEN_OFF = /^[a-z]+(?![\p{L}\d])/u;

/** Captions in the present tense with a day: "People stand outside a school in Ost on May 3". */
const SEEN =
  /^(?:\S+ ){1,8}(?:stands?|sits?|walks?|looks?|watch(?:es)?|poses?|waves?|holds?|arrives?|attends?|speaks?|listens?|reacts?|celebrates?|gestures?|departs?|leaves?|plays?|rides?|carr(?:y|ies)|embraces?|hugs?|kiss(?:es)?|gathers?|lines? up|wears?|works?|rests?|prays?|protests?|marche?s?|smiles?|appears?|performs?)\b.*\b(?:on|in) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day, )?(?:jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.)) (?:\d{1,2}|\d{4})\b/i;

/** A bare "…, the mayor told reporters in a statement." whose content is in another sentence. */
const SAID_NOTHING =
  /^[^“”"]{3,160}\b(?:(?:told|tells) (?:reporters|\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*){0,3})|said|says|wrote|writes|tweeted|added)(?: (?:in|on) (?:an?|the|his|her|their)? ?(?:\p{L}+ ){0,2}(?:statement|interview|tweet|email|post|release|letter|phone call|Twitter|Instagram|Facebook)| (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| at the time){0,2}\.$/u;
const MAX_SAID_CHARS = 220;
const SAID_SOMETHING = /, |\bthat\b/;

const isFurniture = (text: string) =>
  (text.length < MAX_SAID_CHARS && !SAID_SOMETHING.test(text) && SAID_NOTHING.test(text)) ||
  CAPTION.test(text) ||
  SEEN.test(text) ||
  FURNITURE.test(text) ||
  FURNITURE_WITHIN.test(text) ||
  PHOTOGRAPH.test(text) ||
  RUBRIC.test(text) ||
  AGENCY.test(text);

function isStatement(body: string, tokens: Token[]): boolean {
  const worded = tokens.filter(({ start, end }) => /\p{L}{2}/u.test(body.slice(start, end)));
  if (worded.length < MIN_WORDS || tokens.filter(({ term }) => !isStopTerm(term)).length < MIN_CONTENT_TERMS)
    return false;
  const capitalised = tokens.filter((token) => isCapitalised(body, token)).length;
  return tokens.length < MIN_WORDS_OF_HEADLINE || capitalised <= MAX_CAPITALISED_SHARE * tokens.length;
}
