/** A message less what is no word of it: Discord's markup, links, quoted lines, greetings and courtesies around a question. */

/** People, roles, channels, commands, emoji and times as Discord writes them: "<@123>", "<:wave:456>", "<t:1667000000:R>". */
const DISCORD_MARKUP = /<(?:@[!&]?\d+|#\d+|a?:\w{1,40}:\d+|t:-?\d+(?::\w)?|\/[^<>:\n]{1,80}:\d+|id:\w+)>/g;
const LINK = /<?\bhttps?:\/\/[^\s<>]+>?/gi;
const EMOJI_CODE = /(?<!\w):[a-z]\w{1,30}:(?!\w)/g;
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1F1E6}-\u{1F1FF}\u200D\uFE0F\u20E3]+/gu;
const QUOTED_LINE = /^ ?>+ .*$/gm;
const EMPHASIS = /~~|\|\||`{1,3}|(?<![\p{L}\p{N}])(?:\*{1,3}|_{1,2})|(?:\*{1,3}|_{1,2})(?![\p{L}\p{N}])/gu;

/** The words of a message. Quoted lines go only where something else is left. */
export function cleanMessage(text: string): string {
  const bare = text
    .replace(DISCORD_MARKUP, ' ')
    .replace(LINK, ' ')
    .replace(EMOJI_CODE, ' ')
    .replace(PICTURES, ' ')
    .replace(EMPHASIS, '');
  const own = bare.replace(QUOTED_LINE, ' ');
  const words = /[\p{L}\p{N}]/u.test(own) ? own : bare.replace(/^ ?>+ /gm, '');
  return words
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

const HELLO = '(?:hi|hey|hello|hallo|hiya|heya|yo|gm|greetings|good (?:morning|afternoon|evening|day))';
const GREETED = '(?: there| all| everyone| everybody| guys| folks| team| bot| footnote| again)?';
const YOU = '(?:you|u|ya|someone|somebody|anyone|anybody)';
const PLEASE = '(?: please| pls| plz| kindly| possibly| maybe)?';
/** A pause between courtesy and question: "Hi, who …", "Hi - who …". The hyphen of "well-known" is none. */
const PAUSE = '(?:[,!.:;]+ ?| ?[–—]+ ?| ?-+ )';
/** What a question or a request begins with. */
const ASKING =
  "(?=(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|did|do|does|can|could|will|would|has|have|any|tell|show|give|list|compare|explain|summari[sz]e|please|pls|i|i['’]?m|i['’]?d)\\b)";
/** "Tell me more about the ferry" keeps its "tell me": without it, half a sentence would be left. */
const NOT_ABOUT = '(?!(?:me |us )?(?:about|more)\\b)';
/** What may stand before a question, one after the other: "Hey, quick question, could you please tell me". */
const BEFORE = [
  `(?:${HELLO}|morning)${GREETED}${PAUSE}`,
  `${HELLO}${GREETED} ${ASKING}`,
  `(?:ok|okay|so|well|um+|uh+|hm+|right|alright|anyway|btw|by the way|fyi)(?:${PAUSE}|,? (?=who|what|when|where|why|how|which|is|are|was|were|did|do|does|can|could|has|have)\\b)`,
  `(?:k|kk|(?:ha)+h?|(?:he)+h?|lo+l|lmao|rip|omg|wow|damn|oh|aw+|nice|cool|random|hm+|wait|yo)(?:${PAUSE}| but | (?=(?:so |ok )?(?:who|what|when|where|why|how|which|is|are|was|were|did|do|does|can|could|has|have|whos|whats|hows)\\b))`,
  `(?:just )?(?:a )?(?:quick|short|small|dumb|stupid|silly|serious|genuine|random|another|one more)? ?question(?: for you| here)?${PAUSE}`,
  `(?:just )?(?:curious|wondering|out of curiosity|sorry|excuse me)(?:${PAUSE}| )`,
  `(?:please|pls|plz|kindly)(?:${PAUSE}| )`,
  `(?:thanks|thank you|thx|ty|cheers)(?: so much| very much| a lot)?${PAUSE}(?:and |but |so )?`,
  `(?:can|could|would|will) ${YOU}${PLEASE} (?:tell|show|explain|say|let)(?: to)? ?(?:me|us)?(?: know)?(?: please)?(?: (?:if|whether|again))? ${NOT_ABOUT}`,
  `(?:can|could|would|will) ${YOU}${PLEASE} (?=(?:summari|list|give|find|compare|sum|tell|show|explain|help)\\w*\\b)`,
  `(?:would|do) ${YOU} mind (?:telling|showing|explaining|letting)(?: to)? ?(?:me|us)?(?: know)?(?: (?:if|whether))? ${NOT_ABOUT}`,
  `(?:do|does) ${YOU} (?:happen to |maybe )?knows?(?: (?:if|whether))? (?!about\\b)`,
  `(?:do|does) ${YOU} (?:happen to )?have (?:any|an) (?:idea|clue)s?(?: (?:if|whether))? (?!about\\b)`,
  "i(?:['’]?d| would)? (?:really )?(?:like|love|want|need|wanna)(?: to)? (?:know|ask|find out|hear)(?: (?:if|whether))? (?!about\\b)",
  "i(?:['’]?m| am| was)?(?: just)? (?:wondering|curious|asking|unsure|not sure)(?: (?:if|whether))?,? ",
  '(?:please )?(?:tell|remind) (?:me|us)(?: please)?,?(?: (?:if|whether|again))? (?!about\\b|more\\b|everything\\b|all\\b|something\\b|the (?:latest|news|story)\\b)',
  '(?:help (?:me|us)(?: to)? (?:understand|find out|figure out)|find out)(?: (?:if|whether))? (?!about\\b)',
  '(?:any|have you any|got any) (?:idea|clue)s?(?: (?:if|whether))? (?!about\\b)',
  '(?:is it|is it really|is that) (?:true|right|correct|a fact) that ',
].map((pattern) => new RegExp(`^${pattern}`, 'i'));
/** "Hi ferry repairs", but not "Hi Fi Records". */
const HELLO_BEFORE_SMALL = new RegExp(`^(?:[Hh]i|[Hh]ey)${GREETED} (?=\\p{Ll})`, 'u');
const THANKS =
  '(?:many )?(?:thanks|thank you|thank u|thx|tysm|ty|cheers)(?: so much| very much| a lot| in advance| again)*';
/** What may stand behind one. */
const BEHIND = new RegExp(
  `[,;:.!–—-]{0,9} (?:${THANKS}(?: ${THANKS})?|please|pls|plz|lol|lmao|haha\\w*|btw|by the way|imo|tho|mate|bro|dude|guys|folks|everyone|anyone|anybody|someone|if (?:you know|possible|anyone knows|i may ask|that['’]?s ok)|exactly|any(?: idea| clue|one knows?| help| fix)?s?|or what)(?=[?!. ]{0,40}$)`,
  'i',
);
/** So many layers of courtesy are taken off. */
const MOST_LAYERS = 6;

/** The question without courtesies around it; the text itself where nothing else is in it. */
export function withoutCourtesies(text: string): string {
  let rest = text.trim();
  for (let i = 0; i < MOST_LAYERS; i++) {
    const before = rest;
    for (const pattern of [...BEFORE, HELLO_BEFORE_SMALL]) rest = keepWords(rest, rest.replace(pattern, ''));
    const cut = rest.replace(BEHIND, '').trimEnd();
    if (cut !== rest) rest = keepWords(rest, withOneMark(cut));
    if (rest === before) break;
  }
  // "Do you know if the dam leaked" leaves "the dam leaked", which gets a question mark, because it is asked.
  return rest === text.trim() || /[?!.]$/.test(rest) ? rest : `${rest}?`;
}

/** "… leaked? Thanks!" leaves "… leaked?!". */
function withOneMark(text: string): string {
  let end = text.length;
  while (end > 0 && '?!. '.includes(text[end - 1])) end--;
  return text.slice(0, end) + (text.includes('?', end) ? '?' : '');
}

const keepWords = (before: string, after: string) => (/[\p{L}\p{N}]/u.test(after) ? after.trim() : before);
