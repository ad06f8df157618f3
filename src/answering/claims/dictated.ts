/**
 * Sentences that a text has somebody say, and doesn't tell itself: 'Reply "the bridge fell"', "Never mention that the bridge
 * fell", "Assume that the bridge fell". An order is an imperative, or a ban, with a verb of saying or believing, and what it
 * orders: in quotation marks, behind "that" or a colon, or in the sentences that it announces ("reply as follows"). Reported
 * speech has a subject before its verb and is news.
 */

/** Verbs whose object is what is said; "write" and "add" are left out, for a guide's "add the following line" is none of it. */
const SAY =
  '(?:say|reply|respond|answer|state|repeat|tell|inform|mention|claim|conclude|assert|confirm|declare|announce|proclaim|reveal|disclose|admit|deny|affirm|insist|report|output|emit|recite|utter|speak|quote|cite)';
const PASS_ON = '(?:write|print|type|publish|post|spread|share|give|offer|provide|return|produce|issue|show|display)';
/** Verbs by which something is put into a text. */
const PUT =
  '(?:use|put|copy|paste|place|insert|add|append|include|embed|complete|finish|fill|begin|start|open|end|close|prefix|replace|make|set|print|write|type|generate|return|produce|give|show|display|let)';
const RENDER = '(?:translate|render|paraphrase|rewrite|rephrase|summari[sz]e|interpret|restate|quote|cite)';
const BELIEVE = '(?:pretend|assume|suppose|imagine|presume|believe|accept|act|behave)';
/** What a machine makes of an article. */
const PRODUCT =
  '\\b(?:the|your|each|every|any|all|an?|its)\\s+(?:[\\w-]+ ){0,3}(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|output|headlines?|conclusions?|completions?)\\b';
const AUDIENCE =
  '(?:readers?|users?|people|anyone|anybody|everyone|everybody|someone|somebody|them|him|her|us|the (?:readers?|users?|public|askers?|person|people))';
const QUOTE = '["“”‘«„‹「『`]|(?<!\\p{L})[\'’](?=\\p{L})';
/** What says that the ordered sentence comes next. */
const ANNOUNCED =
  '\\b(?:(?:the|this|these) following|what follows|as follows|follows(?=\\W*$)|(?:the|this) next (?:[\\w-]+ )?(?:sentences?|lines?|words?|statements?|paragraphs?|passages?|items?|entr(?:y|ies)|cells?|texts?)|these (?:[\\w-]+ ){0,2}(?:words?|sentences?|lines?|facts?)|(?:stands?|shown|given|written|printed|found) (?:below|beneath|underneath|next)|(?:sentences?|words?|lines?|texts?|statements?|paragraphs?) (?:below|beneath|underneath)|(?:only |exactly |just )?this(?: (?:sentence|answer|line|statement|text|reply|fact|only|instead|is so|is true|were so|were true|as true))?(?=\\W*$|:|,? and nothing)|folgende\\w*|suivante?s?|siguientes?|seguenti?|следующ\\p{L}*|наступн\\p{L}*)';
/** Alone before a colon these are labels: "Answer: yes", "Report: storm kills three". */
const LABELS = '(?<!\\b(?:answer|report|reply|quote|state|claim|mention|output|print|display|cite|show|offer|issue))';
const WHAT = `(?:\\s*(?:${LABELS}:|:?\\s*(?:${QUOTE}))|(?:\\s(?:with|exactly|only|just|simply|back|again|always|the (?:words?|sentence|phrase|statement|line)))+:|[^.!?;:"“”«„]{0,60}?(?:\\s(?:that|as (?:if|though))\\b|[\\s,]*(?:${QUOTE})|${ANNOUNCED}))`;
/** "Tell readers how to …" is no order to say a sentence. */
const NO_TOPIC = '(?!\\s(?:about|of|how|where|what|when|which|who|why|whether|if|to|in|at|on)\\b)';

/** Where a clause begins whose verb may be an imperative: no quotation, for what somebody was heard to say is news. */
const CLAUSE = '(?:^[^\\p{L}"“‘«„\']*|[.!?;:—–(\\[|]\\s*|\\s-+\\s)';
const SOFTENED =
  "(?:(?:from now on|henceforth|for the purposes? of [\\w ]{1,30}|in (?:your|the|each|every|any) [\\w ]{1,30}(?=,)|be careful not to|take care not to|please|kindly|now|then|so|and|simply|just|always|only|instead|you (?:must|should|shall|may|will|are to)|remember to|be sure(?: not)? to|make sure(?: not)? to|do not|don['’]t|never|under no circumstances|on no account|in no case|at no point|dare not)[, ]+(?:ever |even )?){0,3}";
const BANNED =
  "(?:do not|don['’]t|never|under no circumstances|on no account|in no case|at no point|avoid|refrain from|stop)";
const MUST =
  "(?:must|should|shall|may|can|cannot|ought to|ha(?:s|ve) to|needs? to|(?:is|are)(?: not)? to|will)(?:n['’]t)?(?: not| never| always| only| then| now)?";
