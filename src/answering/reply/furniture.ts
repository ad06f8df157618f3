/** What stands around an answer and is none: lead-ins, headings, labels, lists of sources, remarks to the reader. */

const NAMED_TEXT =
  '(?:(?:the|these|those|your|all|both)\\s)?(?:(?:provided|given|above|supplied|retrieved|numbered|available|news|cited|following|relevant)\\s){0,2}(?:passages?|sources?|articles?|documents?|texts?|context|information|excerpts?|snippets?|search results|reports?)(?:\\s(?:provided|given|above|supplied|you provided|you gave))?';
/** "Based on the passages, …": the answer follows. */
const LEAD_IN = new RegExp(
  `^(?:(?:sure|certainly|of course|okay|ok|great question)[!,.]?\\s)?(?:based (?:up)?on|according to|from|as (?:stated|reported|described|mentioned|noted) in|as per|per|in|judging by|going by)\\s${NAMED_TEXT}(?:\\s?\\u0001[\\d,-]{1,60}\\u0002){0,8}\\s?[,:]\\s`,
  'i',
);
/** "Here is a summary:", "The answer is as follows:": nothing of it is an answer. */
const ANNOUNCEMENT =
  /^(?:(?:sure|certainly|of course|okay|ok|great question|absolutely)[!,.]?\s?)?(?:(?:here(?:'s| is| are)|below (?:is|are)|the following (?:is|are)|this is)\b[^.!?]{0,120}:?|(?:(?:the|my|final|short|brief|direct) ){0,3}(?:answer|summary|response|overview|key points?|main points?|details)(?: is as follows)?\s?:?|(?:sure|certainly|of course|okay|ok|absolutely)[!.]?)$/i;
/** From here on only sources are listed. */
const SOURCES_HEAD =
  /^(?:#{1,6}\s*)?(?:\*\*|__)?(?:sources?|references?|citations?|cited (?:sources|passages|articles)|bibliography|further reading|footnotes|notes?|works cited|quellen|fuentes|kaynaklar|джерела|出典)(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*$/i;
const SOURCES_INLINE = /^(?:\*\*|__)?(?:sources?|references?|citations?|cited)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*\S/i;
const HEADING = /^#{1,6}\s+\S/;
/** A line in bold alone, or one that ends with a colon. */
const BOLD_LINE = /^(?:\*\*|__)[^*_]{1,80}(?:\*\*|__)\s*:?\s*$/;
const RULE = /^(?:[-*_=~]\s?){3,}$/;
const BULLET = /^(?:[-*•–·▪◦]|\d{1,2}[.)]|>{1,3})\s+/;
/** "**Cause:** A crack was found": what is said stands behind it. */
const LABEL =
  /^(?:(?:\*\*|__)[^*_\n]{1,60}?:(?:\*\*|__)|(?:\*\*|__)[^*_\n]{1,60}(?:\*\*|__)\s*:|(?:answer|final answer|response|summary|short answer|in short|a|antwort|respuesta|réponse|cevap|відповідь)\s*:)\s+/i;
const TO_THE_READER =
  /^(?:i hope|hope (?:this|that)|let me know|feel free|please let me|if you (?:have|need|want|would like)|is there anything|would you like|do you want|note that (?:this|my|the above)|please note|disclaimer|i am an? |i'm an? |as an ai)\b/i;
const EMPHASIS = /\*\*|__|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu;

/** What a line of a reply is: text, nothing, or the head of a list of sources. */
export type Line = { text: string } | 'nothing' | 'sources';

/** `line` is one line of a reply with normalised marks. */
export function readLine(line: string): Line {
  const trimmed = line.trim();
  if (SOURCES_HEAD.test(trimmed) || SOURCES_INLINE.test(trimmed)) return 'sources';
  if (trimmed === '' || HEADING.test(trimmed) || BOLD_LINE.test(trimmed) || RULE.test(trimmed)) return 'nothing';
  const plain = trimmed.replace(BULLET, '').replace(LABEL, '').replace(EMPHASIS, '').trim();
  if (ANNOUNCEMENT.test(plain) || (plain.endsWith(':') && !plain.includes('\u0001'))) return 'nothing';
  return { text: plain };
}

/** A sentence without what leads it in; '' where it is said to the reader and tells nothing. */
export function withoutLeadIn(sentence: string): string {
  if (TO_THE_READER.test(sentence) || ANNOUNCEMENT.test(sentence)) return '';
  const rest = sentence.replace(LEAD_IN, '');
  return rest === sentence ? sentence : rest.charAt(0).toUpperCase() + rest.slice(1);
}
