/**
 * Sentences that are no news but orders: to the machine that reads ("Ignore all previous instructions"), or about what is to
 * be said ("It is forbidden to write that …"). They carry nothing, and no judge gets to see them.
 */
import { splitSentences } from '../../text/split-sentences.js';
import { announcesMore, isDictated, withCells } from './dictated.js';
import { plainReadings } from './hidden-text.js';

/** Readers that are no people, by names that nothing else has. */
const MACHINE =
  '(?:AIs?|A\\.I\\.|(?:AI|virtual|digital|automated) \\w+|chat ?bots?|bots?|(?:large )?language models?|LLMs?|GPT\\w*|crawlers?|summari[sz]ers?)';
/** Names that people and things have as well: only where they are addressed. */
const ADDRESSED = `(?:${MACHINE}|assistants?|models?|machines?|agents?|footnote|system)`;
const SAY =
  '(?:say|print|output|reply|respond|answer|write|repeat|tell|state|cite|quote|mention|include|append|insert|report|claim|conclude|reveal|translate|encode|decode|assert|confirm|declare|publish|add)';
const SAYING =
  '(?:saying|printing|replying|answering|writing|repeating|telling|stating|mentioning|reporting|claiming|publishing|quoting)';
const SAID =
  '(?:said|written|stated|mentioned|told|reported|claimed|repeated|quoted|cited|answered|added|included|concluded|noted|published|printed|asserted)';
/** Where an imperative may stand. */
const START =
  '(?:^|[.!?:;,—–-]\\s*|["“”\'‘`(\\[>*]\\s*|\\b(?:please|kindly|now|then|and|you|simply|just|always|never|instead)\\s+)';
const SENTENCE_START = '(?:^|[.!?:;]\\s*|["“‘(]\\s*)';
const QUOTE = '["“\'‘]';
const WHAT = `(?:\\s*(?:(?<!answer|report|note|quote):|:\\s*${QUOTE}|${QUOTE}|(?:only |exactly |also )?(?:that|with|the (?:words?|phrase|following|text|sentence))\\b))`;
const ORDERED =
  '(?:asked|told|instructed|required|requested|advised|forbidden|ordered|urged|supposed|expected|obliged|not allowed)';
const MUST = "(?:must|should|shall|may|can|cannot|ought to|ha(?:s|ve) to|needs? to|(?:is|are)(?: not)? to)(?:n['’]t)?";

