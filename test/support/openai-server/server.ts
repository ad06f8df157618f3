/**
 * A server on 127.0.0.1 that speaks OpenAI's API as far as Footnote uses it: streamed chat completions and embeddings.
 * What it says is scripted by the test, and it can be told to misbehave.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatBody {
  model: string;
  stream?: boolean;
  messages: { role: string; content: string }[];
}

export interface EmbeddingBody {
  model: string;
  input: string | string[];
  encoding_format?: string;
}

export interface Received {
  path: string;
  authorization: string | undefined;
  body: ChatBody & EmbeddingBody;
}

/** Takes the reply over: true where it has answered (or never will). */
export type Misbehaviour = (reply: ServerResponse, request: Received) => boolean | Promise<boolean>;

export interface OpenAiServer {
  url: string;
  requests: Received[];
  chats(): Received[];
  /** What the model says next, in pieces of a few characters; a function sees the request. */
  says(text: string | ((body: ChatBody) => string)): void;
  /** Vectors of the embedding model; by default hashed words, so that like texts are near. */
  embeds(vector: (text: string) => number[]): void;
  /** For so many requests to a path, or all of them. */
  misbehaves(path: 'chat' | 'embeddings', how: Misbehaviour, times?: number): void;
  close(): Promise<void>;
}

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const requests: Received[] = [];
  let say: (body: ChatBody) => string = () => 'NO ANSWER';
  let embed = hashedVector;
  let faults: { path: string; how: Misbehaviour; times: number }[] = [];
  const server = createServer(async (request, reply) => {
    try {
      const received = await receive(request);
      requests.push(received);
      const path = received.path.endsWith('/chat/completions') ? 'chat' : 'embeddings';
      const fault = faults.find((known) => known.path === path && known.times > 0);
      if (fault) {
        fault.times--;
        if (await fault.how(reply, received)) return;
      }
      if (path === 'chat') streamChat(reply, say(received.body), received.body);
      else sendVectors(reply, received.body, embed);
    } catch {
      reply.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    chats: () => requests.filter(({ path }) => path.endsWith('/chat/completions')),
    says: (text) => {
      say = typeof text === 'string' ? () => text : text;
    },
    embeds: (vector) => {
      embed = vector;
    },
    misbehaves: (path, how, times = Number.POSITIVE_INFINITY) => {
      faults = faults.filter((fault) => fault.path !== path);
      faults.push({ path, how, times });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return {
    path: request.url ?? '',
    authorization: request.headers.authorization,
    body: JSON.parse(Buffer.concat(parts).toString('utf8') || '{}'),
  };
}

export const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8' };

export function chunk(model: string, delta: object, finish: string | null = null): string {
  return `data: ${JSON.stringify({ id: 'c-1', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

export function streamChat(reply: ServerResponse, text: string, { model }: { model: string }, finish = 'stop'): void {
  reply.writeHead(200, EVENT_STREAM);
  reply.write(chunk(model, { role: 'assistant', content: '' }));
  for (const [piece] of text.matchAll(/[\s\S]{1,7}/g)) reply.write(chunk(model, { content: piece }));
  reply.write(chunk(model, {}, finish));
  const usage = { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050 };
  reply.write(
    `data: ${JSON.stringify({ id: 'c-1', object: 'chat.completion.chunk', created: 1, model, choices: [], usage })}\n\n`,
  );
  reply.end('data: [DONE]\n\n');
}

export const listOf = (input: string | string[]) => (Array.isArray(input) ? input : [input]);

export function vectorsReply(vectors: unknown[], model = 'tiny'): string {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  return JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } });
}

export function sendJson(
  reply: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): true {
  reply.writeHead(status, { 'content-type': 'application/json', ...headers });
  reply.end(typeof body === 'string' ? body : JSON.stringify(body));
  return true;
}

function sendVectors(reply: ServerResponse, { input, model }: EmbeddingBody, embed: (text: string) => number[]): void {
  sendJson(reply, 200, vectorsReply(listOf(input).map(embed), model));
}

/** A model of 32 numbers: words add up, so texts that share words are near. */
export function hashedVector(text: string): number[] {
  const vector: number[] = new Array(32).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['?']) {
    let hash = 7;
    for (const character of word) hash = (hash * 31 + character.codePointAt(0)!) % 1_000_003;
    vector[hash % 32] += 1;
  }
  return vector;
}
