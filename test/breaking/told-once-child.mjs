/**
 * `footnote start` that looks for what is due once for each line of standard input, and then says LOOKED. The looks are taken the
 * other way round than the bot begins them, the outbox before what fills it: what one line makes due is told at the next. Started
 * by told-once.test.ts.
 */
import { createInterface } from 'node:readline';
import { startCommand } from '../../dist/cli/start.js';
import { readConfig } from '../../dist/config.js';

const looks = [];
const ticking = (look) => {
  looks.unshift(look);
  return () => {};
};
const config = { ...readConfig(), fetching: { pauseMs: 0 } };
void startCommand({ config, json: false, signal: new AbortController().signal }, { ticking });
for await (const _ of createInterface(process.stdin)) {
  for (const look of looks) await look();
  console.log('LOOKED');
}
