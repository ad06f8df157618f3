/** How often each token was used today, counted over all processes. */
import sql from 'sql-template-tag';
import { isoDay } from '../core/dates.js';
import type { SqlStore } from './sql.js';
import { TOKEN_USES } from './tables.js';

export class TokenUses {
  constructor(private readonly store: SqlStore) {}

  /** Counts one use in the UTC day of `nowMs`. False, and nothing counted, where there were `perDay` already. */
  async take(name: string, perDay: number, nowMs: number): Promise<boolean> {
    const within = Number.isFinite(perDay) ? sql`kept.uses < ${perDay}` : sql`true`;
    const otherwise = sql`UPDATE SET uses = kept.uses + 1 WHERE ${within}`;
    const use = TOKEN_USES.insert({ day: isoDay(nowMs), name, uses: 1 }, { otherwise });
    return (await this.store.inHaste().query(use)).count === 1;
  }
}