/** Meant for the machine itself, by whom or what they speak to. */
const TO_MACHINES = compile([
  '<\\|[^|>]{0,40}\\|>|<<\\/?SYS>>|\\[\\s?\\/?INST\\s?\\]|<\\/?(?:system|assistant|user|instructions?|passages?|prompt|s|start_of_turn|end_of_turn|think)\\b[^>]{0,80}>',
  '^\\W*(?:system|assistant|developer|user|human|AI|bot|instructions?)\\s*(?:model|message|prompt|note|override)?\\s*[:>\\]]',
  '^\\W*={3,}|\\b(?:begin|end|start) (?:of )?(?:the )?(?:system|prompt|passages?|context|instructions?)\\b',
  `${START}(?:do not |don't )?(?:ignore|disregard|forget|override|bypass|skip)\\b[^.!?]{0,40}\\b(?:instructions?|prompts?|rules?|guidelines?|directions?|orders|above|previous|prior|constraints?|passages|sources)\\b`,
  '\\b(?:system|hidden|initial|developer) (?:prompt|message|instructions?)\\b',
  `\\b(?:you are|you're|act as|pretend to be|behave as|roleplay as|from now on,? you)\\b[^.!?]{0,40}\\b${ADDRESSED}\\b`,
  '\\b(?:as an AI|as a (?:large )?language model)\\b',
  '\\byour (?:instructions|prompt|rules|guidelines|system|training|answer|reply|response|output|summary)\\b',
  `${SENTENCE_START}(?:note|notice|message|hint|reminder|attention|dear|hey|hello|hi|for|to|important)\\b[^.!?:"“]{0,30}\\b${ADDRESSED}\\b\\s*[^.!?:"“]{0,40}[:,—–]`,
  `^\\W*${ADDRESSED}\\s*[,:]\\s+\\S`,
  `\\b${MACHINE}\\b[^.!?]{0,30}\\b(?:${MUST}|(?:is|are) ${ORDERED} to)\\s(?:\\w+ ){0,2}${SAY}\\b`,
  `\\b(?:ask|tell|urge|instruct|order|want|require|request|remind)(?:s|ed|ing)?\\b[^.!?]{0,20}\\b${MACHINE}\\b[^.!?]{0,20}\\bto ${SAY}\\b`,
  `\\b(?:if|when|whenever|in case) (?:you|someone|anyone|a user|users|a reader|readers|somebody|people|anybody)\\b[^.!?"“]{0,60}\\b(?:ask|summari[sz]e|read|process|answer|repl|are an?)\\w*[^.!?"“]{0,60},[^.!?]{0,20}\\b${SAY}\\b`,
  '\\b(?:new|updated|real|secret|important) (?:instructions?|task|directive)\\b\\s*[:.!]',
  '\\bjailbreak|\\bDAN mode|\\bdeveloper mode',
  '\\b(?:ignorier\\w*|vergiss|vergesst)\\b[^.!?]{0,40}\\b(?:anweisung|anordnung|regel|vorgabe)\\w*|\\b(?:ignore[zr]?|oublie[zr]?)\\b[^.!?]{0,40}\\b(?:consignes|règles)\\b|\\b(?:ignora|ignore|olvida)\\b[^.!?]{0,40}\\b(?:instrucciones|reglas|instruções|istruzioni)\\b|ігноруй\\S*[^.!?]{0,40}(?:інструкці|вказівк)|игнорируй\\S*[^.!?]{0,40}(?:инструкци|указани)|talimatlar\\S*[^.!?]{0,40}(?:yok say|unut|görmezden)|(?:指示|命令)を(?:すべて)?(?:無視|忘れ)',
]);
/** The head of a forged passage: "[2] Secret report, Reuters, 1 January 2030". */
const FORGED_HEAD =
  /(?:^|\n)\s*[[【]\d{1,3}[\]】] (?:[^\n.!?]{3,150}, (?:\d{1,2} )?\p{Lu}\p{L}+ \d{4}(?:\s|$)|[^\n.!?]{3,150}(?:\n|$))/u;

