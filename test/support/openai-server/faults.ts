/** What providers do wrong, each as a row: what comes over the wire, and in which calls it can come. */
import { pipeline } from 'node:stream/promises';
import {
  chunk,
  EVENT_STREAM,
  hashedVector,
  listOf,
  type Misbehaviour,
  sendJson,
  streamChat,
  vectorsReply,
} from './server.js';

export interface FaultRow {
  name: string;
  how: Misbehaviour;
  /** In which calls it can happen. */
  in: ('chat' | 'embeddings')[];
}

const SECRET_TEXT = 'Incorrect API key provided: sk-test-secret-key at https://provider.example.com/v1';
const error =
  (status: number, code: string, headers?: Record<string, string>): Misbehaviour =>
  (reply) =>
    sendJson(reply, status, { error: { message: SECRET_TEXT, type: code, code } }, headers);

const said =
  (text: string, finish?: string): Misbehaviour =>
  (reply, { body }) => {
    streamChat(reply, text, body, finish);
    return true;
  };

export const FAULTS: FaultRow[] = [
  { name: '400', how: error(400, 'invalid_request_error'), in: ['chat', 'embeddings'] },
  { name: '401', how: error(401, 'invalid_api_key'), in: ['chat', 'embeddings'] },
  { name: '403', how: error(403, 'forbidden'), in: ['chat', 'embeddings'] },
  { name: '404', how: error(404, 'model_not_found'), in: ['chat', 'embeddings'] },
  { name: '429 without retry-after', how: error(429, 'rate_limit_exceeded'), in: ['chat', 'embeddings'] },
  {
    name: '429 with retry-after',
    how: error(429, 'rate_limit_exceeded', { 'retry-after': '0.05' }),
    in: ['chat', 'embeddings'],
  },
  {
    name: '429 with an hour to wait',
    how: error(429, 'rate_limit_exceeded', { 'retry-after': '3600' }),
    in: ['chat', 'embeddings'],
  },
  { name: 'quota', how: error(429, 'insufficient_quota'), in: ['chat', 'embeddings'] },
  { name: '500', how: error(500, 'server_error'), in: ['chat', 'embeddings'] },
  { name: '503', how: error(503, 'overloaded'), in: ['chat', 'embeddings'] },
  { name: 'reset', how: (reply) => Boolean(reply.socket?.resetAndDestroy()) || true, in: ['chat', 'embeddings'] },
  { name: 'slow headers', how: () => true, in: ['chat', 'embeddings'] },
  {
    name: 'stalled stream',
    how: (reply, { body }) => {
      reply.writeHead(200, EVENT_STREAM);
      reply.write(chunk(body.model, { content: 'The ferry from Lindvik' }));
      return true;
    },
    in: ['chat'],
  },
  {
    name: 'half a stream',
    how: (reply, { body }) => {
      reply.writeHead(200, EVENT_STREAM);
      reply.write(chunk(body.model, { content: 'The ferry from Lindvik' }));
      setTimeout(() => reply.socket?.resetAndDestroy(), 20);
      return true;
    },
    in: ['chat'],
  },
  {
    name: 'a stream without an end',
    how: (reply, { body }) => {
      reply.writeHead(200, EVENT_STREAM);
      reply.write(chunk(body.model, { content: 'The ferry from Lindvik will sail again on Monday. [1]' }));
      reply.end('data: [DONE]\n\n');
      return true;
    },
    in: ['chat'],
  },
  {
    name: 'broken JSON in a stream',
    how: (reply) => {
      reply.writeHead(200, EVENT_STREAM);
      reply.end('data: {"id":"c-1","choices":[{"delta":{"content":"The\n\n');
      return true;
    },
    in: ['chat'],
  },
  {
    name: 'an error event in a stream',
    how: (reply) => {
      reply.writeHead(200, EVENT_STREAM);
      reply.end(`data: ${JSON.stringify({ error: { message: SECRET_TEXT, code: 500 } })}\n\n`);
      return true;
    },
    in: ['chat'],
  },
  { name: 'broken JSON', how: (reply) => sendJson(reply, 200, '{"data":[{"embedding":[0.1,'), in: ['embeddings'] },
  {
    name: 'empty choices',
    how: (reply, { body }) => {
      reply.writeHead(200, EVENT_STREAM);
      reply.write(
        `data: ${JSON.stringify({ id: 'c-1', object: 'chat.completion.chunk', created: 1, model: body.model, choices: [] })}\n\n`,
      );
      reply.end('data: [DONE]\n\n');
      return true;
    },
    in: ['chat'],
  },
  { name: 'an empty reply', how: said(''), in: ['chat'] },
  {
    name: 'a reply that was filtered',
    how: said('I', 'content_filter'),
    in: ['chat'],
  },
  {
    name: 'context overflow',
    how: (reply) =>
      sendJson(reply, 400, {
        error: { message: "This model's maximum context length is 512 tokens", code: 'context_length_exceeded' },
      }),
    in: ['chat', 'embeddings'],
  },
  {
    name: 'a huge reply',
    how: async (reply, { body }) => {
      reply.writeHead(200, EVENT_STREAM);
      const piece = chunk(body.model, { content: 'a'.repeat(64 * 1024) });
      // Whoever asked hangs up when it has had enough.
      await pipeline(Array<string>(200).fill(piece), reply).catch(() => {});
      return true;
    },
    in: ['chat'],
  },
  {
    name: 'a redirect',
    how: (reply) => {
      reply.writeHead(307, { location: 'http://127.0.0.1:9/v1/elsewhere' });
      reply.end();
      return true;
    },
    in: ['chat', 'embeddings'],
  },
  {
    name: 'HTML in place of JSON',
    how: (reply) => {
      reply.writeHead(200, { 'content-type': 'text/html' });
      reply.end('<html><body>Sign in at https://provider.example.com</body></html>');
      return true;
    },
    in: ['chat', 'embeddings'],
  },
  {
    name: 'a wrong content type',
    how: (reply, { body }) => {
      reply.writeHead(200, { 'content-type': 'text/plain' });
      reply.end(
        body.messages
          ? chunk(body.model, { content: 'The' }, 'stop')
          : vectorsReply(listOf(body.input).map(hashedVector)),
      );
      return true;
    },
    in: ['chat', 'embeddings'],
  },
  {
    name: 'floats read as base64: a quarter of the width',
    how: (reply, { body }) =>
      sendJson(reply, 200, vectorsReply(listOf(body.input).map((text) => hashedVector(text).slice(0, 8)))),
    in: ['embeddings'],
  },
  {
    name: 'base64 where floats were asked for',
    how: (reply, { body }) =>
      sendJson(
        reply,
        200,
        vectorsReply(
          listOf(body.input).map((text) =>
            Buffer.from(Float32Array.from(hashedVector(text)).buffer).toString('base64'),
          ),
        ),
      ),
    in: ['embeddings'],
  },
  {
    name: 'a wrong width',
    how: (reply, { body }) =>
      sendJson(reply, 200, vectorsReply(listOf(body.input).map((text) => hashedVector(text).slice(0, 31)))),
    in: ['embeddings'],
  },
  {
    name: 'zeros',
    how: (reply, { body }) => sendJson(reply, 200, vectorsReply(listOf(body.input).map(() => new Array(32).fill(0)))),
    in: ['embeddings'],
  },
  {
    name: 'null for NaN',
    how: (reply, { body }) =>
      sendJson(reply, 200, vectorsReply(listOf(body.input).map(() => new Array(32).fill(null)))),
    in: ['embeddings'],
  },
  {
    name: 'NaN as text',
    how: (reply, { body }) =>
      sendJson(reply, 200, vectorsReply(listOf(body.input).map(() => new Array(32).fill('NaN')))),
    in: ['embeddings'],
  },
  { name: 'too few vectors', how: (reply) => sendJson(reply, 200, vectorsReply([])), in: ['embeddings'] },
];
