/** What a server refuses of a request, told from its complaint: it is asked again without that. */
import type { Refusable } from '../chat-model.js';

/** The first that fits counts: "stream_options" is no complaint of streaming. */
const COMPLAINTS: [Refusable, RegExp][] = [
  ['usage', /stream_options|include_usage/i],
  [
    'system-role',
    /\b(?:system|developer)\W{0,3}(?:role|message|prompt|instruction)|\broles?\b.{0,30}\b(?:system|developer)\b|\broles must alternate\b|\bonly user and assistant roles\b/i,
  ],
  ['temperature', /\btemperature\b/i],
  ['token-limit', /\bmax_(?:completion_)?tokens\b/i],
  ['streaming', /\bstream(?:ing)?\b/i],
];
const REFUSING = new Set([400, 405, 415, 422, 501]);

export const OVERFLOW =
  /context_length|context length|context window|maximum context|too many tokens|prompt is too long|exceeds the (?:available|maximum)/i;

/** Undefined where the complaint is about anything else, such as the length of the whole. */
export function refusedIn(status: number, complaint: string): Refusable | undefined {
  if (!REFUSING.has(status) || OVERFLOW.test(complaint)) return undefined;
  return COMPLAINTS.find(([, pattern]) => pattern.test(complaint))?.[0];
}
