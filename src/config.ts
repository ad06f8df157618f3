/** The one table of settings, from which the configuration, .env.example and the README's table are made. */
import { isIP } from 'node:net';
import { type AccessToken, parseAccessTokens } from './core/access-tokens.js';
import { hideSecret, hideSecretsOf } from './core/secrets.js';
import {
  anyText,
  bound,
  expected,
  flag,
  folder,
  listSettings,
  matching,
  oneOf,
  optional,
  parsed,
  type Reader,
  readSettings,
  seconds,
  secret,
  setting,
  share,
  type Values,
  webAddress,
  wholeNumber,
} from './core/settings.js';

/** Which shards a process or a machine serves. */
export interface Shards {
  /** Of all machines; undefined for as many as Discord asks for. */
  total?: number;
  /** Undefined for all of them. */
  ids?: number[];
}

/** What sets off a re-index that nobody asked for: a change of the corpus, a day, or a time of this machine's clock. */
export type ReindexBySelf = 'watch' | 'daily' | `${number}:${number}`;

/** Discord needs one for at most 2,500 servers. */
const MAX_SHARDS = 4096;

/** `auto`, `4`, `0-3/8` or `0,2,5/8`; undefined for anything else. */
function parseShards(text: string): Shards | undefined {
  if (text === 'auto') return {};
  const [, list, all] = /^(?:([\d,\s-]+)\/)?(\d{1,4})$/.exec(text) ?? [];
  const total = Number(all);
  if (!(total >= 1 && total <= MAX_SHARDS)) return undefined;
  if (list === undefined) return { total };
  const ids = new Set<number>();
  for (const part of list.split(',')) {
    const [, from, to = from] = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part) ?? [];
    if (from === undefined || Number(from) > Number(to) || Number(to) >= total) return undefined;
    for (let id = Number(from); id <= Number(to); id++) ids.add(id);
  }
  return { total, ids: [...ids].sort((a, b) => a - b) };
}

/** Discord's ids are numbers of 17 to 20 digits. */
const ID = /^\d{15,21}$/;
const id = matching((text) => ID.test(text), 'is no Discord id; expected 17 to 20 digits');
const ids = parsed((text) => {
  const list = text.split(/[\s,;]+/).filter(Boolean);
  return list.every((one) => ID.test(one)) ? list : undefined;
}, 'holds something that is no Discord id; expected ids of 17 to 20 digits with commas between');

const shards = parsed(
  parseShards,
  'is neither auto nor a number of shards nor a list of them; expected auto, 4, or those of this machine out of all such as 0-3/8 or 0,2,5/8',
);

const reindexBySelf = parsed(
  (text) => (/^(watch|daily|([01]?\d|2[0-3]):[0-5]\d)$/.test(text) ? (text as ReindexBySelf) : undefined),
  'is neither watch nor daily nor a time of the day; expected one of these, such as 04:30',
);

const postgresUrl = matching(
  (text) => /^postgres(ql)?:\/\/.*\/[^/?]+(\?.*)?$/.test(text),
  'is no address of PostgreSQL; expected postgres://NAME:PASSWORD@HOST:PORT/DATABASE',
);

const port = parsed(
  (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  'is no port; expected a whole number from 1 to 65535, or 0 for any that is free',
);

const ownAddress = matching(
  (text) => isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text),
  'is no address of this machine; expected one such as 127.0.0.1, or 0.0.0.0 for all',
);

const accessTokens: Reader<AccessToken[]> = (text, name) => {
  const tokens = parseAccessTokens(text);
  if (typeof tokens === 'string') throw expected(name, tokens);
  for (const { token } of tokens) hideSecret(token);
  return tokens;
};

/** Without the slash at its end. */
const publicUrl = parsed((text) => {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, search, hash, href } = new URL(text);
  const isPlain = /^https?:$/.test(protocol) && !username && !password && !search && !hash && href.length <= 200;
  return isPlain ? href.replace(/\/+$/, '') : undefined;
}, 'is no address that people could open; expected one such as https://footnote.example, without "?" and "#"');

