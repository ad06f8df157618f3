/** The environment, parsed once. The one list of variables: .env.example and the README's table are made from it. */
import { z } from 'zod';
import { UserError } from './core/errors.js';

interface Setting {
  name: string;
  meaning: string;
  /** What holds where the variable isn't set; empty where nothing does. */
  standard: string;
}

/** Every variable that this version reads. */
export const SETTINGS: Setting[] = [
  { name: 'CORPUS_DIR', meaning: 'folder of articles, or one file of them', standard: './corpus' },
  {
    name: 'DATA_DIR',
    meaning: 'folder for the index, settings and feedback; made when it is not there',
    standard: './data',
  },
  { name: 'DISCORD_TOKEN', meaning: 'token of the bot, from the Discord developer portal', standard: '' },
  {
    name: 'DISCORD_GUILD_ID',
    meaning: 'id of one server where commands are registered at once, for trying out',
    standard: '',
  },
  { name: 'DISCORD_API_URL', meaning: 'base of the Discord REST API', standard: 'https://discord.com/api' },
  {
    name: 'ADMIN_USER_IDS',
    meaning: 'people who may re-index and configure, beside members with Manage Server; ids with commas between',
    standard: '',
  },
  { name: 'ADMIN_ROLE_IDS', meaning: 'roles that may re-index and configure; ids with commas between', standard: '' },
  {
    name: 'OPENAI_API_KEY',
    meaning: 'key for OpenAI; alone it turns on the default chat and embedding models',
    standard: '',
  },
  {
    name: 'OPENAI_BASE_URL',
    meaning: 'a server that speaks the API of OpenAI (Ollama, vLLM, LM Studio); CHAT_MODEL names its model',
    standard: '',
  },
  { name: 'CHAT_MODEL', meaning: 'provider:model that writes answers; none for extractive ones', standard: '' },
  {
    name: 'EMBEDDING_MODEL',
    meaning: 'provider:model or local:MODEL for the vectors; offline for the built-in ones',
    standard: '',
  },
  {
    name: 'JUDGE_MODEL',
    meaning: 'provider:model or local:MODEL that judges written sentences; none; the chat model where it is not set',
    standard: '',
  },
  {
    name: 'JUDGE_THRESHOLD',
    meaning: 'how sure a local judge must be that a sentence is carried, from 0 to 1',
    standard: '0.5',
  },
  { name: 'PROMPTS_DIR', meaning: 'folder of prompt files in place of those that come with the program', standard: '' },
  { name: 'ANSWER_SECONDS', meaning: 'how long a written answer may take in all', standard: '45' },
  { name: 'CALL_SECONDS', meaning: 'how long one call of a model may take', standard: '20' },
  { name: 'CHUNK_SECONDS', meaning: 'how long a model may be silent within a call', standard: '10' },
  {
    name: 'TOKENS_PER_PERSON',
    meaning: 'tokens that one person may use in a day; then answers are extractive; 0 for no bound',
    standard: '200000',
  },
  {
    name: 'TOKENS_PER_SERVER',
    meaning: 'tokens that one Discord server may use in a day; 0 for no bound',
    standard: '2000000',
  },
  { name: 'USD_PER_DAY', meaning: 'what written answers may cost in a day, in all; 0 for no bound', standard: '5' },
  {
    name: 'DATABASE_URL',
    meaning: 'postgres://NAME:PASSWORD@HOST:PORT/DATABASE with pgvector, in place of the files in DATA_DIR',
    standard: '',
  },
  { name: 'DATABASE_POOL', meaning: 'connections to PostgreSQL that one process may hold', standard: '10' },
  { name: 'DATABASE_SECONDS', meaning: 'how long one statement of PostgreSQL may take', standard: '15' },
  {
    name: 'SHARDS',
    meaning: 'shards of the bot: auto, a number, or those of this machine out of all, such as 0-3/8',
    standard: 'auto',
  },
  { name: 'SHARD_PROCESSES', meaning: '1 gives every shard a process of its own', standard: '0' },
  {
    name: 'RETENTION_DAYS',
    meaning: 'days that questions, traces of answers and feedback are kept',
    standard: '90',
  },
  { name: 'LOG_LEVEL', meaning: 'fatal, error, warn, info, debug, trace or silent', standard: 'info' },
  { name: 'LOG_CONTENT', meaning: '1 writes questions and answers to the log as well', standard: '0' },
];

