/** Every HTTP request in order: record, faults, authorization, rate limits, work, answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, apiError } from '../errors.js';
import type { Fault, Faults } from '../faults.js';
import type { Json, RequestRecord } from '../types.js';
import type { Answer, Services } from './call.js';
import { type RateLimits, rateLimited } from './rate-limits.js';
import { readBody } from './read-body.js';
import { type Found, findRoute } from './router.js';

interface Reply extends Answer {
  headers?: Record<string, string>;
}

export class Listener {
  readonly requests: RequestRecord[] = [];
  /** Mistakes of this server itself, not of the bot. */
  readonly mistakes: unknown[] = [];

  constructor(
    readonly services: Services,
    readonly limits: RateLimits,
    readonly faults: Faults,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith('/attachments/')) return this.#serveFile(url.pathname, response);
    const path = (url.pathname + url.search).replace(/^\/api(\/v\d+)?/, '');
    const { world } = this.services;
    const record: RequestRecord = { method, path, body: undefined, files: [], status: 0, at: world.clock.now() };
    this.requests.push(record);
    try {
      const fault = await this.#read(request, record);
      const work = () => this.#work(record, request.headers.authorization);
      const reply = fault instanceof ApiError ? this.#errorReply(fault, {}) : await this.#faulty(fault, work);
      if (reply) this.#answer(response, record, reply);
      else request.socket.destroy();
    } catch (error) {
      // A client may give up half-way; anything else is a mistake in here.
      if (request.complete) this.mistakes.push(error);
      request.socket.destroy();
    }
    world.waiting.changed();
  }

  /** Fills the record; hands back the fault that takes this request, or what is wrong with the body. */
  async #read(request: IncomingMessage, record: RequestRecord): Promise<Fault | ApiError | undefined> {
    try {
      const { json, files } = await readBody(request);
      Object.assign(record, { body: json, files });
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
    return this.faults.find(record.method, record.path);
  }

  /** Undefined: the connection is to be dropped. */
  async #faulty(fault: Fault | undefined, work: () => Reply): Promise<Reply | undefined> {
    if (!fault) return work();
    const done = fault.options.afterWork ? work() : undefined;
    await fault.wait();
    if (fault.options.dropConnection) return undefined;
    return faultReply(fault) ?? done ?? work();
  }

  #work(record: RequestRecord, authorization: string | undefined): Reply {
    const url = new URL(record.path, 'http://127.0.0.1');
    const found = findRoute(record.method, url.pathname);
    let headers: Record<string, string> = {};
    try {
      if (!found) throw apiError('notFound');
      if (!found.route.isOpen && authorization !== `Bot ${this.services.world.token}`) throw apiError('unauthorized');
      const verdict = this.limits.count(found.bucket, found.bucketKey, !found.route.isOpen);
      headers = verdict.headers;
      if (verdict.refusal) {
        const refused = rateLimited(verdict.refusal.retryAfterSeconds, verdict.refusal.isGlobal);
        return { status: 429, headers: { ...headers, ...refused.headers }, body: refused.body };
      }
      return { ...this.#run(record, found, url.searchParams), headers };
    } catch (error) {
      return this.#errorReply(error, headers);
    }
  }

  #run({ body, files }: RequestRecord, { route, params }: Found, query: URLSearchParams): Answer {
    const payload = Array.isArray(body) ? {} : (body ?? {});
    const list = Array.isArray(body) ? body : [];
    return route.handle({ ...this.services, params, query, payload, list, files });
  }

  #errorReply(error: unknown, headers: Record<string, string>): Reply {
    if (!(error instanceof ApiError)) {
      this.mistakes.push(error);
      return { status: 500, headers, body: { message: String(error), code: 0 } };
    }
    const status = error.code === 30046 ? this.services.world.oldMessageEdits.status : error.status;
    if (status === 429) headers['Retry-After'] = String(error.extra.retry_after ?? 1);
    return { status, headers, body: error.body };
  }

  #answer(response: ServerResponse, record: RequestRecord, { status, headers, body }: Reply): void {
    record.status = status;
    if (status >= 400) {
      const code = Number((body as Json | undefined)?.code ?? 0);
      record.code = code;
      const [, , , token = ''] = record.path.split(/[/?]/);
      this.services.interactions.get(token)?.errors.push({ code, status, path: record.path });
    }
    if (body === undefined) return void response.writeHead(status, headers).end();
    response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  #serveFile(pathname: string, response: ServerResponse): void {
    const attachment = this.services.world.attachments.get(pathname.split('/')[3] ?? '');
    if (!attachment) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': attachment.contentType, 'Content-Length': attachment.bytes.length });
    response.end(attachment.bytes);
  }
}

function faultReply({ options }: Fault): Reply | undefined {
  const { status, code = 0, message = 'a fault of the test', retryAfter = 0.05, global = false } = options;
  if (status === undefined) return undefined;
  if (status !== 429) return { status, body: { message, code } };
  const refused = rateLimited(retryAfter, global);
  return { status, headers: refused.headers, body: options.code ? { ...refused.body, code } : refused.body };
}