/** Every variable that this version reads, in the place where it is read from. Milliseconds and Infinity as the readers say. */
const CONFIG = {
  corpusDir: setting('CORPUS_DIR', 'folder of articles, or one file of them', './corpus', folder),
  dataDir: setting(
    'DATA_DIR',
    'folder for the index, settings and feedback; made when it is not there',
    './data',
    folder,
  ),
  synonymsFile: setting(
    'SYNONYMS_FILE',
    'file of words that mean the same in your articles, a line each: "quay, pier"',
    '',
    optional(folder),
  ),
  sourcesFile: setting(
    'SOURCES_FILE',
    'list of feeds, sites and folders that are fetched; nothing is where there is no such file',
    './sources.yaml',
    folder,
  ),
  isFetchPrivate: setting(
    'FETCH_PRIVATE',
    '1 lets sources have private addresses: those of this machine and its network',
    '0',
    flag,
  ),
  reindexBySelf: setting(
    'REINDEX',
    'when the bot re-indexes by itself: watch (when a file of the corpus changes), daily, or a time such as 04:30; where it is not set, only after fetching',
    '',
    optional(reindexBySelf),
  ),
  collection: setting(
    'COLLECTION_NAME',
    'what you call the articles, such as "the Lindvik handbook"; help and refusals say it',
    '',
    optional(anyText),
  ),
  discord: {
    token: setting(
      'DISCORD_TOKEN',
      'token of the bot, from the Discord developer portal',
      '',
      optional(secret('token', 'the developer portal')),
    ),
    guildId: setting(
      'DISCORD_GUILD_ID',
      'id of one server where commands are registered at once, for trying out',
      '',
      optional(id),
    ),
    apiUrl: setting(
      'DISCORD_API_URL',
      'base of the Discord REST API',
      'https://discord.com/api',
      webAddress('https://discord.com/api'),
    ),
    adminUserIds: setting(
      'ADMIN_USER_IDS',
      'people who may re-index, add and remove articles, beside the owner and team of the application; ids with commas between',
      '',
      ids,
    ),
    adminRoleIds: setting(
      'ADMIN_ROLE_IDS',
      'roles that may do the same in home servers, beside members with Manage Server; ids with commas between',
      '',
      ids,
    ),
    homeGuildIds: setting(
      'HOME_GUILD_IDS',
      'home servers; the only server where it is not set, while there is exactly one; ids with commas between',
      '',
      ids,
    ),
    shards: setting(
      'SHARDS',
      'shards of the bot: auto, a number, or those of this machine out of all, such as 0-3/8',
      'auto',
      shards,
    ),
    hasShardProcesses: setting('SHARD_PROCESSES', '1 gives every shard a process of its own', '0', flag),
  },
  models: {
    openAiKey: setting(
      'OPENAI_API_KEY',
      'key for OpenAI; alone it turns on the default chat and embedding models',
      '',
      optional(secret('key', 'the provider')),
    ),
    openAiBaseUrl: setting(
      'OPENAI_BASE_URL',
      'a server that speaks the API of OpenAI (Ollama, vLLM, LM Studio); CHAT_MODEL names its model',
      '',
      optional(webAddress('http://127.0.0.1:11434/v1')),
    ),
    chatModel: setting(
      'CHAT_MODEL',
      'provider:model that writes answers; none for extractive ones',
      '',
      optional(anyText),
    ),
    embeddingModel: setting(
      'EMBEDDING_MODEL',
      'provider:model or local:MODEL for the vectors; offline for the built-in ones',
      '',
      optional(anyText),
    ),
    judgeModel: setting(
      'JUDGE_MODEL',
      'provider:model or local:MODEL that judges written sentences; none; the chat model where it is not set',
      '',
      optional(anyText),
    ),
    /** Of a local judge. */
    judgeThreshold: setting(
      'JUDGE_THRESHOLD',
      'how sure a local judge must be that a sentence is carried, from 0 to 1',
      '0.5',
      share,
    ),
    promptsDir: setting(
      'PROMPTS_DIR',
      'folder of prompt files in place of those that come with the program',
      '',
      optional(folder),
    ),
    answerMs: setting('ANSWER_SECONDS', 'how long a written answer may take in all', '45', seconds),
    callMs: setting('CALL_SECONDS', 'how long one call of a model may take', '20', seconds),
    chunkMs: setting('CHUNK_SECONDS', 'how long a model may be silent within a call', '10', seconds),
    /** For one day. */
    budget: {
      tokensPerPerson: setting(
        'TOKENS_PER_PERSON',
        'tokens that one person may use in a day; then answers are extractive; 0 for no bound',
        '200000',
        bound,
      ),
      tokensPerServer: setting(
        'TOKENS_PER_SERVER',
        'tokens that one Discord server may use in a day; 0 for no bound',
        '2000000',
        bound,
      ),
      usdPerDay: setting('USD_PER_DAY', 'what written answers may cost in a day, in all; 0 for no bound', '5', bound),
    },
  },
  database: {
    url: setting(
      'DATABASE_URL',
      'postgres://NAME:PASSWORD@HOST:PORT/DATABASE with pgvector, in place of the files in DATA_DIR',
      '',
      optional(postgresUrl),
    ),
    poolSize: setting(
      'DATABASE_POOL',
      'connections to PostgreSQL that one process may hold',
      '10',
      wholeNumber('connections', 2, 999),
    ),
    statementMs: setting('DATABASE_SECONDS', 'how long one statement of PostgreSQL may take', '15', seconds),
  },
  /** What is served over HTTP, where `port` is set. */
  http: {
    port: setting(
      'HTTP_PORT',
      'port for health, metrics, reading pages and answers for programs; nothing listens where it is not set',
      '',
      optional(port),
    ),
    host: setting('HTTP_HOST', 'address that HTTP_PORT is opened on; 0.0.0.0 for all', '127.0.0.1', ownAddress),
    tokens: setting(
      'HTTP_TOKENS',
      'who may ask over HTTP: name:token:scopes:requests-a-day with commas between; scopes are ask, search, metrics and mcp with + between; 1000 a day where no number is given, 0 for no bound',
      '',
      accessTokens,
    ),
    publicUrl: setting(
      'PUBLIC_URL',
      'address under which people reach HTTP_PORT; turns on reading pages of articles, which evidence links to',
      '',
      optional(publicUrl),
    ),
  },
  retentionDays: setting(
    'RETENTION_DAYS',
    'days that questions, traces of answers and feedback are kept',
    '90',
    wholeNumber('days', 1, 99999),
  ),
  log: {
    level: setting(
      'LOG_LEVEL',
      'fatal, error, warn, info, debug, trace or silent',
      'info',
      oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    ),
    hasContent: setting('LOG_CONTENT', '1 writes questions and answers to the log as well', '0', flag),
  },
};

