/** Work after each version: what fails is told once, and goes on when it can again. */
import { describe, expect, it } from 'vitest';
import { startBot } from '../support/discord-bot.js';

const failures = (log: string) => log.match(/"version-work-failed"/g)?.length ?? 0;

describe('work after a version', () => {
  it('that fails for long is one line in the log, and goes on when it can again', async () => {
    let isBroken = true;
    const bot = await startBot({
      wrap: (app) => ({
        current: () => (isBroken ? Promise.reject(new Error('the index is away')) : app.current()),
      }),
    });
    for (let i = 0; i < 5; i++) await bot.tick();
    const once = failures(bot.log());
    expect(once).toBeGreaterThan(0);
    isBroken = false;
    await bot.tick();
    isBroken = true;
    await bot.tick();
    expect(failures(bot.log())).toBe(2 * once);
  });
});