const standardOf = (name: string) => SETTINGS.find((setting) => setting.name === name)!.standard;

/** An empty variable counts as one that isn't set. */
const text = (name: string) =>
  z
    .string()
    .optional()
    .transform((value) => value?.trim() || standardOf(name));

const folder = (name: string) =>
  text(name).refine((value) => !value.includes('\0'), `${name} holds a NUL character; expected a path`);

/** Discord's ids are numbers of 17 to 20 digits. */
const ID = /^\d{15,21}$/;

const id = (name: string) =>
  text(name).refine((value) => value === '' || ID.test(value), `${name} is no Discord id; expected 17 to 20 digits`);

const ids = (name: string) =>
  text(name)
    .transform((value) => value.split(/[\s,;]+/).filter(Boolean))
    .refine(
      (list) => list.every((value) => ID.test(value)),
      `${name} holds something that is no Discord id; expected ids of 17 to 20 digits with commas between`,
    );

const optional = (name: string) => text(name).transform((value) => value || undefined);

const seconds = (name: string) =>
  text(name)
    .refine(
      (value) => /^\d{1,4}(\.\d+)?$/.test(value) && Number(value) > 0,
      `${name} is no number of seconds; expected more than 0 and less than 10000`,
    )
    .transform((value) => Number(value) * 1000);

const amount = (name: string) =>
  text(name)
    .refine((value) => /^\d{1,12}(\.\d+)?$/.test(value), `${name} is no amount; expected a number, 0 for no bound`)
    .transform((value) => (Number(value) === 0 ? Number.POSITIVE_INFINITY : Number(value)));

/** Which shards a process or a machine serves. */
export interface Shards {
  /** Of all machines; undefined for as many as Discord asks for. */
  total?: number;
  /** Undefined for all of them. */
  ids?: number[];
}

/** Discord needs one for at most 2,500 servers. */
const MAX_SHARDS = 4096;

