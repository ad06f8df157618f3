/**
 * Messages that ask nothing of the articles: greetings, thanks, chatter, and questions about the bot itself. English in
 * full, the usual greetings and thanks of other languages.
 */

/** `chatter` wants no reply; `about` is asked of the bot; the others get a friendly word. */
export type SmallTalk = 'greeting' | 'thanks' | 'farewell' | 'chatter' | 'about';

const PEOPLE =
  '(?: (?:there|all|everyone|everybody|guys|folks|people|team|bot|buddy|friend|friends|mate|footnote|again|chat))*';
const WHOLE: [SmallTalk, RegExp][] = [
  [
    'greeting',
    new RegExp(
      `^(?:hi+|hello+|hey+|hiya|heya|howdy|yo|sup|gm|gn|greetings|(?:good )?(?:morning|afternoon|evening)|good (?:day|night)|welcome(?: back)?|hallo|hej|servus|moin|guten (?:tag|morgen|abend)|gr(?:ü|ue)(?:ß|ss) gott|bonjour|bonsoir|salut|coucou|hola|buen[oa]s(?: d[ií]as| tardes| noches)?|ol[aá]|ciao|merhaba|selam|g[üu]nayd[ıi]n|привіт|добрий день|доброго дня|привет|こんにちは|おはよう(?:ございます)?|こんばんは)${PEOPLE}$`,
      'i',
    ),
  ],
  [
    'greeting',
    /^(?:how (?:are|r) (?:you|u|ya|things)(?: doing| feeling)?(?: today)?|how['’]?s (?:it going|life|everything|your day)|how is it going|how do you do|what['’]?s up|whats? up|wassup|you (?:ok|okay|good|there|alive|awake)|are (?:you|u) (?:ok|okay|good|there|alive|awake|here|online|working)|nice to meet you|wie geht['’]?s(?: dir)?|comment (?:ça|ca) va|ça va|qué tal|cómo estás|nasılsın|як справи|元気(?:ですか)?)$/i,
  ],
  [
    'thanks',
    /^(?:(?:ok(?:ay)?|cool|great|nice|perfect|awesome),? )?(?:(?:many |much )?thanks|thank (?:you|u)|thanx|thx|tysm|ty|cheers|much appreciated|appreciate it|danke(?: schön| dir)?|vielen dank|merci(?: beaucoup)?|(?:muchas )?gracias|obrigad[oa]|grazie|teşekkür(?:ler| ederim)|sağ ?ol|дякую|спасибо|ありがとう(?:ございます)?)(?: (?:so|very) much| a lot| again| a ton| bot| mate| everyone| footnote| for (?:the|your) (?:help|answer|info(?:rmation)?)| for that| man| dude)*$/i,
  ],
  [
    'thanks',
    /^(?:(?:you['’]?re|ur|what an?|that['’]?s|this is|very|such an?|the|really|so) )*(?:good|nice|great|best|smart|clever|amazing|awesome|cool|cute|helpful|useful|useless|bad|stupid|dumb|worst|terrible|love(?:ly)?|impressive|well done|wow)(?: (?:bot|boy|girl|job|work|one|answer|stuff|help|robot|ai|footnote))?$/i,
  ],
  [
    'farewell',
    /^(?:(?:good ?)?bye(?: bye)?|cya|see (?:you|ya|u)(?: later| soon| tomorrow)?|later|take care|good night|gn|tschüss|auf wiedersehen|au revoir|adiós|hasta luego|güle güle|до побачення|さようなら)(?: (?:all|everyone|bot|guys))?$/i,
  ],
  [
    'chatter',
    /^(?:lo+l+|lmf?ao+|rofl|ha(?:ha)+h?|he(?:he)+|x+d+|ok(?:ay|i|ie)?|k+|kk|yes|yeah|yep|yup|ye|no|nah|nope|sure|same|true|fair(?: enough)?|right|exactly|indeed|agreed?|this|facts?|hm+|h+uh|uh+|um+|ah+|oh+|oops|wow|whoa|omg|wtf|bruh|rip|gg|f|idk|idc|nvm|never ?mind|brb|afk|test(?:ing)?|ping|pong|first|bump|got it|i see|makes sense|good point|no worries|np|no problem|you['’]?re welcome|yw|oh (?:ok|wow|no|yeah|nice|really)|really|seriously|for real|fr|no way|interesting|nice(?: one)?|cool|great|perfect|damn|yay|sad|so true|same here|me too)$/i,
  ],
  [
    'about',
    /^(?:help(?: me)?|sources?(?: please)?|proof|evidence|citations?|\/help|commands?|usage|instructions?|info(?:rmation)?|about|start|menu|hilfe|aide|ayuda|yardım|допомога|ヘルプ)$/i,
  ],
];

/** Words that questions about the bot are made of, beside "you". */
const ABOUT_WORDS = new Set(
  `name made make created create built build wrote written write programmed program coded code developed developer owner own
  work works working answer answers answering question questions come comes came know knows knowledge learn learned trained
  train training data source sources article articles document documents corpus collection information model language
  languages speak understand human real person people robot bot ai machine chatbot chatgpt gpt openai llm smart old live
  trust reliable accurate wrong lie lying mistake mistakes help ask asked use used using tell talk say chat can do does
  purpose job thing things stuff kind type sort footnote update updated latest cite quote check verify find search called
  call time day date today cost free version exist capable able topic topics cover`.split(/\s+/),
);
const OF_THE_BOT = /\b(?:you|u|your|ur|yourself|(?:this|the|that) (?:bot|thing|app|program|assistant|ai)|footnote)\b/i;
const ASIDE = /^(?:do you think|what do you think|in your (?:opinion|view)|if you ask me)\b/i;
/** Asked of whoever is there, and of no article. */
const TO_ANYBODY =
  /^(?:what can i ask(?: (?:you|here|about))*|what (?:should|could|do) i ask(?: you)?|how (?:do|can|does) (?:i|this|it) (?:use|ask|work|start)(?: (?:this|you|it|here|a question|questions))*|what(?:['’]?s| is) this(?: bot| place| server| channel)?|what(?:['’]?s| is) the time|what time is it(?: now)?|what(?:['’]?s| is) (?:today['’]?s )?(?:the )?date(?: today)?|what day is (?:it|today)(?: today)?|where (?:do|does) (?:the|these|this) (?:answers?|info|information|news|articles?) come from|is (?:anyone|anybody|someone) (?:here|there))$/i;

/** What is longer talks of something. */
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
  const known = WHOLE.find(([, pattern]) => pattern.test(words))?.[0];
  if (known) return known;
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
  very much many more most get got go give`.split(/\s+/),
);
