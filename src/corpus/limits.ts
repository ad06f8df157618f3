/** How much one file may cost. Every limit that is hit becomes a reason in the report, never an exception. */

const KIB = 1024;
const MIB = 1024 * KIB;

export interface CorpusLimits {
  /** Largest file of a format that is read as a whole: everything but .jsonl and .jsonl.gz, which are streamed. */
  maxFileBytes: number;
  /** Longest line of a .jsonl file; a longer one is passed over without being kept. */
  maxLineBytes: number;
  /** Longest body, in UTF-16 code units: about a book of 1,000 pages. */
  maxArticleChars: number;
  maxIdChars: number;
  /** Longest title made from a heading or a first sentence. */
  maxTitleChars: number;
  /** Longest title that an article brings along. */
  maxGivenTitleChars: number;
  maxSourceChars: number;
  maxUrlChars: number;
  /** A front matter that is longer is none. */
  maxFrontMatterChars: number;
  /** Aliases that a front matter may resolve: the defence against "billion laughs". */
  maxYamlAliases: number;
  /** Values in one JSON text; each costs tens of bytes of heap, so 16 MiB of `[]` would cost 300. */
  maxJsonValues: number;
  /** Inflated bytes per compressed byte of a .gz once `gzipFreeBytes` are through. News compresses about 3:1. */
  maxInflateRatio: number;
  gzipFreeBytes: number;
  /** All entries of a .docx together, inflated; and its XML parts, which become a tree in memory. */
  maxZipBytes: number;
  maxZipXmlBytes: number;
  maxZipEntries: number;
  maxPdfPages: number;
  /** Tags in one .html; each element costs about a kilobyte. Long news pages have some thousands. */
  maxHtmlTags: number;
  maxHtmlDepth: number;
  /** What a worker may take for one .html, .pdf or .docx before it is killed. */
  extractTimeoutMs: number;
  /** JavaScript heap of that worker, and beside it the buffers of unpacked data. */
  extractHeapMiB: number;
  extractBuffersMiB: number;
  /** Reasons reported for one file; further ones are counted in a last one. */
  maxSkippedPerFile: number;
}

export const DEFAULT_CORPUS_LIMITS: Readonly<CorpusLimits> = Object.freeze({
  maxFileBytes: 16 * MIB,
  maxLineBytes: 4 * MIB,
  maxArticleChars: 2_000_000,
  maxIdChars: 512,
  maxTitleChars: 100,
  maxGivenTitleChars: 300,
  maxSourceChars: 200,
  maxUrlChars: 2_048,
  maxFrontMatterChars: 64 * KIB,
  maxYamlAliases: 16,
  maxJsonValues: 1_000_000,
  maxInflateRatio: 200,
  gzipFreeBytes: 64 * MIB,
  maxZipBytes: 64 * MIB,
  maxZipXmlBytes: 16 * MIB,
  maxZipEntries: 2_000,
  maxPdfPages: 2_000,
  maxHtmlTags: 100_000,
  maxHtmlDepth: 500,
  extractTimeoutMs: 20_000,
  extractHeapMiB: 160,
  extractBuffersMiB: 96,
  maxSkippedPerFile: 1_000,
});

/** "16 MiB", "512 KiB" or "12 bytes", for reasons. */
export function formatBytes(bytes: number): string {
  if (bytes >= MIB) return `${Math.round((bytes / MIB) * 10) / 10} MiB`;
  return bytes >= KIB ? `${Math.round(bytes / KIB)} KiB` : `${bytes} bytes`;
}

/** "2,000,000": digits in groups, the same on every machine. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
