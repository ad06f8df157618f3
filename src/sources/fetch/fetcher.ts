/**
 * The one way out to the web: guarded connections, redirects followed by hand, robots.txt heeded, time and size bounded, one
 * request at a time to a host. No cookies, no credentials, no proxy of the environment.
 */
import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, request } from 'undici';
import { errorCode } from '../../core/errors.js';
import { VERSION } from '../../version.js';
import { shownAddress } from '../source-state.js';
import { FetchFault } from './fetch-fault.js';
import { type Guard, guardedConnector } from './guarded-connect.js';
import { HostTurns } from './host-turns.js';
import { nextHop } from './next-hop.js';
import { ENCODINGS, readBody } from './read-body.js';
import { readRetryAfter } from './retry-after.js';
import { ROBOTS_KEPT_MS, ROBOTS_MAX_BYTES, Robots, type RobotsStore } from './robots.js';
import { readWebAddress } from './web-address.js';

export interface FetcherOptions extends Guard {
  nowMs?: () => number;
  /** Milliseconds between the end of a request and the next to the same host. */
  pauseMs?: number;
  connectMs?: number;
  /** Until the answer begins, and between two pieces of it. */
  silentMs?: number;
  /** Of one request, from asking to the last byte; each hop of a redirect is one. */
  wholeMs?: number;
}

/** What an earlier answer said of itself. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

export interface GetOptions {
  maxBytes: number;
  /** Where they still hold, the answer is that nothing has changed. */
  validators?: Validators;
  /** Media types, the wanted one first. */
  accept?: string;
  robots?: RobotsStore;
  signal?: AbortSignal;
}

export interface Fetched extends Validators {
  isUnchanged: boolean;
  /** Where it came from in the end. */
  url: URL;
  bytes: Buffer;
  /** "text/html", in lower case, and its charset; empty where it isn't said. */
  contentType: string;
  charset?: string;
}

const USER_AGENT = `Footnote/${VERSION}`;

export class Fetcher {
  readonly #options: Required<Omit<FetcherOptions, keyof Guard>>;
  readonly #agent: Agent;
  readonly #turns: HostTurns;
  readonly #robots = new Map<string, Robots>();
  /** Hosts that want no more requests for now. */
  readonly #notBefore = new Map<string, number>();

