/** What a message asks to be done: answer a question, or tell the latest, a timeline, a comparison, a list of articles, a summary. */
import { contentTerms } from '../text/tokenize.js';

export type Request =
  | { kind: 'question' }
  /** `topic` is undefined where everything is meant: "what's new?" */
  | { kind: 'latest'; topic?: string }
  /** "What happened in Kyiv on 17 October?" */
  | { kind: 'events'; topic: string }
  | { kind: 'timeline'; topic: string }
  /** `within`: what the text says before it compares: "weechat: what's the". */
  | { kind: 'compare'; sides: [string, string]; within?: string }
  | { kind: 'list'; topic?: string }
  | { kind: 'summary'; topic: string };

const ON = '(?:on|about|regarding|concerning|re|with|for|from|in|around|of|to)';
const NEWS = '(?:news|updates?|developments?|headlines?|status|state of affairs|state of play|situation)';
const NEW = '(?:latest|newest|most recent|recent|current|new)';
const ARTICLES = '(?:articles?|stories|reports?|documents?|pages|posts|guides|texts|pieces|entries)';
const IS = "(?:['’]?s| is| are| has| have| was)?";
const ASKED = '(?:(?:give|show|tell|send|get|make|write|find|list)(?: to)? ?(?:me|us)? )?';
const NOW = '(?: (?:now|right now|currently|at the moment|these days|lately|recently|today|so far|at present))?';

