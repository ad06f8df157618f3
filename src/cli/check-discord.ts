/** Whether Discord takes the token, and what the application was granted in which server; asks Discord only where a token is set. */
import { existsSync } from 'node:fs';
import type { Config, DiscordConfig } from '../config.js';
import { errorText } from '../core/errors.js';
import type { ServerFinding } from '../discord/examine-servers.js';
import { openState } from '../state/open-state.js';
import { statePath } from '../state/sqlite-store.js';

const TIMEOUT_MS = 10_000;
/** Flags of an application: the intent for bots in many servers, and for bots in few. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);
const PORTAL = 'the developer portal under Bot';

export async function checkDiscord(config: Config, signal: AbortSignal): Promise<ServerFinding[]> {
  const application = await checkApplication(config.discord, signal);
  const isAnswering = config.discord.token !== undefined && application.state !== 'fault';
  return isAnswering ? [application, ...(await checkServers(config, config.discord.token!, signal))] : [application];
}

/** Permissions, scopes, and the channels that were chosen in each server. */
async function checkServers(config: Config, token: string, signal: AbortSignal): Promise<ServerFinding[]> {
  const hasState = config.database !== undefined || existsSync(statePath(config.dataDir));
  const { examineServers } = await import('../discord/examine-servers.js');
  try {
    const state = hasState ? await openState(config, { withinMs: 0 }) : undefined;
    try {
      const chosenIn = async (guild: string) => {
        if (!state) return [];
        const { askChannels, allowedChannels, ownersChannel, helperChannel } = await state.settings(guild);
        const digests = await state.digests.of(guild);
        return [
          ...askChannels,
          ...allowedChannels,
          ownersChannel,
          helperChannel,
          ...digests.map(({ channel }) => channel),
        ];
      };
      return await examineServers({ discord: { ...config.discord, token }, chosenIn, signal });
    } finally {
      await state?.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    return [{ state: 'note', message: `the servers can't be looked at (${errorText(error)})`, fix: 'try again later' }];
  }
}

async function checkApplication({ token, apiUrl }: DiscordConfig, signal: AbortSignal): Promise<ServerFinding> {
  if (!token)
    return {
      state: 'note',
      message: 'DISCORD_TOKEN is not set; footnote start opens the local chat',
      fix: `copy a token from ${PORTAL} into .env, if the bot is to live in Discord`,
    };
  let response: Response;
  try {
    response = await fetch(`${apiUrl.replace(/\/$/, '')}/v10/applications/@me`, {
      headers: { authorization: `Bot ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (error) {
    signal.throwIfAborted();
    return {
      state: 'fault',
      message: `Discord can't be reached (${errorText(error)})`,
      fix: 'check the network, a proxy or firewall, and DISCORD_API_URL',
    };
  }
  if (response.status === 401)
    return { state: 'fault', message: 'Discord refuses DISCORD_TOKEN', fix: `copy the token anew from ${PORTAL}` };
  if (!response.ok)
    return {
      state: 'fault',
      message: `Discord answers with status ${response.status}`,
      fix: 'try again later; https://discordstatus.com says how it is',
    };
  const { flags = 0, name = '' } = (await response.json()) as { flags?: number; name?: string };
  if ((flags & MESSAGE_CONTENT) === 0)
    return {
      state: 'note',
      message: `the token is that of ${name}; the Message Content intent is off`,
      fix: `only channels set aside for questions need it; it is switched on in ${PORTAL}`,
    };
  return { state: 'ok', message: `the token is that of ${name}; the Message Content intent is on`, fix: '' };
}
