// Writes .env.example from the list of settings in src/config.ts; run after a build.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/config.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