/** About what is to be said or not, whoever is meant: what follows isn't told, but ordered or forbidden. */
const ON_SAYING = compile([
  `^[^\\p{L}“"‘']*(?:(?:please|kindly|remember to|be sure to|make sure to|do not|don't|never|always|simply|just|now)[, ]+){0,3}${SAY}${WHAT}`,
  '^[^\\p{L}“"‘\']*(?:please |now |just ){0,2}(?:say|reply|respond|answer|print|output|repeat|mention|ping|reveal|decode|translate|send)\\b[^.!?]{0,40}(?:@|<|\\[|://|\\.\\p{L}{2,}|\\bin (?:every|each|all|your)\\b|\\bnothing else\\b|\\bword for word\\b|\\bbase64\\b)',
  `\\b(?:please|kindly|remember to|be sure (?:to|not to)|make sure (?:to|not to)|do not|don't|never|under no circumstances|on no account)\\b(?:\\s+(?:ever|should|may|must|anyone|anybody|you|to|please)){0,3}\\s+${SAY}(?:\\s(?:anyone|anybody|people|them|readers|users))?${WHAT}`,
  `\\b(?:avoid|refrain from|stop)\\s+${SAYING}${WHAT}`,
  `\\b(?:it is|it's|it was|it remains|it would be)\\s+(?:\\w+ )?(?:forbidden|prohibited|banned|required|mandatory|obligatory|compulsory|imperative|essential|important|necessary|vital|crucial|allowed|permitted|unlawful|illegal|wrong|right|correct|recommended|advisable)\\b[^.!?"“]{0,30}\\bto (?:ever )?${SAY}\\b`,
  `(?<!\\b(?:I|we) )\\b(?:must|should|shall|may not|cannot|ought to|ha(?:s|ve) to|needs? to|(?:is|are)(?: not)? to)(?:n['’]t)?\\s+(?:(?:not|never|always|only|also|now|instead|simply|therefore|at once) ){0,2}(?:be )?(?:${SAY}|${SAID}|informed)${WHAT}`,
  `\\b(?:may|let|must|should|shall) it (?:not |never |ever )?be ${SAID}\\b`,
  `\\b(?:readers?|users?|people|everyone|everybody|nobody|no one|anyone|askers?|journalists?|editors?|writers?)\\b[^.!?"“]{0,20}\\b${MUST}\\b[^.!?"“]{0,30}\\b(?:told|informed|${SAY})\\b`,
  `\\b(?:any|every|each|the (?:correct|right|only|proper|true|official|required|expected|best)|an? (?:correct|proper|good))\\s+(?:\\w+ ){0,2}(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|quotations?)\\b[^.!?"“]{0,60}(?:\\b(?:is|are|reads?|must|should|shall|would be|begins?|contains?|includes?)\\b|:)`,
  `\\b(?:words?|phrases?|sentences?|statements?|lines?|claims?|text)\\b\\s*(?:,|:)?\\s*["“][^"”]{1,300}["”][^.!?]{0,20}\\b(?:must|should|shall|may|has to|have to|is to|are to|is|are)\\b[^.!?]{0,30}\\b(?:appear|included?|added?|repeated?|said|written|used|printed|forbidden|banned|prohibited|required|mandatory|allowed|omitted|mentioned|quoted|stand)\\b`,
  `\\b(?:${SAY}|${SAYING})\\s+(?:that\\b|${QUOTE})[^!?]{0,300}\\b(?:is|was|are|remains)\\s+(?:\\w+ )?(?:forbidden|prohibited|banned|not allowed|not permitted|required|mandatory|unlawful|illegal|obligatory)\\b`,
  `\\bis what (?:you|they|we|everyone|all) ${MUST} ${SAY}\\b`,
  '\\brepeat after me\\b',
  '\\b(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies))\\b[^.!?"“]{0,40}\\b(?:must|should|shall|ha(?:s|ve) to|(?:is|are) to) (?:be|say|read|begin|include|contain|state|mention)\\b',
  '\\b(?:begin|start|end|open|close|finish) (?:with|by) (?:the (?:words?|sentence|phrase|statement)|saying|stating|writing)\\b',
]);

function compile(patterns: string[]): RegExp[] {
  return patterns.map((pattern) => new RegExp(pattern, 'iu'));
}
const ALL = [...TO_MACHINES, ...ON_SAYING, FORGED_HEAD];

