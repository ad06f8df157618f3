/** Every command there is. */
import { admin } from './admin.js';
import { ask, askAbout } from './ask.js';
import type { Command } from './command.js';
import { help, privacy } from './help.js';
import { sources } from './sources.js';

export const COMMANDS: readonly Command[] = [ask, askAbout, sources, help, privacy, admin];

export const commandNamed = (name: string) => COMMANDS.find(({ definition }) => definition.name === name);
