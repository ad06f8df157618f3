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

const ENVIRONMENT = z.object({
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

export interface DiscordConfig {
  /** Undefined where the bot isn't set up for Discord. */
  token?: string;
  guildId?: string;
  apiUrl: string;
  adminUserIds: string[];
  adminRoleIds: string[];
}

export interface LogConfig {
  level: string;
  /** Whether questions and answers may be logged. */
  hasContent: boolean;
}

export interface Config {
  corpusDir: string;
  dataDir: string;
  discord: DiscordConfig;
  retentionDays: number;
  log: LogConfig;
}

/** Throws UserError with what was expected of which variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = ENVIRONMENT.safeParse(environment);
  if (!parsed.success) throw new UserError('bad-environment', `${parsed.error.issues[0].message}.`, 64);
  const { data } = parsed;
  return {
    corpusDir: data.CORPUS_DIR,
    dataDir: data.DATA_DIR,
    discord: {
      ...(data.DISCORD_TOKEN && { token: data.DISCORD_TOKEN }),
      ...(data.DISCORD_GUILD_ID && { guildId: data.DISCORD_GUILD_ID }),
      apiUrl: data.DISCORD_API_URL,
      adminUserIds: data.ADMIN_USER_IDS,
      adminRoleIds: data.ADMIN_ROLE_IDS,
    },
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
