/**
 * A bound on the buffers of a worker. V8's heap limit does not count them, and a PDF can unpack a thousandfold, so inside
 * the worker `new Uint8Array(length)` and `DecompressionStream` refuse what goes beyond. It changes globals: for the worker only.
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
  limitDecompressionStream((bytes) => {
    isExceeded ||= bytes > maxBytes;
    return !isExceeded;
  });
  return {
    start(maxMiB) {
      maxBytes = process.memoryUsage().arrayBuffers + maxMiB * MIB;
      isExceeded = false;
    },
    wasExceeded: () => isExceeded,
  };
}

/** pdf.js inflates natively where it can, past `Uint8Array`: the stream breaks where `isAllowed` says no to its length so far. */
function limitDecompressionStream(isAllowed: (bytes: number) => boolean): void {
  const Native = globalThis.DecompressionStream;
  globalThis.DecompressionStream = class {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;

    constructor(format: ConstructorParameters<typeof Native>[0]) {
      const inflater = new Native(format);
      let bytes = 0;
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          if (!isAllowed((bytes += chunk.byteLength))) throw new RangeError('Too much unpacked data');
          controller.enqueue(chunk);
        },
      });
      this.writable = inflater.writable;
      this.readable = inflater.readable.pipeThrough(counter);
    }
  } as typeof Native;
}
