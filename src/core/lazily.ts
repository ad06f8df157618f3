/**
 * An asynchronous function whose modules are loaded when it is first called: a program that starts to answer one question
 * needn't read the code of summaries.
 *
 * @example
 * ```ts
 * import { lazily } from './lazily.js';
 *
 * const read = lazily(async () => (await import('node:fs/promises')).readFile);
 * const bytes = await read('README.md');
 * ```
 */
export function lazily<Args extends unknown[], Result>(
  load: () => Promise<(...args: Args) => Promise<Result>>,
): (...args: Args) => Promise<Result> {
  let loaded: Awaited<ReturnType<typeof load>> | undefined;
  // Kept only once it is there: what the system refused for a moment is tried again.
  return async (...args) => {
    loaded ??= await load();
    return loaded(...args);
  };
}
