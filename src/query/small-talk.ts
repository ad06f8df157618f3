/**
 * Messages that ask nothing of the articles: greetings, thanks, chatter, and questions about the bot itself. English in
 * full, the usual greetings and thanks of other languages.
 */

/** `chatter` wants no reply; `about` is asked of the bot; the others get a friendly word. */
export type SmallTalk = 'greeting' | 'thanks' | 'farewell' | 'chatter' | 'about';

const PEOPLE =
  '(?: (?:there|all|everyone|everybody|guys|folks|people|team|bot|buddy|friend|friends|mate|footnote|again|chat|zusammen|leute|à tous|tout le monde|a todos|amig[oa]s|herkese|всім|みなさん))*';
const GREETING =
  '(?:h+i+|hello+|he+y+|hiya|heya|howdy|yo|sup|gm|greetings|(?:good )?(?:morning|afternoon|evening)|good day|welcome(?: back)?|hallo|hej|servus|moin|guten (?:tag|morgen|abend)|gr(?:ü|ue)(?:ß|ss) gott|bonjour|bonsoir|salut|coucou|hola|buen[oa]s(?: d[ií]as| tardes| noches)?|ol[aá]|ciao|merhaba|selam|g[üu]nayd[ıi]n|привіт|добрий день|доброго дня|привет|こんにちは|おはよう(?:ございます)?|こんばんは)';
const HOW_ARE_YOU =
  "(?:how (?:are|r) (?:you|u|ya|things)(?: all)?(?: doing| feeling)?(?: today)?|how['’]?s (?:it going|life|everything|your day)|how is it going|how do you do|what['’]?s up|whats? up|wassup|(?:are )?(?:you|u) (?:ok|okay|good|there|alive|awake|here|online|working)|anyone (?:there|here)|nice to meet you|i(?: a|['’]?)m (?:new|back)(?: here)?|wie geht['’]?s(?: dir)?|comment (?:ça|ca) va|ça va|qué tal|cómo estás|nasılsın|як справи|元気(?:ですか)?)";
const THANKS =
  '(?:(?:many |much )?thanks|thank (?:you|u)|thanx|thx|tysm|ty|cheers|much appreciated|appreciate it|danke(?: schön| dir)?|vielen dank|merci(?: beaucoup)?|(?:muchas )?gracias|obrigad[oa]|grazie|teşekkür(?:ler| ederim)|sağ ?ol|дякую|спасибо|ありがとう(?:ございます)?)';
/**
 * What may follow "thanks" and still ask nothing: "thanks, I will read it tonight", but not "thanks to whom did it
 * sail".
 */
const SAID_BEHIND =
  "(?! (?:to|who|whom|whose|what|which|when|where|why|how|and|but|tell|show|give|list|name|compare|find|explain|summari[sz]e|is|are|was|were|did|do|does|has|have|can|could|will|would)\\b)(?: (?!(?:who|whom|whose|what|which|where|why|how)\\b)[\\p{L}\\p{N}’']+){0,8}";
const FAREWELL =
  '(?:(?:good ?)?bye(?: bye)?|cya|see (?:you|ya|u)(?: later| soon| tomorrow| around)?|later|take care|good ?night|gn|have (?:a|an) (?:nice|good|great|lovely) (?:day|one|evening|night|weekend|time)|tschüss|auf wiedersehen|au revoir|adiós|hasta luego|güle güle|до побачення|さようなら)(?: (?:all|everyone|bot|guys|later))*';
/** Chatter; an entry that begins with another one comes before it. */
const CHATTER =
  "(?:no thanks|no worries|no problem|no way|same here|so true|fair enough|i agree|i see|my bad|found it|got it|never ?mind|be right back|let me (?:check|see)|one (?:moment|second|sec)|good (?:point|to know|one)|(?:that |it )?makes sense|you['’]?re welcome|for real|me too|lo+l+|lmf?ao+|rofl|ha(?:ha)+h?|he(?:he)+|x+d+|ok(?:ay|i|ie)?|k+|kk|yes|yeah|yep|yup|ye|no|nah|nope|sure|same|true|fair|right|exactly|indeed|agreed?|this|facts?|hm+|h+uh|uh+|um+|ah+|oh+|oops|sorry|wow|whoa|omg|wtf|bruh|rip|gg|f|idk|idc|nvm|brb|afk|(?:just )?test(?:ing)?|ping|pong|first|bump|np|yw|well|then|so|too|really|seriously|fr|interesting|nice(?: one)?|cool|great|perfect|awesome|damn|yay|sad|please|pls)";
const PRAISE =
  "(?:(?:you['’]?re|ur|what an?|that['’]?s|that was|this is|it was|very|such an?|the|really|so|quite|nice|one) ){0,3}(?:good|nice|great|best|smart|clever|amazing|awesome|cool|cute|helpful|useful|useless|bad|stupid|dumb|worst|terrible|love(?:ly)?|impressive|well done|wow)(?: (?:bot|boy|girl|job|work|one|answer|stuff|help|robot|ai|footnote)){0,2}|(?:that|this|it) (?:really )?help(?:s|ed)(?: me)?(?: a lot| a bunch| very much)?|nice one (?:bot|footnote)";
