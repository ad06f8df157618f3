/** The part of the server's hands that disturbs the gateway and counts what came in there. */
import type { Json } from '../types.js';
import type { Gateway } from './gateway.js';

export abstract class GatewayHands {
  protected abstract readonly gateway: Gateway;

  get identifies(): number {
    return this.gateway.identifies;
  }

  get resumes(): number {
    return this.gateway.resumes;
  }

  /** The body of the last IDENTIFY: intents, presence, properties. */
  get lastIdentify(): Json | undefined {
    return this.gateway.lastIdentify;
  }

  /** The shards that identified themselves, in the order of arrival. */
  get identifiedShards(): number[] {
    return this.gateway.identified;
  }

  /** Closes whoever identifies with fewer shards, as Discord does with a bot in too many servers. */
  requireShards(least: number): void {
    this.gateway.leastShards = least;
  }

  /** Whether a bot's session has a socket right now. */
  get isConnected(): boolean {
    return this.gateway.isConnected;
  }

  /** Stops acknowledging heartbeats: the client must notice and reconnect. */
  silenceHeartbeats(silent = true): void {
    this.gateway.heartbeatsSilenced = silent;
  }

  /** Closes every gateway socket; without a code the connection is cut, as by a failing network. */
  closeGateway(code?: number): void {
    this.gateway.close(code);
  }

  /** Sends RECONNECT. */
  reconnectGateway(): void {
    this.gateway.askToReconnect();
  }

  /** Sends INVALID_SESSION. */
  invalidateSession({ resumable = false } = {}): void {
    this.gateway.invalidate(resumable);
  }

  /** The next RESUME is answered with INVALID_SESSION. */
  forgetSessions(): void {
    this.gateway.forgetSessions();
  }

  /** Refuses new gateway connections until called with false. */
  refuseGateway(refuse = true): void {
    this.gateway.isRefusing = refuse;
  }
}
