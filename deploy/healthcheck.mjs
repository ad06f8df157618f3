// The container's HEALTHCHECK: /healthz where HTTP_PORT is set, else whether `footnote status` can read the index, which takes half a
// second. Whether Discord is connected, only /healthz and /readyz can tell; a bot that lost it for good ends by itself.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 15_000;
const { HTTP_PORT, HTTP_HOST = '' } = process.env;

if (HTTP_PORT?.trim()) {
  // What listens everywhere listens on this, too.
  const everywhere = ['', '0.0.0.0', '::'].includes(HTTP_HOST.trim());
  const host = everywhere ? '127.0.0.1' : HTTP_HOST.includes(':') ? `[${HTTP_HOST.trim()}]` : HTTP_HOST.trim();
  const response = await fetch(`http://${host}:${HTTP_PORT.trim()}/healthz`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined);
  process.exitCode = response?.ok ? 0 : 1;
} else {
  const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const { status } = spawnSync(process.execPath, [program, 'status', '--json'], {
    stdio: 'ignore',
    timeout: TIMEOUT_MS,
  });
  process.exitCode = status === 0 ? 0 : 1;
}
