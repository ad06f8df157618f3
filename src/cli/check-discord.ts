/** Whether Discord takes the token, and what the application was granted in which server; asks Discord only where a token is set. */
import type { Config, DiscordConfig } from '../config.js';
import { errorText } from '../core/errors.js';
import type { ServerFinding } from '../discord/examine-servers.js';
import { getRest } from '../discord/get-rest.js';
import type { State } from '../state/state.js';
import { withState } from './with-state.js';

/** Flags of an application: the intent for bots in many servers, and for bots in few. */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);
const PORTAL = 'the developer portal under Bot';

export async function checkDiscord(config: Config, signal: AbortSignal): Promise<ServerFinding[]> {
  const { finding, granted } = await checkApplication(config.discord, signal);
  return granted ? [finding, ...(await checkServers(config, granted, signal))] : [finding];
}

/** What an accepted token is of, as Discord tells it. */
interface Granted {
  token: string;
  application: unknown;
}

/** Permissions, scopes, and the channels that were chosen in each server. */
async function checkServers(config: Config, granted: Granted, signal: AbortSignal): Promise<ServerFinding[]> {
  const { token, application } = granted;
  const { examineServers } = await import('../discord/examine-servers.js');
  const discord = { ...config.discord, token };
  const examine = (state?: State) =>
    examineServers({ discord, application, chosenIn: async (guild) => (state ? chosenIn(state, guild) : []), signal });
  try {
    return (await withState(config, examine)) ?? (await examine());
  } catch (error) {
    signal.throwIfAborted();
    return [{ state: 'note', message: `the servers can't be looked at (${errorText(error)})`, fix: 'try again later' }];
  }
}

async function chosenIn(state: State, guild: string): Promise<string[]> {
  const { askChannels, allowedChannels, ownersChannel, helperChannel } = await state.settings(guild);
  const digests = await state.digests.of(guild);
  return [...askChannels, ...allowedChannels, ownersChannel, helperChannel, ...digests.map(({ channel }) => channel)];
}

async function checkApplication(
  { token, apiUrl }: DiscordConfig,
  signal: AbortSignal,
): Promise<{ finding: ServerFinding; granted?: Granted }> {
  const faulty = (message: string, fix: string) => ({ finding: { state: 'fault' as const, message, fix } });
  if (!token)
    return {
      finding: {
        state: 'note',
        message: 'DISCORD_TOKEN is not set; footnote start opens the local chat',
        fix: `copy a token from ${PORTAL} into .env, if the bot is to live in Discord`,
      },
    };
  let response: Response;
  try {
    response = await getRest({ token, apiUrl }, '/applications/@me', signal);
  } catch (error) {
    signal.throwIfAborted();
    const fix = 'check the network, a proxy or firewall, and DISCORD_API_URL';
    return faulty(`Discord can't be reached (${errorText(error)})`, fix);
  }
  if (response.status === 401) return faulty('Discord refuses DISCORD_TOKEN', `copy the token anew from ${PORTAL}`);
  if (!response.ok)
    return faulty(
      `Discord answers with status ${response.status}`,
      'try again later; https://discordstatus.com says how it is',
    );
  const application = (await response.json()) as { flags?: number; name?: string };
  const { flags = 0, name = '' } = application;
  const isOff = (flags & MESSAGE_CONTENT) === 0;
  return {
    finding: {
      state: isOff ? 'note' : 'ok',
      message: `the token is that of ${name}; the Message Content intent is ${isOff ? 'off' : 'on'}`,
      fix: isOff ? `only channels set aside for questions need it; it is switched on in ${PORTAL}` : '',
    },
    granted: { token, application },
  };
}
