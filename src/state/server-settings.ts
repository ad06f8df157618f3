/** What a server's administrators can choose. Stored as JSON; anything missing or no longer understood is the standard. */
import { z } from 'zod';
import { unsealJson } from './sealed-json.js';

const ids = z.array(z.string().regex(/^\d{1,20}$/)).max(100);

const idOrNone = z
  .string()
  .regex(/^\d{0,20}$/)
  .catch('')
  .default('');

const SETTINGS_SCHEMA = z.object({
  /** Channels where every message is a question. */
  askChannels: ids.catch([]).default([]),
  /** Channels where the bot may answer; empty means all. */
  allowedChannels: ids.catch([]).default([]),
  /** Roles that may administer, beside members who manage the server. */
  adminRoles: ids.catch([]).default([]),
  /** Whether answers to messages and public /ask go into a thread of their own. */
  threads: z.boolean().catch(false).default(false),
  /** Whether /ask answers only its asker where nothing else is said. */
  privateByDefault: z.boolean().catch(false).default(false),
  /** Outlets that this server's answers may rest on; empty means all. */
  sources: z.array(z.string().max(200)).max(25).catch([]).default([]),
  /** Outlets of single channels and of their threads, by the channel's id; the narrower of these and `sources` holds. */
  channelSources: z
    .record(z.string().regex(/^\d{1,20}$/), z.array(z.string().max(200)).max(25))
    .catch({})
    .default({}),
  /** Roles and people who alone may ask; without any, everybody may. */
  askRoles: ids.catch([]).default([]),
  askPeople: ids.catch([]).default([]),
  /** Roles and people who may not. */
  blockedRoles: ids.catch([]).default([]),
  blockedPeople: ids.catch([]).default([]),
  /** Whether a correction of an answer is posted, or only listed. */
  corrections: z.enum(['on', 'quiet']).catch('on').default('on'),
  /** Language of the bot's own words; `auto` follows the reader's Discord. */
  language: z.string().max(10).catch('auto').default('auto'),
  /** Channel where the corpus's owners are told of trouble, such as a source that is late; empty means none. */
  ownersChannel: idOrNone,
  /** Roles that may add messages to the corpus, beside its owners; count in home servers alone. */
  teacherRoles: ids.catch([]).default([]),
  /** Channel where people answer what the articles don't; empty means none. */
  helperChannel: idOrNone,
  /** Role that is mentioned there; empty means none. */
  helperRole: idOrNone,
});

export type ServerSettings = z.infer<typeof SETTINGS_SCHEMA>;

export const STANDARD_SETTINGS: Readonly<ServerSettings> = SETTINGS_SCHEMA.parse({});

/** Never throws: a setting that can't be read must not silence the bot. */
export function parseSettings(json: string | undefined): ServerSettings {
  // What can't be read falls back to the standard, like every single setting does.
  const value = unsealJson(json ?? '{}') ?? {};
  const parsed = SETTINGS_SCHEMA.safeParse(value);
  return parsed.success ? parsed.data : { ...STANDARD_SETTINGS };
}

/** Lets through what is of the outlets that a server is limited to (`sources`), which are compared ignoring case. */
export function outletFilter(sources: readonly string[]): (article: { source?: string }) => boolean {
  const allowed = new Set(sources.map((source) => source.toLowerCase()));
  return ({ source }) => allowed.has(source?.toLowerCase() ?? '');
}
