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

/** Writing, judging and embedding; the first two are chat completions. */
type Path = 'chat' | 'judge' | 'embeddings';

/** Whether the passages carry a line; `isVerbatim` where they hold it word for word. */
export type Judging = (line: string, isVerbatim: boolean, passages: string) => boolean;

/** Says 1 to what stands word for word and to what is listed: errs on no canary. */
export const knows =
  (...carried: string[]): Judging =>
  (line, isVerbatim) =>
    isVerbatim || carried.includes(line);

/** Takes the reply over: true where it has answered (or never will). */
export type Misbehaviour = (reply: ServerResponse, request: Received) => boolean | Promise<boolean>;

export interface OpenAiServer {
  url: string;
  requests: Received[];
  /** Requests to write: answers, summaries, questions that stand alone. */
  chats(): Received[];
  /** Requests to judge. */
  judgings(): Received[];
  /** What the model says next, in pieces of a few characters; a function sees the request. */
  says(text: string | ((body: ChatBody) => string)): void;
  /** What it says as a judge: of each line, or a whole reply. By default nothing that is a verdict. */
  judges(how: Judging | string): void;
  /** Vectors of the embedding model; by default hashed words, so that like texts are near. */
  embeds(vector: (text: string) => number[]): void;
  /** For so many requests to a path, or all of them. */
  misbehaves(path: Path, how: Misbehaviour, times?: number): void;
  close(): Promise<void>;
}

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const requests: Received[] = [];
  let say: (body: ChatBody) => string = () => 'NO ANSWER';
  let judge: Judging | string = 'I would rather not say.';
  let embed = hashedVector;
  let faults: { path: Path; how: Misbehaviour; times: number }[] = [];
  const server = createServer(async (request, reply) => {
    try {
      const received = await receive(request);
      requests.push(received);
      const path = pathOf(received);
      const fault = faults.find((known) => known.path === path && known.times > 0);
      if (fault) {
        fault.times--;
        if (await fault.how(reply, received)) return;
      }
      if (path === 'judge') streamChat(reply, judgeLines(received.body, judge), received.body);
      else if (path === 'chat') streamChat(reply, say(received.body), received.body);
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
    chats: () => requests.filter((request) => pathOf(request) === 'chat'),
    judgings: () => requests.filter((request) => pathOf(request) === 'judge'),
    says: (text) => {
      say = typeof text === 'string' ? () => text : text;
    },
    judges: (how) => {
      judge = how;
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

function pathOf({ path, body }: Received): Path {
  if (!path.endsWith('/chat/completions')) return 'embeddings';
  return /^There are \d+ lines\. Write \d+ digits/m.test(body.messages.at(-1)!.content) ? 'judge' : 'chat';
}

/** The lines to be judged, without their numbers and marks. */
export function linesOf({ messages }: ChatBody): string[] {
  const [, lines] = /^=== [0-9a-f]+ === lines\n([\s\S]*?)\n=== [0-9a-f]+ === end of lines$/m.exec(
    messages.at(-1)!.content,
  )!;
  return lines.split('\n').map((line) => line.replace(/^\d+\. (?:\[\d+\])* ?/, ''));
}

function judgeLines(body: ChatBody, judge: Judging | string): string {
  if (typeof judge === 'string') return judge;
  const passages = body.messages.at(-1)!.content.split(/^=== [0-9a-f]+ === end of passages$/m)[0];
  const flat = passages.replace(/\s+/g, ' ');
  return linesOf(body)
    .map((line) => (judge(line, flat.includes(line), passages) ? '1' : '0'))
    .join('');
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
