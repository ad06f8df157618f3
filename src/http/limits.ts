/** What one client may take of the server. */

export interface HttpLimits {
  /** For the head of a request, and for all of it. */
  headersMs: number;
  requestMs: number;
  /** Of a connection on which nothing happens, between requests and within one. */
  keepAliveMs: number;
  idleMs: number;
  /** How often connections are held against these times. */
  checkMs: number;
  headerBytes: number;
  bodyBytes: number;
  connections: number;
  requestsPerConnection: number;
  /** For an answer, waiting for one's turn included. */
  answerMs: number;
  /** Questions of one token that may wait while another is answered. */
  waiting: number;
}

export const HTTP_LIMITS: Readonly<HttpLimits> = {
  headersMs: 10_000,
  requestMs: 20_000,
  keepAliveMs: 5_000,
  idleMs: 90_000,
  checkMs: 1_000,
  headerBytes: 16 * 1024,
  bodyBytes: 16 * 1024,
  connections: 256,
  requestsPerConnection: 1_000,
  answerMs: 60_000,
  waiting: 4,
};
