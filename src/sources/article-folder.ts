/** A source's folder of article files. Each file is whole at every moment, and an unchanged one isn't touched. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodePercent } from '../core/decode-percent.js';
import { formatOf } from '../corpus/formats/registry.js';
import { notWritable, UNFINISHED, writeSourceFile } from './write-source-file.js';

export type Written = 'added' | 'updated' | 'unchanged';

export class ArticleFolder {
  constructor(readonly path: string) {}

  /** Makes the folder, and removes what a killed run left unfinished. Returns the articles' files, relative, with `/`. */
  async prepare(): Promise<Set<string>> {
    await mkdir(this.path, { recursive: true }).catch(notWritable);
    const files = new Set<string>();
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of await readdir(join(this.path, folder), { withFileTypes: true })) {
        const relative = folder ? `${folder}/${entry.name}` : entry.name;
        if (entry.name.startsWith(UNFINISHED)) await rm(join(this.path, relative), { force: true, recursive: true });
        else if (entry.name.startsWith('.')) continue;
        else if (entry.isDirectory()) folders.push(relative);
        else if (formatOf(entry.name)) files.add(relative);
      }
    }
    return files;
  }

  async write(file: string, content: string | Uint8Array): Promise<Written> {
    const path = join(this.path, file);
    const bytes = Buffer.from(content as Uint8Array);
    const before = await readFile(path).catch(() => undefined);
    if (before?.equals(bytes)) return 'unchanged';
    if (file.includes('/')) await mkdir(dirname(path), { recursive: true }).catch(notWritable);
    await writeSourceFile(path, bytes);
    return before ? 'updated' : 'added';
  }

  /** Removes all that is in it; the folder stays, or is made. */
  async empty(): Promise<void> {
    await mkdir(this.path, { recursive: true }).catch(notWritable);
    for (const name of await readdir(this.path)) await rm(join(this.path, name), { recursive: true, force: true });
  }

  async remove(file: string): Promise<void> {
    await rm(join(this.path, file), { force: true });
  }
}

const MAX_SLUG_CHARS = 48;

/**
 * A file's name without extension, by what identifies an article (a guid, an address) alone: readable, and no two the same.
 * `"https://example.org/2026/dam-leaks.html"` → "dam-leaks-4f6c0d1e2a3b".
 */
export function fileNameOf(key: string): string {
  const path = URL.canParse(key) ? new URL(key).pathname : key;
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  const slug = decodePercent(last)
    .replace(/\.[a-z]{2,5}$/i, '')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/gi, '-')
    .slice(0, MAX_SLUG_CHARS)
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return slug ? `${slug}-${hash}` : hash;
}
