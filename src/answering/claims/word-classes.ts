/** Small words that decide whether a rephrased sentence still says the same: negations, hedges, wishes, bounds, quantities. English. */

const set = (words: string) => new Set(words.split(/\s+/).filter(Boolean));

/** Turn round what follows them. "n't" is found by its ending. */
export const NEGATORS = set(`not no never neither nor none nothing nobody nowhere without cannot hardly
  deny denies denied denying denial denials reject rejects rejected rejecting rejection dismiss dismisses dismissed dismissing
  refuse refuses refused refusing refusal refute refutes refuted disputed disputes disputing`);

/** Say no in their own way: they can stand for a negation, and none is missed where they are left out. */
export const WEAK_NEGATORS =
  set(`oppose opposes opposed opposing opposition avoid avoids avoided prevent prevents prevented ban
  bans banned prohibit prohibits prohibited forbids forbade forbidden lack lacks lacked lacking baseless false untrue unfounded groundless unlikely
  stop stops stopped halt halts halted decline declines declined fail fails failed failing failure contrary unable
  exclude excludes excluded absent absence refrain refrained unwilling impossible unproven doubt doubts doubted zero except apart`);

/** What follows is held possible, not told as a fact. */
export const MODALS =
  set(`may might could would should will shall can likely unlikely probably possibly perhaps possible probable apparently
  appear appears appeared seem seems seemed reportedly allegedly supposedly suspected believed thought expected expect expects
  predict predicts predicted forecast estimate estimates estimated estimation estimating presumably potential potentially if whether unless
  believe believes think thinks suspect suspects assume assumed fear fears feared risk risks chance`);

/** What follows is claimed by somebody, and others may say otherwise. */
export const ALLEGATIONS =
  set(`claim claims claimed claiming allege alleges alleged alleging allegation allegations accuse accuses accused accusing
  accusation accusations suggest suggests suggested charge charged charges purported rumour rumours rumor rumors blame blames blamed blaming`);

/** What follows is wanted, asked for, offered or planned, and hasn't happened. */
export const WISHES =
  set(`propose proposes proposed proposing proposal ask asks asked asking demand demands demanded demanding urge urges
  urged urging want wants wanted wanting wish offer offers offered offering plan plans planned planning threaten threatens
  threatened intend intends intended intention hope hopes hoped seek seeks sought seeking request requests requested requesting
  appeal appeals appealed recommend recommends recommended pledge pledges pledged promise promises promised vow vows vowed ready
  readiness willing willingness prepare prepares prepared preparing try tries tried trying attempt attempts attempted aim aims aimed
  ordered goal invited invites suggest suggests suggested need needs needed scheduled bid negotiate negotiating consider considers considered considering`);

/** Verbs that only say that something is said: a claim may use any of them. */
export const PLAIN_SPEECH =
  set(`say says said saying tell tells told telling state states stated according statement add adds added adding announce
  announces announced note notes noted declare declared explain explained`);

/** Verbs and nouns of speech: who uses one tells what somebody said, and not what is. */
export const SPEECH_WORDS =
  set(`say says said saying tell tells told telling state states stated according statement add adds added adding announce announces
  announced write writes wrote written note notes noted insist insists insisted argue argues argued warn warns warned confirm
  confirms confirmed admit admits admitted acknowledge acknowledges acknowledged reply replied repeat repeated describe described comment
  commented remark remarked maintain maintained emphasise emphasised emphasize emphasized underline underlined concede conceded contend
  contended disclose disclosed reveal revealed testify testified caution cautioned complain complained recall recalled suggest suggested
  describes call called report reported reports reportedly declare declared explain explained respond responded deny denied denies denying reject
  rejected rejects claim claimed claims allege alleged accuse accused spokesman spokeswoman readout account message tweet tweeted posted
  view words comment commented remarks maintain maintained maintains estimate estimated put puts gave cited quoted testified assured assures
  suggested suggests thinks thought believes believed stressed argues predicted predicts blamed blames assessment assessed criticised praised
  thanked called urged demanded asked asks urges demands proposed proposes offered offers welcomed promised vowed pledged expressed`);