const HELP =
  '(?:(?:i need |please |can i get )?(?:some )?help(?: me)?(?: please| pls)?|sources?(?: please)?|proof|evidence|citations?|/help|commands?|usage|instructions?|info(?:rmation)?|about|start|menu|hilfe|aide|ayuda|yardım|допомога|ヘルプ)';

/**
 * The pieces that small talk is made of: "ok thanks, that helped" is three. The longest that fits is taken, of equal
 * ones the first. They are given small letters: patterns that don't tell them from capitals take three times as long to compile.
 */
const PIECES: [Exclude<SmallTalk, 'about'>, RegExp][] = (
  [
    ['greeting', `(?:${GREETING}${PEOPLE}|${HOW_ARE_YOU})`],
    ['chatter', CHATTER],
    ['thanks', `(?:${PRAISE})`],
    ['thanks', `${THANKS}(?:${SAID_BEHIND}$)?`],
    ['farewell', FAREWELL],
  ] as const
).map(([kind, pattern]) => [kind, new RegExp(`${pattern}(?= |$)`, 'uy')]);
/** The kind of a message with pieces of several kinds: the first of these that it has. */
const WEIGHTIEST = ['thanks', 'greeting', 'farewell', 'chatter'] as const;
const ASKS_FOR_HELP = new RegExp(`^${HELP}$`, 'u');

function saidForItself(words: string): SmallTalk | undefined {
  const kinds = new Set<SmallTalk>();
  for (let at = 0; at < words.length; at++) {
    let end = at;
    let longest: SmallTalk | undefined;
    for (const [kind, pattern] of PIECES) {
      pattern.lastIndex = at;
      if (!pattern.test(words) || pattern.lastIndex <= end) continue;
      end = pattern.lastIndex;
      longest = kind;
    }
    if (!longest) return undefined;
    kinds.add(longest);
    at = end;
  }
  return WEIGHTIEST.find((kind) => kinds.has(kind));
}

/** Words that questions about the bot are made of, beside "you". */
const ABOUT_WORDS = new Set(
  `name made make created create built build wrote written write programmed program coded code developed developer owner own
  work works working answer answers answering question questions come comes came know knows knowledge learn learned trained
  train training data source sources article articles document documents corpus collection information model language
  languages speak understand english german french spanish japanese turkish ukrainian italian russian chinese human real person people robot bot ai machine chatbot chatgpt gpt openai llm smart old live
  trust reliable accurate wrong lie lying mistake mistakes help ask asked use used using tell talk say chat can do does
  purpose job thing things stuff kind type sort footnote update updated latest cite quote check verify find search called
  call time day date today cost free version exist capable able topic topics cover`.split(/\s+/),
);
const OF_THE_BOT = /\b(?:you|u|your|ur|yourself|(?:this|the|that) (?:bot|thing|app|program|assistant|ai)|footnote)\b/i;
const ASIDE = /^(?:do you think|what do you think|in your (?:opinion|view)|if you ask me)\b/i;
/** Questions to whoever is there: no article answers them. */
const TO_ANYBODY =
  /^(?:what can i ask(?: (?:you|here|about))*|what (?:should|could|do) i ask(?: you)?|how (?:do|can|does) (?:i|this|it) (?:use|ask|work|start)(?: (?:this|you|it|here|a question|questions))*|what(?:['’]?s| is) this(?: bot| place| server| channel)?|what(?:['’]?s| is) the time|what time is it(?: now)?|what(?:['’]?s| is) (?:today['’]?s )?(?:the )?date(?: today)?|what day is (?:it|today)(?: today)?|where (?:do|does) (?:the|these|this) (?:answers?|info|information|news|articles?) come from|is (?:anyone|anybody|someone) (?:here|there)|how many (?:articles|documents|sources|texts) (?:are|exist|do we have)(?: there| here)*)$/i;

/** A longer message has a subject. */
const MOST_CHARS = 200;

/** Undefined for a message that may be about the articles. `text` is cleaned: see clean-message.ts. */
export function smallTalkIn(text: string): SmallTalk | undefined {
  if (text.length > MOST_CHARS) return undefined;
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}'’/+ ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // Punctuation, pictures, numbers alone.
  if (!/\p{L}/u.test(words)) return words === '+1' || words === '' ? 'chatter' : undefined;
  if (ASKS_FOR_HELP.test(words)) return 'about';
  const said = saidForItself(words);
  if (said && !(said === 'thanks' && /[?？]\s*$/.test(text))) return said;
  return isAboutTheBot(words) ? 'about' : undefined;
}

function isAboutTheBot(words: string): boolean {
  if (TO_ANYBODY.test(words)) return true;
  if (!OF_THE_BOT.test(words) || ASIDE.test(words)) return false;
  const content = words
    .split(' ')
    .map((word) => word.replace(/['’]\p{L}{0,2}$/u, ''))
    .filter((word) => !FUNCTION_WORDS.has(word));
  return content.every((word) => ABOUT_WORDS.has(word));
}

const FUNCTION_WORDS = new Set(
  `a an the of to in on at for from with by about and or but if as is are was were be been am do does did have has had can
  could will would should may might must not no i me my we us you u your ur yours yourself it its this that these those
  who what whats when where why how which there here all any some so just really actually even exactly please then than too
  very much many more most up get got go give`.split(/\s+/),
);
