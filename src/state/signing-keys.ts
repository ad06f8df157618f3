/** Secrets that are made once and outlive restarts, such as the one that signs addresses of reading pages. */
import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { SqlStore } from './sql.js';
import { SIGNING_KEYS } from './tables.js';

const KEY_BYTES = 32;

export class SigningKeys {
  constructor(private readonly store: SqlStore) {}

  /** The key of this name, 32 bytes, the same in all processes; made by whoever asks first. */
  async of(name: string, nowMs: number): Promise<Buffer> {
    const asked = this.store.inHaste();
    const read = async () => {
      const { rows } = await asked.query(sql`SELECT * FROM signing_keys WHERE name = ${name}`);
      return rows[0] && Buffer.from(SIGNING_KEYS.read(rows[0]).secret, 'base64url');
    };
    const known = await read();
    if (known) return known;
    const secret = randomBytes(KEY_BYTES).toString('base64url');
    await asked.query(SIGNING_KEYS.insert({ name, secret, madeAtMs: nowMs }));
    // Read back: another process may have been faster.
    return (await read())!;
  }
}
