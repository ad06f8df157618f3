/** The process of one shard, as the one that started it sees it. */
import { isShardProcess } from '../config.js';

export const SHARD_WORDS = { ready: 'footnote ready', stop: 'footnote stop' };

export interface ShardProcess {
  tellReady(): void;
  /** The channel to the parent would keep the process alive. */
  leave(): void;
}

/** Undefined in a process that nobody started for a shard. `stop` is called when the parent says so, or is no more. */
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