/** `auto`, `4`, `0-3/8` or `0,2,5/8`; undefined for anything else. */
function readShards(text: string): Shards | undefined {
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

const ENVIRONMENT = z.object({
  OPENAI_API_KEY: text('OPENAI_API_KEY')
    .refine((value) => /^[\x21-\x7e]*$/.test(value), 'OPENAI_API_KEY holds a character that no key has; copy it anew')
    .transform((value) => value || undefined),
  OPENAI_BASE_URL: text('OPENAI_BASE_URL')
    .refine(
      (value) => value === '' || (URL.canParse(value) && /^https?:/.test(value)),
      'OPENAI_BASE_URL is no http(s) address; expected one such as http://127.0.0.1:11434/v1',
    )
    .transform((value) => value || undefined),
  CHAT_MODEL: optional('CHAT_MODEL'),
  EMBEDDING_MODEL: optional('EMBEDDING_MODEL'),
  JUDGE_MODEL: optional('JUDGE_MODEL'),
  JUDGE_THRESHOLD: text('JUDGE_THRESHOLD').refine(
    (value) => /^(?:0?\.\d{1,4}|0|1|1\.0{1,4})$/.test(value),
    'JUDGE_THRESHOLD is no share; expected a number from 0 to 1 such as 0.5',
  ),
  PROMPTS_DIR: folder('PROMPTS_DIR').transform((value) => value || undefined),
  ANSWER_SECONDS: seconds('ANSWER_SECONDS'),
  CALL_SECONDS: seconds('CALL_SECONDS'),
  CHUNK_SECONDS: seconds('CHUNK_SECONDS'),
  TOKENS_PER_PERSON: amount('TOKENS_PER_PERSON'),
  TOKENS_PER_SERVER: amount('TOKENS_PER_SERVER'),
  USD_PER_DAY: amount('USD_PER_DAY'),
  CORPUS_DIR: folder('CORPUS_DIR'),
  DATA_DIR: folder('DATA_DIR'),
  DISCORD_TOKEN: text('DISCORD_TOKEN').refine(
    (value) => /^[\x21-\x7e]*$/.test(value),
    'DISCORD_TOKEN holds a character that no token has; copy it anew from the developer portal',
  ),
  DISCORD_GUILD_ID: id('DISCORD_GUILD_ID'),
  DISCORD_API_URL: text('DISCORD_API_URL').refine(
    (value) => URL.canParse(value) && /^https?:/.test(value),
    'DISCORD_API_URL is no http(s) address; leave it empty for Discord itself',
  ),
  ADMIN_USER_IDS: ids('ADMIN_USER_IDS'),
  ADMIN_ROLE_IDS: ids('ADMIN_ROLE_IDS'),
  DATABASE_URL: text('DATABASE_URL')
    .refine(
      (value) => value === '' || /^postgres(ql)?:\/\/.*\/[^/?]+(\?.*)?$/.test(value),
      // Never with what came: it holds a password.
      'DATABASE_URL is no address of PostgreSQL; expected postgres://NAME:PASSWORD@HOST:PORT/DATABASE',
    )
    .transform((value) => value || undefined),
  DATABASE_POOL: text('DATABASE_POOL').refine(
    (value) => /^\d{1,3}$/.test(value) && Number(value) >= 2,
    'DATABASE_POOL is no number of connections; expected 2 to 999',
  ),
  DATABASE_SECONDS: seconds('DATABASE_SECONDS'),
  SHARDS: text('SHARDS').transform((value, context) => {
    const shards = readShards(value);
    if (!shards)
      context.addIssue({
        code: 'custom',
        message:
          'SHARDS is neither auto nor a number of shards nor a list of them; expected auto, 4, or those of this machine out of all such as 0-3/8 or 0,2,5/8',
      });
    return shards ?? {};
  }),
  SHARD_PROCESSES: text('SHARD_PROCESSES').refine(
    (value) => /^[01]$/.test(value),
    'SHARD_PROCESSES is neither 0 nor 1',
  ),
  RETENTION_DAYS: text('RETENTION_DAYS').refine(
    (value) => /^\d{1,5}$/.test(value) && Number(value) >= 1,
    'RETENTION_DAYS is no number of days; expected a whole number from 1 to 99999',
  ),
  LOG_LEVEL: text('LOG_LEVEL').refine(
    (value) => ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].includes(value),
    'LOG_LEVEL is none that there is; expected fatal, error, warn, info, debug, trace or silent',
  ),
  LOG_CONTENT: text('LOG_CONTENT').refine((value) => /^[01]$/.test(value), 'LOG_CONTENT is neither 0 nor 1'),
});

/** PostgreSQL in place of the files. */
export interface DatabaseConfig {
  /** Holds a password: never to be shown. */
  url: string;
  /** Connections of one process. */
  poolSize: number;
  statementMs: number;
}

export interface DiscordConfig {
  /** Undefined where the bot isn't set up for Discord. */
  token?: string;
  guildId?: string;
  apiUrl: string;
  adminUserIds: string[];
  adminRoleIds: string[];
  shards: Shards;
  /** Whether every shard gets a process of its own. */
  hasShardProcesses: boolean;
}

export interface LogConfig {
  level: string;
  /** Whether questions and answers may be logged. */
  hasContent: boolean;
}

/** What the environment says of models; undefined where it says nothing. */
export interface ModelEnvironment {
  chatModel?: string;
  embeddingModel?: string;
  judgeModel?: string;
  openAiKey?: string;
  openAiBaseUrl?: string;
}

