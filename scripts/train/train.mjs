/**
 * npm run train -- SETS_DIR WORK_DIR: dumps what the bot sees of each question, fits the weights on it, and measures the bot
 * as it is. Nothing in src/ is changed: weights are reviewed and written by hand.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [setsDir, workDir] = process.argv.slice(2);
if (!setsDir || !workDir) {
  console.error('Expected two folders: npm run train -- SETS_DIR WORK_DIR');
  process.exit(64);
}
const run = (script, ...args) => {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
};
run('dump.mjs', setsDir, workDir);
run('fit.mjs', workDir);
run('measure.mjs', setsDir, workDir);
