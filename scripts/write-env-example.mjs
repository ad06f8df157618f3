// Writes .env.example and the README's table of settings from the one table in src/config.ts; run after a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { envExample, SETTINGS } from '../dist/config.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());

const README = new URL('../README.md', import.meta.url);
const HEAD = '| variable | meaning | default |\n| --- | --- | --- |\n';
const rows = SETTINGS.map(
  ({ name, meaning, standard }) => `| \`${name}\` | ${meaning} | ${standard ? `\`${standard}\`` : 'none'} |\n`,
);
const [before, after] = readFileSync(README, 'utf8').split(HEAD);
writeFileSync(README, `${before}${HEAD}${rows.join('')}${after.replace(/^(\|.*\n)*/, '')}`);