  constructor({ isPrivateAllowed, resolve, isAllowed, ...options }: FetcherOptions = {}) {
    this.#options = {
      nowMs: Date.now,
      pauseMs: 1_000,
      connectMs: 10_000,
      silentMs: 15_000,
      wholeMs: 60_000,
      ...options,
    };
    const { connectMs, silentMs } = this.#options;
    this.#turns = new HostTurns(this.#options.nowMs);
    this.#agent = new Agent({
      connect: guardedConnector({ isPrivateAllowed, resolve, isAllowed, connectMs }),
      headersTimeout: silentMs,
      bodyTimeout: silentMs,
    });
  }

  /** Throws FetchFault, or the signal's reason. */
  async get(address: string | URL, options: GetOptions): Promise<Fetched> {
    const { signal, robots = new Map() } = options;
    let url = readWebAddress(String(address));
    for (let hops = 0; ; hops++) {
      const rules = await this.#robotsOf(url.origin, robots, signal);
      rules.requireAllowed(url);
      const answer = await this.#ask(url, options, Math.max(this.#options.pauseMs, rules.delayMs));
      if (!('location' in answer)) return answer;
      url = nextHop(url, answer.location, hops);
    }
  }

  /** The sitemaps that a site's robots.txt names. Throws as `get` does. */
  async sitemapsOf(origin: string, robots: RobotsStore, signal?: AbortSignal): Promise<string[]> {
    return (await this.#robotsOf(origin, robots, signal)).sitemaps;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #robotsOf(origin: string, store: RobotsStore, signal?: AbortSignal): Promise<Robots> {
    const nowMs = this.#options.nowMs();
    const kept = store.get(origin);
    if (kept && nowMs - kept.atMs < ROBOTS_KEPT_MS && kept.atMs <= nowMs) return this.#parseRobots(origin, kept.text);
    const text = await this.#readRobots(origin, signal);
    store.set(origin, { atMs: nowMs, text });
    return this.#parseRobots(origin, text);
  }

  /** Parsed once: it may be long, and each request asks it. */
  #parseRobots(origin: string, text: string): Robots {
    const parsed = this.#robots.get(origin);
    if (parsed?.text === text) return parsed;
    const robots = new Robots(origin, text);
    this.#robots.set(origin, robots);
    return robots;
  }

  /** A server that says that there is none allows all; one that can't say allows nothing for now. */
  async #readRobots(origin: string, signal?: AbortSignal): Promise<string> {
    try {
      let url = new URL('/robots.txt', origin);
      for (let hops = 0; ; hops++) {
        const answer = await this.#ask(url, { maxBytes: ROBOTS_MAX_BYTES, signal }, this.#options.pauseMs, true);
        if (!('location' in answer)) return answer.bytes.toString('utf8');
        url = nextHop(url, answer.location, hops);
      }
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      if (/^(?:gone|missing|auth|refused|redirect)$/.test(error.kind)) return '';
      throw error;
    }
  }

  /** One request and its answer, in the host's turn. */
  #ask(
    url: URL,
    { maxBytes, validators = {}, accept = '*/*', signal }: GetOptions,
    pauseMs: number,
    isCut = false,
  ): Promise<Fetched | { location: string | undefined }> {
    const { nowMs, wholeMs } = this.#options;
    const work = async () => {
      const waitUntilMs = this.#notBefore.get(url.host) ?? 0;
      if (waitUntilMs > nowMs()) throw tooMany(url, waitUntilMs);
      const bound = AbortSignal.timeout(wholeMs);
      const whole = signal ? AbortSignal.any([signal, bound]) : bound;
      try {
        const asked = request(url, {
          dispatcher: this.#agent,
          signal: whole,
          headers: {
            'user-agent': USER_AGENT,
            accept,
            'accept-encoding': ENCODINGS,
            ...(validators.etag && { 'if-none-match': validators.etag }),
            ...(validators.lastModified && { 'if-modified-since': validators.lastModified }),
          },
        });
        return await this.#read(url, await endedBy(whole, asked), {
          maxBytes,
          isCut,
          isConditional: Boolean(validators.etag ?? validators.lastModified),
        });
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof FetchFault ? error : faultOf(error, url, bound.aborted);
      }
    };
    return this.#turns.take(url.host, pauseMs, work, signal);
  }

  async #read(
    url: URL,
    { statusCode, headers, body }: Dispatcher.ResponseData,
    { maxBytes, isCut, isConditional }: { maxBytes: number; isCut: boolean; isConditional: boolean },
  ): Promise<Fetched | { location: string | undefined }> {
    const header = (name: string) => [headers[name] ?? []].flat()[0];
    const [type = '', ...parameters] = (header('content-type') ?? '').split(';');
    const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([\w.:-]+)/i.exec(one)?.[1]).find(Boolean);
    const answer = {
      url,
      contentType: type.trim().toLowerCase(),
      ...(charset && { charset }),
      ...kept('etag', header('etag')),
      ...kept('lastModified', header('last-modified')),
    };
    if (statusCode === 200)
      return {
        ...answer,
        isUnchanged: false,
        bytes: await readBody(body as Readable, {
          encoding: header('content-encoding'),
          maxBytes,
          from: shownAddress(url),
          isCut,
        }),
      };
    body.on('error', () => {}).destroy();
    if (statusCode === 304 && isConditional) return { ...answer, isUnchanged: true, bytes: Buffer.alloc(0) };
    if (/^30[12378]$/.test(String(statusCode))) return { location: header('location') };
    throw this.#refusal(url, statusCode, header('retry-after'));
  }

  #refusal(url: URL, status: number, retryAfter: string | undefined): FetchFault {
    const { nowMs } = this.#options;
    const [host, shown] = [url.host, shownAddress(url)];
    if (status === 429 || (status === 503 && retryAfter)) {
      const untilMs = readRetryAfter(retryAfter, nowMs());
      this.#notBefore.set(host, untilMs);
      return tooMany(url, untilMs);
    }
    if (status === 410)
      return new FetchFault(
        'gone',
        `${shown} is gone for good, says its server (410); remove the source, or correct its address.`,
      );
    if (status === 404) return new FetchFault('missing', `There is nothing at ${shown} (404); check the address.`);
    if (status === 401 || status === 403 || status === 402 || status === 407 || status === 451)
      return new FetchFault(
        'auth',
        `${host} does not show ${shown} to everybody (${status}); it may want a login, which is never given.`,
      );
    if (status >= 500)
      return new FetchFault('closed', `${host} has a fault of its own (${status}); it is asked again later.`);
    return new FetchFault('refused', `${host} answered ${shown} with ${status}, which is no page; check the address.`);
  }
}

/** The result, or the signal's reason as soon as it is aborted: undici heeds a signal only once it is connected. */
function endedBy<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** What may be sent back as it came: an odd one would make each later request fail. */
const kept = (name: keyof Validators, value: string | undefined): Validators =>
  value && /^[\x20-\x7e]{1,512}$/.test(value) ? { [name]: value } : {};

const tooMany = ({ host }: URL, untilMs: number) =>
  new FetchFault(
    'wait',
    `${host} wants no more requests before ${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    untilMs,
  );

function faultOf(error: unknown, url: URL, isOverdue: boolean): FetchFault {
  const { host } = url;
  const code = errorCode(error) ?? errorCode((error as { cause?: unknown }).cause) ?? '';
  if (isOverdue || /TIMEOUT|ETIMEDOUT/.test(code))
    return new FetchFault('slow', `${host} took too long to answer; it is asked again later.`);
  if (/^(?:ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_SSL|EPROTO)/.test(code))
    return new FetchFault('certificate', `The certificate of ${host} can't be trusted (${code}).`);
  if (/^E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL|ACCES|PERM)$/.test(code))
    return new FetchFault('unreachable', `${host} can't be reached; is it running, and is there a network?`);
  return new FetchFault(
    'broken',
    `The answer of ${host} broke off or is damaged${code ? ` (${code})` : ''}; it is asked again later.`,
  );
}
