/** Questions on the terminal, one after the other; what is secret isn't shown while it is typed. Answers can be piped in, too. */
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
  /** The answer without blanks around it; empty where nothing was said, or there is no more to read. Throws the signal's reason. */
  ask(question: string, options?: { isHidden?: boolean }): Promise<string>;
  close(): void;
}

/** Questions go to standard error, so that standard output stays for results. */
export function openTerminal(signal: AbortSignal): Terminal {
  const isTerminal = process.stdin.isTTY ?? false;
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) process.stderr.write(chunk);
      done();
    },
  });
  const lines: Interface = createInterface({ input: process.stdin, output, terminal: isTerminal, historySize: 0 });
  // Node's readline takes Ctrl-C on a terminal for itself.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const given = lines[Symbol.asyncIterator]();
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  interrupted.catch(() => {});
  return {
    async ask(question, { isHidden: hide = false } = {}) {
      signal.throwIfAborted();
      process.stderr.write(question);
      isHidden = hide && isTerminal;
      try {
        const { value, done } = await Promise.race([given.next(), interrupted]);
        return done ? '' : value.trim();
      } finally {
        if (isHidden || !isTerminal) process.stderr.write('\n');
        isHidden = false;
      }
    },
    close: () => lines.close(),
  };
}
