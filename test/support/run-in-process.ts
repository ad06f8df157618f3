/**
 * Runs a command as `runFootnote` does, but in this process, by the sources: a twentieth of the time. It is for what a command
 * does and says; how the process itself starts, loads, gets signals and ends is tested with `runFootnote`.
 */
import { Readable, Writable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli.js';
import { cleanEnvironment, type Run, type RunOptions } from './run-footnote.js';

/** Everything a command finds at its process: replaced while it runs, and put back. One command at a time. */
export async function runInProcess(
  args: string[],
  { cwd, input = '', env = {} }: Omit<RunOptions, 'nodeArgs'>,
  config: Parameters<typeof runCli>[1] = {},
): Promise<Omit<Run, 'signal'>> {
  const before = { cwd: process.cwd(), env: { ...process.env } };
  const [stdout, stderr] = [collect(), collect()];
  const restore = replaceStreams({ stdin: Readable.from(input ? [input] : []), stdout, stderr });
  try {
    setEnvironment(cleanEnvironment(env));
    process.chdir(cwd);
    return { status: await runCli(args, config), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(before.cwd);
    setEnvironment(before.env);
    restore();
  }
}

function collect(): Writable & { text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() });
}

function replaceStreams(streams: Record<'stdin' | 'stdout' | 'stderr', unknown>): () => void {
  const before = Object.keys(streams).map((name) => [name, Object.getOwnPropertyDescriptor(process, name)!] as const);
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true });
  return () => {
    for (const [name, descriptor] of before) Object.defineProperty(process, name, descriptor);
  };
}

/** In place, because `.env` is read into the real one. */
function setEnvironment(wanted: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in wanted)) delete process.env[name];
  Object.assign(process.env, wanted);
}