type Settings = Values<typeof CONFIG>;

export type DiscordConfig = Settings['discord'];
export type HttpConfig = Settings['http'];
export type Budget = Settings['models']['budget'];
/** What the environment says of models. */
export type ModelEnvironment = Pick<
  Settings['models'],
  'chatModel' | 'embeddingModel' | 'judgeModel' | 'openAiKey' | 'openAiBaseUrl'
>;
/** Which models, and what they may take. */
export type ModelsConfig = Settings['models'] & {
  /** The pause before the second try of a call; each model's own where absent. */
  retries?: { pauseMs: number };
};
/** PostgreSQL in place of the files. The URL holds a password: never to be shown. */
export type DatabaseConfig = Settings['database'] & {
  url: string;
  /** How long to wait for a connection: 5000 where absent. */
  connectMs?: number;
};

export interface Config extends Omit<Settings, 'models' | 'database'> {
  /** Whether `corpusDir` is the shipped one, which stands in where there is none. */
  isCorpusShipped?: boolean;
  models: ModelsConfig;
  /** Undefined where everything is kept in `dataDir`. */
  database?: DatabaseConfig;
  /** The pause between two requests to one host: 1000 where absent. */
  fetching?: { pauseMs: number };
}

/** Name, meaning and default of each variable. */
export const SETTINGS = listSettings(CONFIG).map(({ name, meaning, standard }) => ({ name, meaning, standard }));

/** Whether discord.js's ShardingManager started this process, for one shard. */
export const isShardProcess = (environment: NodeJS.ProcessEnv = process.env) =>
  environment.SHARDING_MANAGER === 'true' && environment.SHARD_COUNT !== undefined;

/** What the ShardingManager puts into SHARDS and SHARD_COUNT, in our own terms. */
const ownShard = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...environment,
  SHARDS: `${environment.SHARDS}/${environment.SHARD_COUNT}`,
  SHARD_PROCESSES: '0',
});

/** Whatever is secret in the environment is left out of all that is said from here on. Throws UserError with what was expected of which variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  hideSecretsOf(environment);
  const own = isShardProcess(environment) ? ownShard(environment) : environment;
  const { database, ...settings } = readSettings(CONFIG, own);
  const { url } = database;
  return { ...settings, ...(url !== undefined && { database: { ...database, url } }) };
}

/** The text of .env.example. */
export function envExample(): string {
  const lines = SETTINGS.map(
    ({ name, meaning, standard }) => `# ${meaning} (default: ${standard || 'none'})\n#${name}=${standard}\n`,
  );
  return `# Every setting is optional. Copy this file to .env and take the # off the lines you change.\n\n${lines.join('\n')}`;
}
