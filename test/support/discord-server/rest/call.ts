/** One request on its way through the routes, and the shape of a route. */
import type { Commands } from '../interactions/commands.js';
import type { InteractionHandle } from '../interactions/interaction-handle.js';
import type { Json, SentFile } from '../types.js';
import type { World } from '../world/world.js';

/** What the routes work on. */
export interface Services {
  world: World;
  commands: Commands;
  /** By token. */
  interactions: Map<string, InteractionHandle>;
  acknowledgeWithinMs: number;
  gatewayUrl: () => string;
  recommendedShards: number;
  loginsAtOnce: number;
}

export interface Call extends Services {
  params: Record<string, string>;
  query: URLSearchParams;
  /** The body as an object; empty when there was none. */
  payload: Json;
  /** The body as a list, where a route takes one. */
  list: Json[];
  files: SentFile[];
}

export interface Answer {
  status: number;
  body?: unknown;
}

export interface Route {
  method: string;
  /** `/channels/:channel/messages`; the first parameter is the one rate limits are counted by. */
  pattern: string;
  /** The token in the path is enough; no Authorization header is asked for. */
  isOpen?: boolean;
  handle: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };
