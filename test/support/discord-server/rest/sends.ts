/** Picks out of all requests those that create or change a message. */
import type { Json, RequestRecord, Send } from '../types.js';

/** Callback types that carry a message. */
const MESSAGE_CALLBACKS = [4, 7];

/** Every attempt, the refused ones too, in the order of arrival. */
export function sendsIn(requests: readonly RequestRecord[]): Send[] {
  return requests.flatMap((request) => {
    const found = sendOf(request);
    const { method, path, files, status, at } = request;
    return found ? [{ ...found, method, path, files, status, at }] : [];
  });
}

function sendOf({ method, path, body }: RequestRecord): Pick<Send, 'road' | 'action' | 'payload'> | undefined {
  const pathname = path.split('?')[0]!;
  const payload = (Array.isArray(body) ? {} : (body ?? {})) as Json;
  if (method === 'POST' && /^\/interactions\/.+\/callback$/.test(pathname)) {
    if (!MESSAGE_CALLBACKS.includes(Number(payload.type))) return undefined;
    const action = payload.type === 7 ? 'edit' : 'create';
    return { road: 'interaction', action, payload: (payload.data ?? {}) as Json };
  }
  if (/^\/webhooks\/[^/]+\/[^/]+$/.test(pathname) && method === 'POST') {
    return { road: 'webhook', action: 'create', payload };
  }
  if (/^\/webhooks\/[^/]+\/[^/]+\/messages\//.test(pathname) && method === 'PATCH') {
    return { road: 'webhook', action: 'edit', payload };
  }
  if (/^\/channels\/\d+\/messages$/.test(pathname) && method === 'POST') {
    return { road: 'channel', action: 'create', payload };
  }
  if (/^\/channels\/\d+\/messages\/\d+$/.test(pathname) && method === 'PATCH') {
    return { road: 'channel', action: 'edit', payload };
  }
  if (/^\/channels\/\d+\/threads$/.test(pathname) && method === 'POST' && payload.message) {
    return { road: 'channel', action: 'create', payload: payload.message as Json };
  }
  return undefined;
}
