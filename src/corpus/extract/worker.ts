/** The worker thread's entry: one job in, one reply out. Knows nothing of files; whatever goes wrong becomes a reason. */
import { parentPort } from 'node:worker_threads';
import { errorText } from '../../core/errors.js';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import type { ExtractJob, ExtractReply } from './extractor.js';
import { guardBuffers } from './guard-buffers.js';

const guard = guardBuffers();

parentPort?.on('message', async (job: ExtractJob) => {
  guard.start(job.limits.extractBuffersMiB);
  const reply: ExtractReply = await extract(job).then(
    (fields) => ({ fields }),
    (error) => ({
      reason: error instanceof Unreadable ? error.message : `The ${job.kind} file is damaged: ${problemOf(error)}.`,
    }),
  );
  // Readers swallow errors of single parts, so a refused allocation is asked for, not caught.
  const isTooLarge = guard.wasExceeded();
  parentPort?.postMessage(
    isTooLarge
      ? {
          reason: `The ${job.kind} file unpacks to more than it may (${job.limits.extractBuffersMiB} MiB at once, a third of it in one stream); it is too large or a bomb.`,
        }
      : reply,
  );
});

/** Each reader is loaded with its first file: unpdf alone takes 150 ms. */
async function extract({ kind, bytes, limits }: ExtractJob): Promise<ArticleFields> {
  if (kind === 'html') return (await import('./extract-html.js')).extractHtml(bytes, limits);
  if (kind === 'pdf') return (await import('./extract-pdf.js')).extractPdf(bytes, limits);
  return (await import('./extract-docx.js')).extractDocx(bytes, limits);
}

function problemOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/.test(error.message)) return 'it is nested too deeply';
  const text = errorText(error)
    // xmldom's prefixes and places.
    .replace(/^(?:error|warning|fatalError): /i, '')
    .replace(/\[xmldom \w+\]\s*|\s*@#\[[^\]]*\]/g, '')
    .replace(/[.!]+$/, '');
  return text || 'its structure makes no sense';
}