/** Which models, and what they may take. */
export interface ModelsConfig extends ModelEnvironment {
  /** Of a local judge, 0..1. */
  judgeThreshold: number;
  promptsDir?: string;
  answerMs: number;
  callMs: number;
  chunkMs: number;
  /** Pauses between tries of an embedding model; its own where absent. */
  embedding?: { pauseMs: number };
  /** Infinity for no bound. */
  budget: Budget;
}

/** For one day; Infinity for no bound. */
export interface Budget {
  tokensPerPerson: number;
  tokensPerServer: number;
  usdPerDay: number;
}

export interface Config {
  corpusDir: string;
  dataDir: string;
  models: ModelsConfig;
  discord: DiscordConfig;
  /** Undefined where everything is kept in `dataDir`. */
  database?: DatabaseConfig;
  retentionDays: number;
  log: LogConfig;
}

/** Whether discord.js's ShardingManager started this process, for one shard. */
export const isShardProcess = (environment: NodeJS.ProcessEnv = process.env) =>
  environment.SHARDING_MANAGER === 'true' && environment.SHARD_COUNT !== undefined;

/** What the ShardingManager puts into SHARDS and SHARD_COUNT, in our own terms. */
const ownShard = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...environment,
  SHARDS: `${environment.SHARDS}/${environment.SHARD_COUNT}`,
  SHARD_PROCESSES: '0',
});

/** Throws UserError with what was expected of which variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = ENVIRONMENT.safeParse(isShardProcess(environment) ? ownShard(environment) : environment);
  if (!parsed.success) throw new UserError('bad-environment', `${parsed.error.issues[0].message}.`, 64);
  const { data } = parsed;
  return {
    corpusDir: data.CORPUS_DIR,
    dataDir: data.DATA_DIR,
    models: {
      chatModel: data.CHAT_MODEL,
      embeddingModel: data.EMBEDDING_MODEL,
      judgeModel: data.JUDGE_MODEL,
      judgeThreshold: Number(data.JUDGE_THRESHOLD),
      openAiKey: data.OPENAI_API_KEY,
      openAiBaseUrl: data.OPENAI_BASE_URL,
      promptsDir: data.PROMPTS_DIR,
      answerMs: data.ANSWER_SECONDS,
      callMs: data.CALL_SECONDS,
      chunkMs: data.CHUNK_SECONDS,
      budget: {
        tokensPerPerson: data.TOKENS_PER_PERSON,
        tokensPerServer: data.TOKENS_PER_SERVER,
        usdPerDay: data.USD_PER_DAY,
      },
    },
    discord: {
      ...(data.DISCORD_TOKEN && { token: data.DISCORD_TOKEN }),
      ...(data.DISCORD_GUILD_ID && { guildId: data.DISCORD_GUILD_ID }),
      apiUrl: data.DISCORD_API_URL,
      adminUserIds: data.ADMIN_USER_IDS,
      adminRoleIds: data.ADMIN_ROLE_IDS,
      shards: data.SHARDS,
      hasShardProcesses: data.SHARD_PROCESSES === '1',
    },
    ...(data.DATABASE_URL && {
      database: {
        url: data.DATABASE_URL,
        poolSize: Number(data.DATABASE_POOL),
        statementMs: data.DATABASE_SECONDS,
      },
    }),
    retentionDays: Number(data.RETENTION_DAYS),
    log: { level: data.LOG_LEVEL, hasContent: data.LOG_CONTENT === '1' },
  };
}

/** The text of .env.example. */
export function envExample(): string {
  const lines = SETTINGS.map(
    ({ name, meaning, standard }) => `# ${meaning} (default: ${standard || 'none'})\n#${name}=${standard}\n`,
  );
  return `# Every setting is optional. Copy this file to .env and take the # off the lines you change.\n\n${lines.join('\n')}`;
}
