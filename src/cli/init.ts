/** `footnote init`: four questions, or as many options, and a `.env` that `footnote start` runs with. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { readConfig } from '../config.js';
import { UserError } from '../core/errors.js';
import { hideSecretsOf } from '../core/secrets.js';
import { type CommandContext, EXIT } from './command.js';
import { parseEnvText } from './env-file.js';
import { writeLine } from './json-lines.js';
import { openTerminal, type Terminal } from './prompt-terminal.js';
import { readEnvFile, withSettings, writeEnvFile } from './write-env-file.js';

const FILE = '.env';
const MODEL_NAMES = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'CHAT_MODEL'];

export interface InitOptions {
  /** "-" reads it from standard input, where no list of processes shows it. */
  token?: string;
  corpus?: string;
  data?: string;
  model?: string;
  home?: string;
  /** Asks nothing. */
  yes?: boolean;
}

type Answers = Record<'token' | 'corpus' | 'model' | 'home', string>;

const QUESTIONS: Record<keyof Answers, { text: string; isHidden?: boolean }> = {
  token: {
    text: '1/4 Discord token, from https://discord.com/developers/applications under Bot; isn’t shown (Enter: none, the chat in this terminal): ',
    isHidden: true,
  },
  corpus: { text: '2/4 Folder of your articles (Enter: ./corpus, or those that come with Footnote): ' },
  model: {
    text: '3/4 Who words the answers: an OpenAI key, or a server’s address and its model as in "http://127.0.0.1:11434/v1 llama3.1"; isn’t shown (Enter: nobody, or as it was): ',
    isHidden: true,
  },
  home: {
    text: '4/4 Id of the Discord server whose managers look after the articles (Enter: the only one that the bot is in): ',
  },
};

export async function initCommand(context: CommandContext, options: InitOptions): Promise<number> {
  const text = await readEnvFile(FILE);
  const terminal = openTerminal(context.signal);
  try {
    if (text !== undefined && !(await mayChange(options, terminal)))
      throw new UserError('env-kept', `${FILE} stays as it is; --yes changes it.`);
    const answers = await collectAnswers(options, terminal);
    const settings = { ...otherModel(answers, parseEnvText(text ?? '')), ...settingsOf(answers, options) };
    hideSecretsOf(settings);
    // Whatever is wrong is said before anything is written.
    readConfig(settings);
    const changed = withSettings(text ?? '', settings);
    context.signal.throwIfAborted();
    await writeEnvFile(FILE, changed);
    await tell(context, settings);
    return EXIT.done;
  } finally {
    terminal.close();
  }
}

async function mayChange({ yes }: InitOptions, { ask }: Terminal): Promise<boolean> {
  if (yes) return true;
  const answer = await ask(`There is a ${FILE} already; its other lines stay. Change it? [y/N] `);
  return /^y(es)?$/i.test(answer);
}

/** An option answers its question; with --yes the others stay unanswered. */
async function collectAnswers(options: InitOptions, terminal: Terminal): Promise<Answers> {
  const answers: Answers = { token: '', corpus: '', model: '', home: '' };
  for (const name of Object.keys(QUESTIONS) as (keyof Answers)[]) {
    const given = options[name];
    const { text, isHidden } = QUESTIONS[name];
    if (given === '-' && name === 'token') answers[name] = await terminal.ask('');
    else if (given !== undefined) answers[name] = given;
    else if (!options.yes) answers[name] = await terminal.ask(text, { isHidden });
  }
  return answers;
}

/** Only what was answered is set. Throws UserError for a model that can't be meant. */
function settingsOf({ token, corpus, model, home }: Answers, { data }: InitOptions): Record<string, string> {
  return {
    ...(token && { DISCORD_TOKEN: token.replace(/^Bot\s+/i, '') }),
    // A shell would have put the home folder in.
    ...(corpus && { CORPUS_DIR: corpus.replace(/^~(?=\/)/, homedir()) }),
    ...(data && { DATA_DIR: data }),
    ...modelSettings(model),
    ...(home && { HOME_GUILD_IDS: home }),
  };
}

/** What a file says of another model than the one that was named now. */
const otherModel = ({ model }: Answers, before: Record<string, string>): Record<string, string> =>
  model === '' ? {} : Object.fromEntries(MODEL_NAMES.flatMap((name) => (before[name] ? [[name, '']] : [])));

function modelSettings(answer: string): Record<string, string> {
  if (answer === '') return {};
  if (answer === 'none') return { CHAT_MODEL: 'none' };
  const [first, name, ...rest] = answer.split(/\s+/);
  if (/^https?:\/\//.test(first) && name !== undefined && rest.length === 0)
    return { OPENAI_BASE_URL: first, CHAT_MODEL: name.startsWith('openai:') ? name : `openai:${name}` };
  if (/^https?:\/\//.test(first))
    throw new UserError('bad-model', `Expected the address and the name of one model, as in "${first} llama3.1".`, 64);
  if (name !== undefined || first.length < 20)
    throw new UserError(
      'bad-model',
      'This is neither an OpenAI key nor a server’s address with a model; expected one of these, or nothing.',
      64,
    );
  return { OPENAI_API_KEY: first };
}

/** Names alone: values may be secret. */
async function tell({ json }: CommandContext, settings: Record<string, string>): Promise<void> {
  const names = Object.keys(settings);
  if (json) return writeLine({ file: FILE, set: names });
  const lines = [`Wrote ${FILE}${names.length > 0 ? ` with ${names.join(', ')}` : ', in which nothing is set'}.`];
  if (settings.CORPUS_DIR && !existsSync(settings.CORPUS_DIR))
    lines.push(`There is no ${settings.CORPUS_DIR} yet; put articles there first.`);
  lines.push('"footnote doctor" checks it, "footnote start" runs the bot.');
  process.stdout.write(`${lines.join('\n')}\n`);
}
