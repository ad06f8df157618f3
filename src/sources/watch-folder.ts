/** A local folder watched: told once its files have been still for a while. */
import { watch as watchWithChokidar } from 'chokidar';

export interface WatchOptions {
  /** Look every few seconds in place of waiting to be told, for network mounts. */
  polling?: boolean;
  /** How long nothing may have changed before it is told. */
  settledMs?: number;
  /** The folder can't be watched, or no longer. */
  onError?: (error: unknown) => void;
}

/** A half-written file is no news: copying a large one takes a while. */
const SETTLED_MS = 2_000;
const POLL_MS = 5_000;

/**
 * Calls `onSettled` some time after files at or below `path` were added, changed or removed; what is there at the start is
 * no change. Hidden names are passed over, and links aren't followed. Resolves once it watches, to what ends it.
 */
export async function watchFolder(
  path: string,
  onSettled: () => void,
  { polling = false, settledMs = SETTLED_MS, onError = () => {} }: WatchOptions = {},
): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchWithChokidar(path, {
    ignoreInitial: true,
    followSymlinks: false,
    usePolling: polling,
    interval: POLL_MS,
    ignored: (name) => name !== path && /(?:^|[\\/])\.[^\\/]*$/.test(name),
  });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(onSettled, settledMs);
  });
  watcher.on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}
