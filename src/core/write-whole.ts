/** Files that hold the new content or the old one, whatever happens meanwhile. */
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes beside the file, and renames. `mode`: the file's rights, which it has before anything is in it. Throws what the system
 * says, and leaves nothing beside then.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { beside, mode }: { beside: string; mode?: number },
): Promise<void> {
  try {
    const file = await open(beside, 'w', mode);
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(content);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}
