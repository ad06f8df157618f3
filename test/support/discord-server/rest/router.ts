/** Finds the route of a request; fixed words win over parameters. */
import type { Route } from './call.js';
import { callbackRoutes } from './routes-callbacks.js';
import { channelRoutes } from './routes-channels.js';
import { commandRoutes } from './routes-commands.js';
import { messageRoutes } from './routes-messages.js';
import { peopleRoutes } from './routes-people.js';
import { webhookRoutes } from './routes-webhooks.js';

const ROUTES = [
  ...callbackRoutes,
  ...webhookRoutes,
  ...messageRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...peopleRoutes,
].toSorted((one, other) => parameters(one) - parameters(other));

function parameters({ pattern }: Route): number {
  return pattern.split(':').length;
}

export interface Found {
  route: Route;
  params: Record<string, string>;
  /** Method and pattern; rate limits are counted by it and by the first parameter. */
  bucket: string;
  bucketKey: string;
}

export function findRoute(method: string, pathname: string): Found | undefined {
  const parts = pathname.split('/');
  for (const route of ROUTES) {
    const names = route.pattern.split('/');
    if (route.method !== method || names.length !== parts.length) continue;
    if (!names.every((name, index) => name.startsWith(':') || name === parts[index])) continue;
    const entries = names.flatMap((name, index) =>
      name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[index]!)]] : [],
    );
    const params = Object.fromEntries(entries) as Record<string, string>;
    const bucket = Buffer.from(`${method} ${route.pattern}`).toString('base64url');
    // A webhook is named by its id and token together.
    const major = params.token ?? entries[0]?.[1] ?? '';
    return { route, params, bucket, bucketKey: `${bucket}:${major}` };
  }
  return undefined;
}