/** Words of quantity whose class has to be the same in the evidence. */
export const QUANTITIES: [name: string, words: RegExp][] = [
  [
    'all',
    /\b(all|every|everyone|everybody|everything|each|entire|entirely|whole|always|completely|fully|wholly|total(?:ly)?|any)\b/i,
  ],
  ['most', /\b(most|majority|mostly|mainly|largely|predominantly)\b/i],
  ['only', /\b(only|solely|sole|exclusively|nothing but|alone|merely|just)\b/i],
  ['half', /\b(half|halved|halves|50 per ?cent|50 ?%)\b/i],
  [
    'at least',
    /\b(at least|no fewer than|no less than|not less than|minimum|or more|more than|over|exceed\w*|above|surpass\w*|pass(?:ed|es)?|topp?(?:ed|s)?)\b/i,
  ],
  [
    'at most',
    /\b(at most|up to|no more than|not more than|maximum|as many as|fewer than|less than|under|below|within)\b/i,
  ],
  ['first', /\b(first|maiden|initial|never before|earliest)\b/i],
];
/** Those that a claim must not use where the evidence doesn't; "two" and "all" of "at all" are no claim by themselves. */
export const CLAIMED_QUANTITIES: Record<string, RegExp> = {
  all: /\b(?<!at )(all|every|everyone|everybody|entire|entirely|whole|always|completely|fully|wholly)\b/i,
  most: /\b(most (?!likely|probably)|majority|mostly)/i,
  only: /\b(only(?! (?:that|a|\w+ (?:days?|weeks?|months?|hours?|minutes?))\b)|solely|sole|exclusively)\b/i,
  half: /\b(half|halved)\b/i,
  'at least': /\b(at least|no fewer than|more than|exceed\w*|over (?=\d)|above (?=\d))/i,
  'at most': /\b(at most|up to|no more than|fewer than|less than|under (?=\d)|below (?=\d))/i,
  first: /\b(first (?!minister|lady)|first-ever)/i,
};
/** Bounds that may not fall off a number: "more than 100" isn't "100". */
export const BOUND_BEFORE =
  /\b(at least|no fewer than|more than|over|above|up to|at most|no more than|fewer than|less than|under|below|as many as|between)\s+(?:about |around |some )?$/i;

/** Words too general to be wrong about. */
export const LIGHT =
  set(`say tell state note add make take do get go come give have be become use way thing matter part time year month week day date people
  person number amount also further according account report statement former current latest recently later early earlier ahead following followed
  kind sort type include including involve involving regard regarding concern concerning relate related relating well new other such own several various
  against amid despite because due per cent percent figure total about around roughly approximately nearly almost some addition contrast point fact case
  issue effort aim bid process course order turn side view step move decision decide decided put let keep kept try use used using already yet far still even
  directly just both each back away together along show shows showed want wanted wants seem know known knew think thought work account version result`);

/** Verbs that leave what is done to their object, and stand for many: "went to Russia" for "were sent there". */
export const LIGHT_VERBS =
  set(`go goes went gone going come comes came coming make makes made making take takes took taken taking get gets got getting
  put puts putting have has had having give gives gave given giving keep keeps kept keeping hold holds held holding do does did done doing
  become becomes became becoming bring brings brought bringing see sees saw seen seeing use uses used using set sets setting
  follow follows followed following remain remains remained stand stands stood happen happens happened produce produces produced producing`);

/** Pairs of verbs that tell one event from two sides: the giver of one is the source of the other. */
export const CONVERSES = [
  [set('buy buys bought buying purchase purchased acquire acquired acquires'), set('sell sells sold selling')],
  [
    set('receive receives received receiving get gets got getting obtain obtained hear heard'),
    set(
      'give gives gave given send sends sent sending supply supplies supplied provide provided deliver delivered tell told transfer transferred',
    ),
  ],
  [set('win wins won winning beat beats beaten defeat defeats defeated'), set('lose loses lost losing')],
  [set('borrow borrowed borrows'), set('lend lent lends')],
];
