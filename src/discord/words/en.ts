/** The bot's own words in English, which the other languages translate; what is missing in one falls back to these. */
import type { AnswerType } from '../../query/query.js';
import { counted } from './plural.js';

const questionCount = (n: number) => counted('en')(n, { one: 'question', other: 'questions' });
const articleCount = (n: number) => counted('en')(n, { one: 'article', other: 'articles' });
const voteCount = (n: number) => counted('en')(n, { one: 'vote', other: 'votes' });
const awaitedCount = (n: number) => counted('en')(n, { one: 'awaited answer', other: 'awaited answers' });
const followCount = (n: number) => counted('en')(n, { one: 'followed topic', other: 'followed topics' });

export const en = {
  /** How dates are written, as a BCP 47 tag. */
  dates: 'en-GB',
  name: 'English',

  // Answers
  noTitle: 'untitled',
  undated: 'undated',
  newestArticle: (date: string) => `The newest article here is of ${date}; what happened since is not in it.`,
  newestCited: (date: string) => `The newest article on this is of ${date}; much may have changed since.`,
  lateSource: (name: string, since: string) => `${name}, which this rests on, was last read ${since}.`,
  moreItems: (count: number) => `… ${count} more`,
  sourceMenu: 'Look at a source…',
  quote: 'Quote',
  openArticle: 'Open at this passage',
  why: 'Why this answer',
  remove: 'Delete',
  share: 'Share',
  followUp: 'Follow up',
  followUpTitle: 'Ask on from this answer',
  followUpQuestion: 'Your question',
  followUpChoice: 'Or one of these',
  sharedBy: (name: string) => `Shared by ${name}`,
  inThread: (thread: string) => `The answer is in ${thread}.`,

  // Abstentions
  abstained: 'The articles don’t answer this.',
  saysNothingOf: (words: string) => `What was found says nothing of ${words}.`,
  noSentence: 'The articles use these words, but no sentence answers the question.',
  nothingFound: 'No article speaks of any of this.',
  nearest: 'Nearest articles:',
  askWithin: (n: number) => `Ask in ${n}`,
  notOutright: 'The articles don’t say this outright. Nearest:',
  /** In place of these words where the collection has a name of its own; `from` is how help and welcome call it. */
  ofCollection: (name: string) => ({
    abstained: `Nothing in ${name} answers this.`,
    notOutright: `Nothing in ${name} says this outright. Nearest:`,
    about: `I answer from ${name}, and every sentence points at the words it rests on.`,
    from: `from ${name}`,
  }),
  nothingFoundOn: (questions: string) => `Nothing was found on ${questions}.`,

  // What rests on no article
  told: {
    greeting: 'Hello!',
    about: 'I answer from a collection of articles, and every sentence points at the words it rests on.',
    thanks: 'You are welcome.',
    farewell: 'Goodbye.',
    chatter: 'Ask me something about the articles.',
  },
  holds: (articles: number) => `I know ${articleCount(articles)}.`,
  couldAsk: 'You could ask, for example:',

  // Evidence card
  cardOf: (number: number) => `Source ${number}`,
  articleChanged: 'The article has changed since, or is gone; this is the quote as it was then.',

  // Why this answer
  whyTitle: 'Why this answer',
  understood: 'Looked for',
  notFound: 'not found',
  earlierWord: 'from before',
  asksFor: 'Asks for',
  answerTypes: {
    person: 'a person',
    place: 'a place',
    name: 'what something is called',
    time: 'a time',
    quantity: 'a number',
    money: 'a sum of money',
    percent: 'a share',
    reason: 'a reason',
    'yes-no': 'yes or no',
    other: 'something open',
  } satisfies Record<AnswerType, string> as Record<AnswerType, string>,
  saidBy: (name: string) => `said by ${name}`,
  kept: 'Used',
  leftOut: 'Left out',
  leftOutReasons: {
    repeats: 'says nearly the same',
    'other-speaker': 'said by someone else',
    weaker: 'fits less well',
    enough: 'enough was said',
  },
  confidence: 'Confidence',
  confidenceOf: (percent: string, threshold: string) => `${percent} (answers from ${threshold})`,
  composer: 'Composer',
  extractive: 'verbatim sentences, no model',
  generative: 'a language model, each sentence checked',
  fallback: {
    failed: 'The language model could not be used, so this is quoted from the articles.',
    unsupported: 'Nothing the language model wrote could be checked against the articles, so this is quoted from them.',
    budget: 'Today’s allowance for the language model is used up, so this is quoted from the articles.',
  },
  writtenBy: 'Written by',
  sentencesKept: (model: string, kept: number, held: number) =>
    `${model}: ${kept} sentences stand, ${held} were held back`,
  statusSpent: 'Used today',
  spent: (answers: number, tokens: number, usd: number, unpriced: number) =>
    `${counted('en')(answers, { one: 'answer', other: 'answers' })}, ${tokens} tokens, ${usd.toFixed(2)} USD${unpriced > 0 ? ` (${unpriced} without a known price)` : ''}`,
  indexVersion: 'Index version',
  askedAt: 'Asked',

  // Feedback
  thanks: 'Thank you. This helps to find what is missing.',
  whatIsWrong: 'What is wrong with it?',
  dislikeTitle: 'What is wrong with the answer?',
  dislikeReasons: {
    wrong: 'It is wrong',
    outdated: 'It is outdated',
    unsupported: 'The source doesn’t say this',
    missing: 'Something is missing',
  },
  dislikeWords: 'In your words (may stay empty)',

  // Told later
  tellLater: 'Tell me when there is an answer',
  tellLaterHere: (until: string) => `I will tell you here once an article answers this; I look until ${until}.`,
  tellLaterDirect: (until: string) =>
    `I will tell you by direct message once an article answers this; I look until ${until}.`,
  tellLaterAlready: 'I will tell you, as you asked before. You can take it back here.',
  tellLaterNot: 'Don’t tell me',
  tellLaterTakenBack: 'Taken back; I will not tell you.',
  tooManyAwaited: (most: number) =>
    `You already wait for ${counted('en')(most, { one: 'answer', other: 'answers' })}; take one back first.`,
  answerFound: 'There is an answer now:',
  followedHere: (topic: string, channel: string) => `I will tell of new articles on “${topic}” in ${channel}.`,
  followedDirect: (topic: string) => `I will tell you of new articles on “${topic}” by direct message.`,
  followTimes: { hour: 'at most once an hour', day: 'at most once a day' },
  followPlaces: { here: 'in this channel', direct: 'by direct message' },
  followsTitle: 'Followed topics',
  noFollows: 'No topic is followed here; /follow topic begins it.',
  followOff: 'switched off, because I could not post it',
  followStop: 'Stop following',
  followStopped: (topic: string) => `I tell no more of “${topic}”.`,
  noSuchFollow: 'There is no such topic; choose one from the list.',
  tooManyFollows: (most: number) =>
    `${counted('en')(most, { one: 'topic is', other: 'topics are' })} followed here already; stop one first.`,
  notChannelManager: 'Only members who may manage this channel can do this; for yourself, choose direct messages.',
  newsOn: (topic: string) => `New on “${topic}”:`,

  // Asking
  waiting: (place: number) => `Your question is number ${place} in the queue.`,
  checkingSources: 'checking sources …',
  tooMany: (seconds: number) => `Those were many questions at once; please ask again in ${seconds} s.`,
  alreadyAsking: 'Your earlier questions are still being answered; please wait for them.',
  queueFull: 'Too many people are asking right now; please try again in a minute.',
  databaseDown: 'My database can’t be reached right now; please try again in a minute.',
  stopping: 'I am being restarted; please ask again in a minute.',
  emptyQuestion: 'Ask me something about the articles, for example: what did the foreign minister say?',
  notHere: 'I am not set up to answer in this channel.',
  mayNotAsk: (server: string) => `You may not ask me questions in ${server}; its administrators decide who may.`,
  noSuchMark: (last: number) =>
    last === 1 ? 'The last answer has source 1 alone.' : `The last answer has sources 1 to ${last}.`,
  noIndex: 'There is no index yet; an owner of this bot has to run /admin reindex.',
  badDate: (name: string) => `${name} is not a date; write it as 2022-10-28.`,
  badRange: 'The first day is after the last; swap them.',
  needsContent:
    'I can read messages only where I am mentioned, because the Message Content intent is switched off. Mention me, or use /ask.',

  // Checked messages
  checkCounts: (supported: number, contradicted: number, notCovered: number) =>
    `Supported: ${supported} · contradicted: ${contradicted} · not covered: ${notCovered}`,
  checkVerdicts: {
    supported: 'Supported by the articles',
    contradicted: 'Contradicted by the articles',
    'not-covered': 'Not covered by the articles',
  },
  checkSaid: 'reported as somebody’s words',
  checkNearest: 'nearest to it',
  checkLeftOut: (questions: number, remarks: number, further: number) =>
    `Not checked: questions ${questions}, remarks ${remarks}, further sentences ${further}.`,
  nothingToCheck: 'There is nothing in this message that I could check; it takes a sentence that states something.',

  // Summaries
  summarizeArticle: 'Summarize this article',
  severalArticles: 'Several articles fit; choose one.',
  chooseArticle: 'Choose an article…',
  articleGone: 'This article is no longer among those I know here.',
  notShownHere: 'This rests on articles that are not shown in this server any more.',
  noLinkedArticle: 'This message links to no article that I know.',
  summaryCounts: (articles: number, outlets: number, stories: number) =>
    [
      articleCount(articles),
      ...(outlets > 0 ? [counted('en')(outlets, { one: 'outlet', other: 'outlets' })] : []),
      counted('en')(stories, { one: 'story', other: 'stories' }),
    ].join(', '),
  moreStories: (count: number) =>
    `${counted('en')(count, { one: 'more story is', other: 'more stories are' })} not told here.`,
  undatedArticles: (count: number) =>
    `${counted('en')(count, { one: 'article has no date and is', other: 'articles have no date and are' })} in no period.`,
  notTogether: 'The articles use these words, but none of them speaks of all this together.',
  nothingToQuote: 'There is no sentence that could be quoted.',
  emptyPeriod: (days: string) => `No article that fits was published in this time: ${days}.`,
  articlesRun: (days: string) => `What I know was published in this time: ${days}.`,
  noDates: 'No article here has a date.',
  badPeriod:
    'This is no period; write today, yesterday, last-7-days, this-month, a month such as 2022-10, or two days such as 2022-10-01..2022-10-14.',
  noClock: 'No article here has a date, so nothing tells what today is.',
  periods: { today: 'today', yesterday: 'yesterday', 'last-7-days': 'last 7 days', 'this-month': 'this month' },
  lengths: { short: 'short', medium: 'medium', long: 'long' },

  // Things gone wrong
  goneWrong: (reference: string) =>
    `Something went wrong. If it happens again, tell an administrator this reference: ${reference}`,
  answerGone: (days: number) => `What belonged to this answer is no longer kept (it is deleted after ${days} days).`,
  notYours: 'Only who asked, or a moderator, can do this.',
  notAllowed: 'Only members who manage this server, or whom they chose, can do this.',
  notOwner: 'Only the owners of this bot, people they named, and members who manage its home server can do this.',
  onlyInServer: 'This works in a server only.',
  cantSend: 'I am not allowed to write in this channel; an administrator can grant Send Messages.',

  // Sources
  sourcesTitle: articleCount,
  noArticles: 'No article fits.',
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  previous: 'Back',
  next: 'Next',

  // Help and welcome
  help: (bot: string, from = 'from a collection of articles') => [
    `**${bot}** answers ${from}, and every sentence points at the words it rests on. What the articles don’t support, it doesn’t say.`,
    `• \`/ask\` or mention me with your question; reply to an answer to follow up.`,
    `• “more on [2]” reads on in source 2; “Quote” beside a source shows it in its place.`,
    `• \`/sources\` lists the articles; \`/privacy\` says what I keep, and deletes it.`,
    `• \`/summarize\` tells an article, a topic or a period in a few sentences.`,
    `• \`/follow topic\` tells you, or a channel, of new articles on a topic.`,
    `• Right-click a message, Apps, “Ask about this”, “Summarize the linked article” or “Check against the articles”.`,
  ],
  welcome: (bot: string, from = 'from a collection of articles') => [
    `Hello! I am **${bot}**. I answer ${from}, and show the exact words behind each sentence. Three things to try:`,
    `1. \`/ask\` a question about the news.`,
    `2. Press “Quote” beside a source to see it in its place.`,
    `3. \`/sources\` to see which articles I know. Administrators find the rest under \`/admin settings\`.`,
  ],

  // Privacy
  privacy: (days: number) => [
    `For ${days} days I keep your questions, the answers to them with how they came about, and your votes; then they are deleted. When I leave a server, all of its data is deleted at once.`,
    'Administrators of a server see questions asked there that had no good answer, without the names of who asked.',
    'A question that waits for an answer is kept for at most 30 days, a topic that you follow until you stop.',
  ],
  privacyToWriter: (to: string) =>
    `To write answers and summaries I send questions, earlier turns and passages of the articles to ${to}.`,
  privacyToJudge: (to: string) => `To check what was written I send its sentences and those passages to ${to}.`,
  privacyToEmbedder: (to: string) => `To search by meaning I send questions and the articles to ${to}.`,
  privacyToNobodyElse: 'Nothing is sent to anyone else.',
  privacyNotLogged: 'Logs hold no question and no answer.',
  privacyLogged: 'The operator has switched on that logs hold questions and answers, too.',
  privacyKept: (questions: number, votes: number, awaited: number, follows: number) =>
    `Kept of you now: ${questionCount(questions)}, ${voteCount(votes)}, ${awaitedCount(awaited)}, ${followCount(follows)}.`,
  privacyDelete: 'Delete my data',
  privacyDeleted: (questions: number, votes: number, awaited: number, follows: number) =>
    `Deleted: ${questionCount(questions)} with their answers, ${voteCount(votes)}, ${awaitedCount(awaited)}, ${followCount(follows)}. Messages that were posted stay until someone deletes them in Discord.`,

  // Administration
  reindexTitle: 'Re-index',
  reindexPhases: {
    reading: 'reading articles',
    embedding: 'embedding passages',
    building: 'building the index',
    publishing: 'publishing',
  },
  reindexRuns: (who: string, since: string) => `A re-index by ${who} has been running since ${since}.`,
  reindexDone: (version: number, seconds: number) => `Done in ${seconds} s. Index version ${version}.`,
  reindexPreview: 'This is what a re-index would do:',
  reindexCounts: (added: number, changed: number, removed: number, unchanged: number, skipped: number) =>
    `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged, ${skipped} skipped`,
  reindexStart: 'Re-index now',
  reindexCancel: 'Cancel',
  reindexCancelled: 'Cancelled. The index is as it was.',
  rollback: (version: number) => `Bring back version ${version}`,
  broughtBack: (version: number, when: string) =>
    `The articles are those of version ${version} again, indexed ${when}. Nothing is re-indexed by itself until somebody starts it.`,
  rollbackGone: 'That version isn’t kept any more.',
  statusHeld: 'Re-indexing by itself',
  heldSince: (when: string) => `off since ${when}, because an earlier version was brought back`,
  reindexEmpty: 'No article could be read from the corpus folder. The index is kept. Empty it all the same?',
  reindexEmptyConfirm: 'Empty the index',
  reindexFailed: (reason: string) => `The re-index failed; the index is as it was. ${reason}`,
  skippedFiles: 'Skipped',
  andMore: (count: number) => `… and ${count} more`,
  statusTitle: 'Status',
  statusArticles: 'Articles',
  statusPassages: 'Passages',
  statusNewest: 'Newest article',
  statusVersion: 'Index version',
  statusEmbedder: 'Embeddings',
  statusSize: 'Size',
  statusQueue: 'Queue',
  statusShards: 'Shards',
  statusServers: 'Servers',
  statusUptime: 'Running since',
  statusIntent: 'Message Content intent',
  statusSources: 'Sources',
  statusOfSource: (articles: number, read: string, next: string) =>
    `${articleCount(articles)}, last read ${read}, next ${next}`,
  neverRead: 'never',
  sourceIsLate: 'late',
  noSources: 'No sources are set up: nothing is fetched.',
  sourcesKeptOn: (host: string) => `Sources are fetched on another machine, ${host}; change them there.`,
  sourceAdded: (name: string) => `Added the source ${name}; its articles come in within minutes.`,
  sourceRemoved: (name: string) => `Removed the source ${name}; its articles leave the index now.`,
  sourceRefreshed: (name: string, added: number, updated: number, removed: number, unchanged: number) =>
    `${name}: ${added} new, ${updated} changed, ${removed} gone, ${unchanged} as before.`,
  sourceFailed: (name: string, reason: string) => `${name} can’t be read: ${reason}`,
  sourceLate: (name: string, since: string) => `The source ${name} brings nothing any more: it was last read ${since}.`,
  refreshSource: 'Read it now',
  ownersChannel: 'News about the bot itself',
  on: 'on',
  off: 'off',
  settingsTitle: 'Settings of this server',
  settingsGroups: {
    channels: 'Channels',
    access: 'Roles, sources and language',
    answers: 'Answers',
    asking: 'Who may ask',
    channelSources: 'Sources of channels',
  },
  askChannels: 'Question channels',
  askChannelsHint: 'Channels where every message is a question',
  allowedChannels: 'Channels to answer in',
  allowedChannelsHint: 'Channels I may answer in (none: all)',
  adminRoles: 'Administrator roles',
  adminRolesHint: 'Roles that may administer me',
  serverSources: 'Sources',
  serverSourcesHint: 'Outlets to answer from (none: all)',
  channelSources: 'Sources of channels',
  channelSourcesHint: 'Outlets for these channels and their threads (none: those of the server)',
  limitedChannels: 'Channels',
  mayAsk: 'Who may ask',
  mayNot: 'Who may not ask',
  askRoles: 'Roles that may ask',
  askPeople: 'People who may ask',
  askersHint: 'Where nobody is chosen in either list, everybody may',
  blockedRoles: 'Roles that may not ask',
  blockedPeople: 'People who may not ask',
  blockedHint: 'Comes before what is allowed; who manages the server keeps /admin',
  all: 'all',
  none: 'none',
  threads: 'Answers in threads',
  privateByDefault: 'Private answers',
  language: 'Language',
  automatic: 'that of the reader',
  addTitle: 'Add articles',
  addFiles: (most: number) => `Files, at most ${most}`,
  addPreview: 'To be added:',
  addConfirm: 'Add',
  addNothing: 'None of the files can be read as an article.',
  added: (count: number) => `${counted('en')(count, { one: 'file was', other: 'files were' })} added to the corpus.`,
  addCancelled: 'Nothing was added.',
  corpusIsFile: 'The corpus is a single file, so articles can’t be added or removed here.',
  corpusIsShipped:
    'These are the articles that come with the program; articles can be added and removed once the operator names a folder (CORPUS_DIR).',
  corpusReadOnly: 'The corpus folder can’t be written; its rights have to be mended.',
  removeShared: 'This file holds several articles, so it can’t be removed here; edit the file and re-index.',
  noSuchArticle: 'There is no such article; choose one from the list.',
  removed: (title: string) => `Removed: ${title}`,
  undo: 'Undo',
  undone: (path: string) => `Put back: ${path}`,
  undoTaken: 'There is another file in its place now, so it can’t be put back.',
  digestsTitle: 'Digests of this server',
  digestNew: 'New digest',
  digestTime: 'Hour and time zone',
  badTime: 'Write a full hour and a time zone, such as 8:00 Europe/Kyiv.',
  digestRemoveMenu: 'Remove a digest…',
  noDigests: 'There is no digest in this server; /admin digest add makes one.',
  digestAdded: (channel: string, time: string) => `I will post a digest in ${channel}; the next one: ${time}.`,
  digestRemoved: 'The digest is removed.',
  digestSaysEmpty: 'says so when there is nothing',
  digestOff: 'switched off, because I could not post it',
  everyDay: 'every day',
  badZone: 'This is not a time zone; write one such as Europe/Kyiv.',
  tooManyDigests: (most: number) =>
    `This server has ${counted('en')(most, { one: 'digest', other: 'digests' })} already; remove one first.`,
  noSuchDigest: 'There is no such digest; choose one from the list.',
  missingPermissions: (channel: string, permissions: string) =>
    `In ${channel} I am missing: ${permissions}; an administrator can grant it.`,
  /** As Discord calls them in this language. */
  permissions: {
    ViewChannel: 'View Channel',
    SendMessages: 'Send Messages',
    CreatePublicThreads: 'Create Public Threads',
    SendMessagesInThreads: 'Send Messages in Threads',
  },
  questionsTitle: 'Questions without a good answer',
  noQuestions: 'Every question kept here had an answer that nobody disliked.',
  questionsCsv: 'As a CSV file',
  notAnswered: 'not answered',

  // Corrections
  corrections: 'Corrections',
  quiet: 'quiet, listed only',
  correctionTitle: 'An article behind this answer has changed',
  correctionSaid: (said: string) => `It said: “${said}”`,
  correctionNow: (now: string) => `The article says now: “${now}”`,
  correctionGone: 'The article no longer says this, or is gone.',
  correctionAlike: (links: string) => `The same goes for ${links}`,
  correctedNote: (time: string, said: string) => `Corrected ${time}: it said “${said}”.`,
  withdrawnNote: (time: string, said: string) => `Since ${time} the article no longer says “${said}”.`,
  newerFigure: 'A newer article gives another figure than this answer',
  correctionsTitle: 'Answers whose articles have changed',
  noCorrections: 'No answer kept here had to be corrected.',
  correctionTold: { edited: 'answer edited', replied: 'posted', no: 'not posted' },

  // Commands: names follow Discord's rule (small letters, no spaces, at most 32)
  commands: {
    ask: { name: 'ask', description: 'Ask a question; every sentence of the answer shows its source' },
    'ask.question': { name: 'question', description: 'What do you want to know?' },
    'ask.private': { name: 'private', description: 'Only you see the answer' },
    'ask.source': { name: 'source', description: 'Only articles of this outlet' },
    'ask.from': { name: 'from', description: 'Only articles from this day on, such as 2022-10-28' },
    'ask.to': { name: 'to', description: 'Only articles up to this day, such as 2022-10-28' },
    'ask-about': { name: 'Ask about this', description: '' },
    summarize: { name: 'summarize', description: 'Summarize an article, a topic or a period, with sources' },
    'summarize.article': { name: 'article', description: 'What happened, who says what, what is disputed' },
    'summarize.article.title': { name: 'title', description: 'The article, by its title' },
    'summarize.article.length': { name: 'length', description: 'How long the summary may be' },
    'summarize.article.private': { name: 'private', description: 'Only you see the summary' },
    'summarize.topic': { name: 'topic', description: 'What the articles say about a topic, in time order' },
    'summarize.topic.topic': { name: 'topic', description: 'A person, a place, an event' },
    'summarize.topic.from': { name: 'from', description: 'Only articles from this day on, such as 2022-10-28' },
    'summarize.topic.to': { name: 'to', description: 'Only articles up to this day, such as 2022-10-28' },
    'summarize.topic.source': { name: 'source', description: 'Only articles of this outlet' },
    'summarize.topic.private': { name: 'private', description: 'Only you see the summary' },
    'summarize.period': { name: 'period', description: 'The stories of some days, the most covered first' },
    'summarize.period.period': { name: 'period', description: 'Such as yesterday, 2022-10 or 2022-10-01..2022-10-14' },
    'summarize.period.topic': { name: 'topic', description: 'Only stories that speak of this' },
    'summarize.period.source': { name: 'source', description: 'Only articles of this outlet' },
    'summarize.period.private': { name: 'private', description: 'Only you see the summary' },
    'summarize-linked': { name: 'Summarize the linked article', description: '' },
    'check-message': { name: 'Check against the articles', description: '' },
    sources: { name: 'sources', description: 'The articles that answers come from' },
    'sources.search': { name: 'search', description: 'Words of the title' },
    'sources.source': { name: 'source', description: 'Only this outlet' },
    'sources.from': { name: 'from', description: 'Only from this day on, such as 2022-10-28' },
    'sources.to': { name: 'to', description: 'Only up to this day, such as 2022-10-28' },
    help: { name: 'help', description: 'What I can do, and how' },
    privacy: { name: 'privacy', description: 'What I keep, for how long, and how to delete it' },
    admin: { name: 'admin', description: 'Administer the bot' },
    'admin.reindex': {
      name: 'reindex',
      description: 'Bring the index up to date with the articles; for the bot’s owners',
    },
    'admin.reindex.preview': { name: 'preview', description: 'First show what would change' },
    'admin.reindex.full': { name: 'full', description: 'Build everything anew' },
    'admin.add': { name: 'add', description: 'Add files to the articles; for the bot’s owners' },
    'admin.add.file': { name: 'file', description: 'An article: .txt, .md, .html, .json, .jsonl, .pdf or .docx' },
    'admin.remove': { name: 'remove', description: 'Take an article out; can be undone; for the bot’s owners' },
    'admin.remove.article': { name: 'article', description: 'Its title' },
    'admin.status': { name: 'status', description: 'What the index holds, and how the bot is' },
    'admin.settings': {
      name: 'settings',
      description: 'Channels, roles, threads, sources and language of this server',
    },
    'admin.settings.language': { name: 'language', description: 'Language of my own words here' },
    'admin.settings.owners-channel': {
      name: 'owners-channel',
      description: 'Channel where I tell of trouble of my own',
    },
    'admin.questions': { name: 'questions', description: 'Questions that had no good answer' },
    'admin.sources': {
      name: 'sources',
      description: 'Feeds and sites that are fetched by themselves; for the bot’s owners',
    },
    'admin.sources.add': { name: 'add', description: 'Fetch a feed or a site from now on' },
    'admin.sources.add.name': { name: 'name', description: 'A short name: letters, digits, - and _' },
    'admin.sources.add.address': { name: 'address', description: 'https address of the feed or the site' },
    'admin.sources.add.every': { name: 'every', description: 'How often: 30m, 2h, daily, 07:30' },
    'admin.sources.list': { name: 'list', description: 'What is fetched, and how it goes' },
    'admin.sources.remove': { name: 'remove', description: 'Fetch a source no longer, and take its articles out' },
    'admin.sources.remove.source': { name: 'source', description: 'Which one' },
    'admin.sources.refresh': { name: 'refresh', description: 'Read a source now' },
    'admin.sources.refresh.source': { name: 'source', description: 'Which one' },
    'admin.corrections': { name: 'corrections', description: 'Answers whose articles say something else now' },
    'admin.digest': { name: 'digest', description: 'Summaries that are posted on a schedule' },
    'admin.digest.add': { name: 'add', description: 'Post a digest in a channel, every day or every week' },
    'admin.digest.add.channel': { name: 'channel', description: 'Where it is posted' },
    'admin.digest.add.hour': { name: 'hour', description: 'At what hour, 0 to 23' },
    'admin.digest.add.zone': { name: 'zone', description: 'Time zone of the hour, such as Europe/Kyiv' },
    'admin.digest.add.day': { name: 'day', description: 'Every day, or the day of the week' },
    'admin.digest.add.topic': { name: 'topic', description: 'Only stories that speak of this' },
    'admin.digest.add.source': { name: 'source', description: 'Only articles of this outlet' },
    'admin.digest.add.empty': { name: 'empty', description: 'Also say so when nothing was published' },
    'admin.digest.list': { name: 'list', description: 'Digests of this server' },
    'admin.digest.remove': { name: 'remove', description: 'Post a digest no longer' },
    'admin.digest.remove.digest': { name: 'digest', description: 'Which one' },
    follow: { name: 'follow', description: 'Be told of new articles on a topic' },
    'follow.topic': { name: 'topic', description: 'Follow a topic' },
    'follow.topic.topic': { name: 'topic', description: 'A person, a place, an event' },
    'follow.topic.how-often': { name: 'how-often', description: 'How often there may be a message' },
    'follow.topic.where': { name: 'where', description: 'By direct message, or in this channel' },
    'follow.list': { name: 'list', description: 'The topics that are followed here, and your own' },
    'follow.stop': { name: 'stop', description: 'Follow a topic no longer' },
    'follow.stop.topic': { name: 'topic', description: 'Which one' },
  },
};

/** Every language has the same words. */
export type Words = Widen<typeof en>;
type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Widen<R>
    : T extends object
      ? { [K in keyof T]: Widen<T[K]> }
      : T;
export type CommandKey = keyof typeof en.commands;