const FORMS: [Request['kind'], RegExp][] = [
  // "list the articles": before the latest, which are asked for as "show me the articles of today".
  ['list', new RegExp(`^(?:list|show|name)(?: me| us)?(?: all| your| the)* (?:${ARTICLES}|sources)$`, 'i')],
  // "what's the latest on the grain deal", "any news on the protests", "latest on X", "X news"
  [
    'latest',
    new RegExp(
      `^(?:what${IS} |whats |is there |are there |have you |got )?(?:the |any |some )*${NEW}(?: ${NEWS})? ${ON} (?<topic>.+)$`,
      'i',
    ),
  ],
  [
    'latest',
    new RegExp(
      `^(?:is there |are there |have you |have we |do you have |got |heard )?any (?:${NEW} |more |further )?(?:${NEWS}|word)(?: yet| today)? ${ON} (?<topic>.+)$`,
      'i',
    ),
  ],
  ['latest', new RegExp(`^${ASKED}(?:the |an |any |some |all )?(?:${NEW} )?${NEWS} ${ON} (?<topic>.+)$`, 'i')],
  [
    'latest',
    new RegExp(
      `^(?:please )?(?:update|fill|catch|bring)(?: (?:me|us))?(?: in| up)?(?: to date)? ${ON} (?<topic>.+)$`,
      'i',
    ),
  ],
  [
    'latest',
    new RegExp(`^what${IS} (?:been )?(?:happening|going on|new|up)${NOW} (?:${ON}) (?<topic>.+?)${NOW}$`, 'i'),
  ],
  ['latest', new RegExp(`^what${IS} (?:been )?(?:happening|going on|new|the latest|the news|up)${NOW}$`, 'i')],
  [
    'latest',
    new RegExp(
      `^(?:${ASKED}|any |got any |is there any |what are )(?:the |any |some )*(?:${NEW} )?(?:news|headlines|updates?|articles|stories)${NOW}$`,
      'i',
    ),
  ],
  ['latest', /^(?<topic>.+?) (?:latest|latest news|news|update|updates|latest update)$/i],
  // "give me a timeline of the grain deal"
  [
    'timeline',
    /^(?:(?!(?:who|whose|when|where|why|how|which|was|were|did|does)\b).{0,40}? )?(?:timeline|time line|chronology|sequence of events|order of events|history) (?:of|for|on|about|behind) (?<topic>.+)$/i,
  ],
  ['timeline', /^(?<topic>.+?) (?:timeline|chronology)$/i],
  [
    'timeline',
    /^how (?:did|has|have) (?<topic>.+?) (?:unfold|unfolded|develop|developed|evolve|evolved|play out|played out|change|changed)(?: (?:over|across|through|throughout|with|since|during)\b.*)?$/i,
  ],
  [
    'timeline',
    /^(?:what happened|what has happened|everything that happened)(?: (?:with|to|in|around))? (?<topic>.+?),? (?:step by step|in order|one after the other|over time|from (?:the )?start to (?:the )?(?:end|finish))$/i,
  ],
  [
    'timeline',
    /^(?<topic>.+?)[,:]? (?:how (?:did|has) (?:it|this|that|everything|things) (?:all )?(?:unfold|go|gone|develop|happen|start|play out)(?:ed)?(?: (?:from|since) (?:the )?(?:start|beginning))?|step by step|(?:from )?(?:the )?(?:start|beginning) to (?:the )?(?:end|finish)|over time|in (?:the )?(?:right )?order|chronologically)$/i,
  ],
  [
    'events',
    /^what(?:['’]?s| has| have| all| else)? (?:happened|occurred|took place|went on|went down|was going on)(?: (?:to|in|at|with|near|around|during|over))? (?<topic>.+)$/i,
  ],
  // "what articles do you have about drones"
  [
    'list',
    new RegExp(
      `^(?:what|which) (?:\\w+ )?${ARTICLES} (?:do you have|have you got|have you|are there|exist|can i read|should i read)(?: (?:${ON}|mentioning|covering) (?<topic>.+))?$`,
      'i',
    ),
  ],
  [
    'list',
    new RegExp(
      `^(?:what|which) ${ARTICLES} (?:mention|mentions|talk about|talks about|cover|covers|deal with|deals with|write about|speak of|are about|is about|discuss|report on|say something about) (?<topic>.+)$`,
      'i',
    ),
  ],
  [
    'list',
    new RegExp(
      `^${ASKED}(?:all |any |every |the |some |more )*${ARTICLES} (?:(?:that (?:are|is|talk|speak|mention|deal|report)|mentioning|covering|dealing)(?: with)?(?: ${ON})?|${ON}) (?<topic>.+)$`,
      'i',
    ),
  ],
  [
    'list',
    new RegExp(
      `^(?:do you have|are there|is there|have you|got) (?:any(?:thing)?|some(?:thing)?|an?) ?(?:${ARTICLES} )?(?:on|about|mentioning|covering) (?<topic>.+)$`,
      'i',
    ),
  ],
  // "summarize the strike", "tell me about the moon landing"
  [
    'summary',
    /^(?:please )?(?:summari[sz]e|sum up|recap|outline|tl;?dr|brief (?:me|us) on)(?: for (?:me|us))?(?: what (?:happened|is known)(?: (?:in|with|to|about))?)?:? (?<topic>.+)$/i,
  ],
  [
    'summary',
    new RegExp(
      `^${ASKED}(?:an? |the |your )?(?:short |brief |quick )?(?:summary|overview|rundown|run-down|recap|gist|outline|digest|summarization|synopsis) (?:of|on|about|for) (?:what (?:happened|is known|came out|went on) (?:in|with|to|about|of|at) )?(?<topic>.+)$`,
      'i',
    ),
  ],
  [
    'summary',
    /^(?:what(?:['’]?s| is| are)?|whats)? ?(?:the )?(?<topic>.+?) (?:about|all about|explained|tl;?dr|recap|overview|summary)?[,:]? ?(?:in short|in brief|briefly|in a nutshell|in a few words|short version|the short version|tl;?dr|eli5|explained|recap|summary|what happened[,:]? (?:in short|short version|briefly))$/i,
  ],
  ['summary', /^(?:what is|whats|what['’]s) (?<topic>.+) (?:all )?about$/i],
  [
    'summary',
    /^(?:tell|talk to|inform|teach) (?:me|us)(?: (?:more|something|everything|all|a bit|a little|anything|what you know))? (?:about|on) (?<topic>.+)$/i,
  ],
  [
    'summary',
    /^(?:what (?:do|does|can) (?:you|we|the (?:articles|texts|documents|collection)|your articles) (?:know|say|tell(?: (?:me|us))?|have|write)(?: to say)?) (?:about|on|of) (?<topic>.+)$/i,
  ],
  ['summary', /^(?:give me|show me) (?:everything|all|all you have|what you have) (?:about|on) (?<topic>.+)$/i],
  [
    'summary',
    /^what(?:['’]?s| is| was) (?:the )?(?:story|deal|matter|situation|background|fuss) (?:with|about|behind|around|of|on) (?<topic>.+)$/i,
  ],
];
const COMPARE =
  /^(?:please )?(?:compare|contrast) (?<first>.+?) (?:and|with|to|vs\.?|versus|against) (?<second>.+)$|\b(?:differences?|comparison|distinction) between (?<a>.+?) and (?<b>.+)$|^how (?:does|do|did|is|are) (?<c>.+?) (?:compare|differ|different|compared) (?:to|with|from) (?<d>.+)$|^(?<e>.+?) (?:vs\.?|versus) (?<f>.+)$|^how (?:is|are) (?<g>.+?) different from (?<h>.+)$/i;

/** A longer text tells something and requests nothing. */
const MOST_CHARS = 300;

/** `text` is one question without courtesies; the trailing mark doesn't count. */
export function requestIn(text: string): Request {
  if (text.length > MOST_CHARS) return { kind: 'question' };
  const asked = text.replace(/\s+/g, ' ').replace(/[\s?!.…]+$/u, '');
  const compared = COMPARE.exec(asked);
  if (compared?.groups) {
    const sides = Object.values(compared.groups).flatMap((side) => (side ? withoutArticle(side) : []));
    const within = asked.slice(0, compared.index).trim();
    if (sides.length === 2)
      return { kind: 'compare', sides: [sides[0], sides[1]], ...(contentTerms(within).length > 0 && { within }) };
  }
  for (const [kind, form] of FORMS) {
    const match = form.exec(asked);
    if (!match) continue;
    const topic = match.groups?.topic && withoutArticle(match.groups.topic);
    if (kind === 'latest' && topic && !isTopic(topic)) continue;
    if (kind === 'latest' || kind === 'list') return { kind, ...(topic && { topic }) };
    if (topic) return { kind, topic } as Request;
  }
  return { kind: 'question' };
}

/** Whether the words can be a topic: "price of milk" can, "is going on" can't. */
const isTopic = (topic: string) => !/^(?:is|are|was|were|did|do|does|has|have|will|can)\b/i.test(topic);

const withoutArticle = (topic: string) => topic.replace(/^(?:the|a|an|any|some) (?=\p{L})/iu, '').trim();
