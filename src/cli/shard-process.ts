/** A shard's process, from inside: talks with the process that started it. */
import { isShardProcess } from '../config.js';

export const SHARD_WORDS = { ready: 'footnote ready', stop: 'footnote stop' };

export interface ShardProcess {
  tellReady(): void;
  /** The channel to the parent would keep the process alive. */
  leave(): void;
}

/** Undefined where this process isn't a shard's. `stop` is called when the parent says so, or is gone. */
export function openShardProcess(stop: () => void): ShardProcess | undefined {
  if (!isShardProcess() || !process.send) return undefined;
  const onMessage = (message: unknown) => {
    if (message === SHARD_WORDS.stop) stop();
  };
  process.on('message', onMessage).on('disconnect', stop);
  return {
    tellReady: () => void process.send?.(SHARD_WORDS.ready),
    leave: () => {
      process.off('message', onMessage).off('disconnect', stop);
      if (process.connected) process.disconnect();
    },
  };
}
