/** Every command there is. */
import { admin } from './admin.js';
import { ask, askAbout } from './ask.js';
import { checkMessage } from './check.js';
import type { Command } from './command.js';
import { follow } from './follow.js';
import { help, privacy } from './help.js';
import { sources } from './sources.js';
import { summarize, summarizeLinked } from './summarize.js';
import { teachMessage } from './teach.js';

export const COMMANDS: readonly Command[] = [
  ask,
  askAbout,
  summarize,
  summarizeLinked,
  checkMessage,
  teachMessage,
  sources,
  follow,
  help,
  privacy,
  admin,
];

export const commandNamed = (name: string) => COMMANDS.find(({ definition }) => definition.name === name);
