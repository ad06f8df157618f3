/**
 * A bound on the buffers of a worker. V8's heap limit does not count them, and a PDF can unpack a thousandfold, so inside
 * the worker `new Uint8Array(length)` and `DecompressionStream` refuse what goes beyond. It changes globals: for the worker only.
 */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { errorCode } from '../../core/errors.js';

/** Smaller buffers are not worth the question how many there are. */
const COUNT_FROM_BYTES = 1024 * 1024;
const MIB = 1024 * 1024;
/** An inflated stream is there as pieces, as their sum, and as pdf.js's copy. */
const BUFFERS_PER_STREAM = 3;
const MAX_OUTPUT_BYTES = 0x7fff_ffff;

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
  globalThis.DecompressionStream = limitedDecompressionStream(
    () => maxBytes / BUFFERS_PER_STREAM,
    () => {
      isExceeded = true;
    },
  );
  return {
    start(maxMiB) {
      maxBytes = process.memoryUsage().arrayBuffers + maxMiB * MIB;
      isExceeded = false;
    },
    wasExceeded: () => isExceeded,
  };
}

/**
 * pdf.js inflates natively where it can, past `Uint8Array` and in small pieces whose memory does not come back. This one
 * inflates in one go up to `maxBytes()`; beyond, it calls `onTooLarge` and breaks, and pdf.js goes on to its own inflater.
 */
function limitedDecompressionStream(maxBytes: () => number, onTooLarge: () => void): typeof DecompressionStream {
  const INFLATERS = { deflate: inflateSync, 'deflate-raw': inflateRawSync, gzip: gunzipSync };
  return class {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;

    constructor(format: string) {
      const inflate = INFLATERS[format as keyof typeof INFLATERS];
      if (!inflate) throw new TypeError(`Unknown compression format ${format}`);
      const parts: Uint8Array[] = [];
      const stream = new TransformStream<Uint8Array, Uint8Array>({
        transform: (part) => void parts.push(part),
        flush(controller) {
          try {
            const maxOutputLength = Math.min(maxBytes(), MAX_OUTPUT_BYTES);
            controller.enqueue(inflate(Buffer.concat(parts), { maxOutputLength, chunkSize: COUNT_FROM_BYTES }));
          } catch (error) {
            if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') onTooLarge();
            throw error;
          }
        },
      });
      this.writable = stream.writable;
      this.readable = stream.readable;
    }
  } as unknown as typeof DecompressionStream;
}
