/**
 * A bound on the buffers of a worker. V8's heap limit does not count them, and a PDF can unpack a thousandfold, so inside
 * the worker `new Uint8Array(length)` refuses what goes beyond. For the worker thread only: it changes globals.
 */

/** Smaller buffers are not worth the question how many there are. */
const COUNT_FROM_BYTES = 1024 * 1024;
const MIB = 1024 * 1024;

export interface BufferGuard {
  /** Begins a job that may hold `maxMiB` of buffers. */
  start(maxMiB: number): void;
  /** Whether an allocation was refused since. */
  wasExceeded(): boolean;
}

export function guardBuffers(): BufferGuard {
  let maxBytes = Number.POSITIVE_INFINITY;
  let isExceeded = false;
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, args: [number | ArrayBuffer, number?, number?], newTarget) {
      const [length] = args;
      if (
        typeof length === 'number' &&
        length >= COUNT_FROM_BYTES &&
        (isExceeded || process.memoryUsage().arrayBuffers + length > maxBytes)
      ) {
        isExceeded = true;
        throw new RangeError('Array buffer allocation refused');
      }
      return Reflect.construct(target, args, newTarget);
    },
  });
  // pdf.js would inflate with it natively, past any limit; without it, it uses its own inflater and Uint8Array.
  Reflect.deleteProperty(globalThis, 'DecompressionStream');
  return {
    start(maxMiB) {
      maxBytes = process.memoryUsage().arrayBuffers + maxMiB * MIB;
      isExceeded = false;
    },
    wasExceeded: () => isExceeded,
  };
}