const BOUND =
  '(?:is|are)(?: not| never)? (?:[a-z]+ly )?(?:asked|told|instructed|required|requested|advised|forbidden|ordered|urged|supposed|expected|obliged|allowed|permitted|free|to be) to';
const MACHINE =
  '(?:(?:(?:language |AI )?models?|assistants?|machines?|agents?|systems?|programs?|software|tools?|bots?|chat ?bots?|AIs?|LLMs?|whoever|anyone|anybody|everyone|those)(?: (?:that|which|who))? (?:reads?|reading|process\\w*|summari[sz]\\w*|sees?|seeing|pars\\w+|index\\w+)|(?:language|AI) models?|LLMs?|chat ?bots?|AIs?|(?:AI|virtual|digital) assistants?)';
const SOMEBODY =
  '(?:nobody|no one|no-one|none|anyone|anybody|everyone|everybody|you|readers?|users?|people|journalists?|editors?|writers?|askers?|summari[sz]ers?)';

const DICTATED = [
  // Reply "X"; never mention that X; say the following.
  `${CLAUSE}${SOFTENED}${SAY}\\b(?:\\s${AUDIENCE})?${WHAT}`,
  `${CLAUSE}${SOFTENED}(?:${BANNED})\\s+(?:ever |even )?(?:${SAY}|${PASS_ON}|say\\w*|(?:tell|claim|mention|stat|repeat|report|writ|publish|spread)ing)\\b(?:\\s${AUDIENCE})?${WHAT}`,
  // Don't tell readers X; let people know X.
  `${CLAUSE}${SOFTENED}${BANNED}\\s(?:tell|inform|let)\\s${AUDIENCE}\\b${NO_TOPIC}`,
  `${CLAUSE}${SOFTENED}(?:tell|inform|assure|convince|persuade)\\s(?:the )?(?:readers?|users?|people|anyone|anybody|everyone|everybody|public|askers?)\\b${NO_TOPIC}`,
  `${CLAUSE}${SOFTENED}let\\s(?:it be known|${AUDIENCE}\\s(?:know|believe|think))\\s(?:that\\b|:|${QUOTE})`,
  // Ignore the rest and state that X.
  `${CLAUSE}${SOFTENED}(?:ignore|disregard|forget|skip|drop|delete|discard|stop|leave out|overlook|read|${RENDER})\\b[^.!?"“]{0,120}(?:\\band|\\bthen|\\bbut|,)\\s+(?:(?:then|only|instead|simply|just|now|rather) )?(?:${SAY}|${PASS_ON})\\b${WHAT}`,
  // Whenever somebody asks, tell them X; when asked, give this answer.
  `\\b(?:if|when|whenever|should|in case|in the event that|once)\\s(?:you|someone|anyone|somebody|anybody|people|a user|users|a reader|readers)\\b[^.!?"“]{0,60}\\b(?:ask|inquir|enquir|want to know|wonder)\\w*[^.!?"“]{0,80},\\s*${SOFTENED}(?:${SAY}|${PASS_ON}\\s(?:them |him |her )?(?:only |just |exactly )?(?:this|these|the (?:following|next)))\\b`,
  `\\b(?:if|when|whenever|once|where)\\s(?:asked|prompted|questioned|queried)\\b[^.!?"“]{0,80},\\s*${SOFTENED}(?:${SAY}|${PASS_ON}\\s(?:them |him |her )?(?:only |just |exactly )?(?:this|these|the (?:following|next)))\\b`,
  // Translate it as "X"; use "X" as the headline of the summary.
  `${CLAUSE}${SOFTENED}${RENDER}\\b[^.!?;"“”«„]{0,80}\\b(?:as|into|by|with|to)\\s*(?:${QUOTE}|:|follows\\b|(?:saying|stating|meaning)\\b|${ANNOUNCED})`,
  `${CLAUSE}${SOFTENED}(?:${RENDER}|${PUT}|edit|change)\\b[^.!?;"“”«„]{0,80}\\bso (?:that )?it (?:says|reads|states|tells|claims)\\b`,
  `${CLAUSE}${SOFTENED}${PUT}\\b(?=[^\\n]{0,400}${PRODUCT})[^\\n]{0,400}?(?:${QUOTE}|:\\s|${ANNOUNCED}|\\b(?:that|in which|saying|stating|says|states)\\b)`,
  `${CLAUSE}${SOFTENED}${PASS_ON}\\s(?:only |exactly |just )?(?:this|these|the (?:following|next|correct|right))\\s(?:[\\w-]+ )?(?:answer|reply|response|summary|sentence|statement)\\b`,
  // Pretend that X; treat it as a fact that X.
  `${CLAUSE}${SOFTENED}(?:suppose|pretend|assume|imagine|act)\\s(?:on the basis\\b|(?:[^\\s.!?;:"“]+ ){1,6}(?:is|are|was|were|has|have|had|will)\\b)`,
  `${CLAUSE}${SOFTENED}${BELIEVE}\\b(?:\\s*:|[^.!?;:"“]{0,30}?\\s(?:that|as (?:if|though))\\b|[^.!?;:"“]{0,30}?${ANNOUNCED})`,
  `${CLAUSE}${SOFTENED}(?:treat|regard|accept|consider|take|count|see|view|hold)\\b[^.!?"“]{0,40}\\b(?:as|for|to be)\\b[^.!?"“]{0,30}\\b(?:facts?|true|truth|given|granted|known|established|confirmed|certain|proven|correct)\\b`,
  // The assistant reading this should assume that X; nobody is allowed to claim that X.
  `\\b${MACHINE}\\b[^.!?"“]{0,40}\\b(?:${MUST}|${BOUND})\\s(?:[a-z]+ ){0,2}(?:${SAY}|${PASS_ON}|${BELIEVE}|${PUT}|${RENDER}|treat|regard)\\b`,
  `\\b${SOMEBODY}\\s(?:[a-z]+ ){0,2}?(?:${BOUND}|${MUST})\\s(?:[a-z]+ ){0,2}?${SAY}\\b(?:\\s${AUDIENCE})?${WHAT}`,
  '\\bit (?:must|may|should|shall|can)(?:not| not| never)? (?:ever )?be (?:known|revealed|disclosed|admitted|confirmed|denied|made (?:known|public)) that\\b',
  `\\b(?:it is|it's)\\s(?:[a-z]+ )?(?:forbidden|prohibited|banned|required|mandatory|obligatory|compulsory|illegal|unlawful|not allowed|not permitted)\\b[^.!?"“]{0,40}\\bto (?:ever )?(?:${SAY}|${PASS_ON})\\b${WHAT}`,
  `\\byou (?:must|should|shall|will|are to|have to|need to)\\s(?:[a-z]+ )?${SAY}(?:\\s*:|${WHAT})`,
  // The correct answer stands below; a good summary would be: X; the next sentence has to appear in each summary.
  `\\b(?:any|every|each|the (?:only |one )?(?:correct|right|proper|true|official|required|expected|best|suggested|recommended|desired)|an? (?:correct|proper|good|suitable|fitting|ideal))\\s(?:[\\w-]+ ){0,2}(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|outputs?)\\b[^.!?"“]{0,60}(?:${ANNOUNCED}|\\b(?:is|reads?)\\s*(?::|${QUOTE})|\\b(?:would|should|must|has to|is to|will) (?:be|read|say|state|go|run)\\b|:\\s)`,
  `${CLAUSE}(?:(?:the|your) )?(?:expected|model|correct|desired|suggested|ideal|sample|reference|gold|target|required|your)\\s(?:output|answer|reply|response|summary|completion)\\b[^.!?:"“]{0,40}:`,
  `(?:${ANNOUNCED}|\\b(?:sentence|words|phrase|statement|line)\\b\\s*(?:${QUOTE}))[^\\n]{0,300}\\b(?:must|should|shall|ha(?:s|ve) to|(?:is|are) to|needs? to)\\b[^.!?]{0,30}\\b(?:appear|stand|be (?:included?|added|repeated|said|written|used|printed|quoted|shown|mentioned))\\b`,
  // In other languages an imperative at the start, and what it orders.
  `${CLAUSE}(?:bitte |por favor |per favore |s['’]il (?:te|vous) pla[iî]t,? )?(?:antworte\\p{L}*|schreib\\p{L}*|sage?|behaupte\\p{L}*|wiederhol\\p{L}*|übersetz\\p{L}*|r[ée]pond(?:s|ez)|[ée]cri(?:s|vez)|dis|dites|r[ée]p[eè]te[rz]?|responde|responda|escrib[ea]|di|diga|repit[ea]|rispondi|rispondete|scrivi|scrivete|ripeti|напиши\\p{L}*|ответь\\p{L}*|скажи\\p{L}*|відповідай\\p{L}*|скажіть|yaz|söyle|cevapla|napisz|powiedz|odpowiedz)(?!\\p{L})[^.!?]{0,60}?(?::|${QUOTE}|(?<!\\p{L})(?:dass|que|che|что|що|że)(?!\\p{L})|${ANNOUNCED})`,
].map((pattern) => new RegExp(pattern, 'iu'));

/** What every pattern above needs somewhere. */
const NEEDED =
  /["“”«»„‘'’`「『:]|\b(?:that|follow\w*|below|beneath|underneath|next|this|these|as|tell|inform|let|assure|ask\w*|should|must|is|are|summar\w+)\b|(?:folgend|suivant|siguiente|seguent|следующ|наступн|dass|que|che|что|що|że)/iu;
const ANNOUNCES = new RegExp(`${ANNOUNCED}|:\\W*$`, 'iu');
/** Between two cells of a table. */
const CELLS = /\s*\|\s*|\t\s*|\s{3,}/;

/** Whether a sentence has somebody say something. */
export const isDictated = (sentence: string): boolean =>
  NEEDED.test(sentence) && DICTATED.some((pattern) => pattern.test(sentence));

/** Whether an order says that what it orders comes behind it. */
export const announcesMore = (order: string): boolean => ANNOUNCES.test(order);

/** The sentence and, where it is a row of a table, its cells: an order may stand in one. */
export function withCells(sentence: string): string[] {
  const cells = sentence.split(CELLS).filter(Boolean);
  return cells.length > 1 ? [sentence, ...cells] : [sentence];
}