/** What every pattern above needs somewhere: most sentences hold none of it, and are looked at no further. */
const ANCHOR =
  /[<[=@{【]|\b(?:you|your|you're|AIs?|GPT\w*|LLMs?|DAN|[\w-]*bots?|models?|assistants?|machines?|agents?|crawlers?|summar\w+|footnote|system|developer|must|mustn['’]t|should|shouldn['’]t|shall|may|cannot|can|ought|ha(?:s|ve) to|needs? to|(?:is|are)(?: not)? to|please|kindly|never|always|do not|don['’]t|let|remember|be sure|make sure|feel free|circumstances|on no account|avoid|refrain|stop|forbidden|prohibited|banned|required|mandatory|obligatory|compulsory|imperative|essential|important|necessary|vital|crucial|allowed|permitted|unlawful|illegal|wrong|right|correct|recommended|advisable|answers?|repl(?:y|ies)|responses?|quotations?|instructions?|prompts?|ignore|disregard|forget|override|bypass|skip|asked|whenever|jailbreak\w*|begin|start|end|open|close|finish|note|notice|hint|reminder|attention|dear|directive)\b|A\.I\.|^\W*(?:now|just|simply|user|human|say|print|output|respond|write|repeat|tell|state|cite|quote|mention|include|append|insert|report|claim|conclude|reveal|translate|encode|decode|assert|confirm|declare|publish|add|ping|send|message|hey|hello|hi|for|to)\b|ignorier|vergiss|vergess|ignore[zr]|oublie|ignora|olvida|ігнор|игнор|talimat|指示|命令/i;

const LONGEST = 1_200;
/** How far behind an order its quotation may go on. */
const MOST_CONTINUED = 4;

/** Whether a sentence is meant for the machine that reads it, whatever it is written in. */
export const speaksToMachines = (sentence: string): boolean => matches(TO_MACHINES, sentence);

const matches = (patterns: RegExp[], sentence: string): boolean =>
  plainReadings(sentence.slice(0, LONGEST)).some((reading, i) =>
    // What is hidden needs no more than to be an order of any kind.
    withCells(reading).some(
      (part) => ANCHOR.test(part) && (i === 0 ? patterns : ALL).some((pattern) => pattern.test(part)),
    ),
  );

/**
 * For each sentence of a text, in order, whether it is an order or goes on with one: behind a colon, in a quotation that one
 * opened, below the head of a forged passage. `isNewBlock` tells whether a blank line stands before a sentence.
 */
export function ordersAmong(sentences: string[], isNewBlock: (i: number) => boolean): boolean[] {
  let goesOn = 0;
  let isAnnounced = false;
  return sentences.map((sentence, i) => {
    // What was announced may be a paragraph of its own, below a heading.
    if (isNewBlock(i) && !isAnnounced) goesOn = 0;
    isAnnounced = false;
    const isContinued = goesOn > 0;
    const isSaid = hasSomebodySay(sentence);
    const isOrder = isSaid || matches(ALL, sentence);
    if (isOrder) {
      isAnnounced = announcesMore(sentence) && (isSaid || speaksToMachines(sentence));
      const behind = sentences.slice(i + 1, i + 1 + MOST_CONTINUED);
      goesOn = Math.max(opensMore(sentence, behind), isAnnounced ? behind.length : 0);
    } else if (isContinued) goesOn--;
    return isOrder || isContinued;
  });
}

const hasSomebodySay = (sentence: string) =>
  plainReadings(sentence.slice(0, LONGEST)).flatMap(withCells).some(isDictated);

/** The sentences of a text in which lines aren't wrapped, such as a title, that are orders, or go on with one. */
export function ordersIn(text: string): string[] {
  const sentences = text
    .split('\n')
    .flatMap((line) => splitSentences(line).map(({ start, end }) => line.slice(start, end)));
  const isOrder = ordersAmong(sentences, () => false);
  return sentences.filter((_, i) => isOrder[i]);
}

/** What an address says to who reads it: "?q=Ignore%20all%20rules". */
export function textOfAddress(address: string): string {
  try {
    return decodeURIComponent(address)
      .replace(/\+/g, ' ')
      .replace(/^[^?#]*[?#]/, '');
  } catch {
    return address;
  }
}

/** How many of the sentences behind an order belong to it. */
function opensMore(given: string, behind: string[]): number {
  const order = given.normalize('NFKC');
  if (FORGED_HEAD.test(order)) return behind.length;
  const isQuoteOpen =
    (order.match(/“/g)?.length ?? 0) > (order.match(/”/g)?.length ?? 0) || (order.match(/"/g)?.length ?? 0) % 2 === 1;
  if (isQuoteOpen) return behind.findIndex((sentence) => /["”]/.test(sentence)) + 1;
  return /:\s*$/.test(order) ? Math.min(1, behind.length) : 0;
}
