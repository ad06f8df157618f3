/** Settings out of the environment: a tree in which each says its name, meaning, default and how it is read. */
import { UserError } from './errors.js';

/** Reads what is set, or the default; never empty-handed: an empty text is one that isn't set. Throws UserError. */
export type Reader<Value> = (text: string, name: string) => Value;

export interface Setting<Value> {
  name: string;
  meaning: string;
  /** What holds where the variable isn't set; empty where nothing does. */
  standard: string;
  read: Reader<Value>;
}

export interface SettingsTree {
  [place: string]: Setting<unknown> | SettingsTree;
}

/** What reading a tree gives: the same tree of values, in which those that nothing sets are missing. */
export type Values<Tree> =
  Tree extends Setting<infer Value> ? Value : WithOptional<{ [Place in keyof Tree]: Values<Tree[Place]> }>;
type WithOptional<Group> = {
  [Place in keyof Group as undefined extends Group[Place] ? never : Place]: Group[Place];
} & {
  [Place in keyof Group as undefined extends Group[Place] ? Place : never]?: Group[Place];
};

export const setting = <Value>(
  name: string,
  meaning: string,
  standard: string,
  read: Reader<Value>,
): Setting<Value> => ({ name, meaning, standard, read });

const isSetting = (node: Setting<unknown> | SettingsTree): node is Setting<unknown> => typeof node.read === 'function';

/** All settings of a tree, in its order. */
export const listSettings = (tree: SettingsTree): Setting<unknown>[] =>
  Object.values(tree).flatMap((node) => (isSetting(node) ? node : listSettings(node)));

/** Throws UserError with what was expected of which variable. */
export function readSettings<Tree extends SettingsTree>(tree: Tree, environment: NodeJS.ProcessEnv): Values<Tree> {
  const values = Object.entries(tree).flatMap(([place, node]) => {
    const value = isSetting(node)
      ? node.read(environment[node.name]?.trim() || node.standard, node.name)
      : readSettings(node, environment);
    return value === undefined ? [] : [[place, value]];
  });
  return Object.fromEntries(values);
}

/** `what` goes on after the name, with no full stop: it must not repeat what was set, which may be a secret. */
const expected = (name: string, what: string) => new UserError('bad-environment', `${name} ${what}.`, 64);

/** A reader that takes what the test accepts as it is. */
export const matching =
  (accepts: (text: string) => boolean, what: string): Reader<string> =>
  (text, name) => {
    if (!accepts(text)) throw expected(name, what);
    return text;
  };

/** Undefined where nothing is set. */
export const optional =
  <Value>(read: Reader<Value>): Reader<Value | undefined> =>
  (text, name) =>
    text === '' ? undefined : read(text, name);

/** The other readers refuse as this one does, with `what` for undefined. */
export const parsed =
  <Value>(parse: (text: string) => Value | undefined, what: string): Reader<Value> =>
  (text, name) => {
    const value = parse(text);
    if (value === undefined) throw expected(name, what);
    return value;
  };

export const anyText: Reader<string> = (text) => text;

export const folder = matching((text) => !text.includes('\0'), 'holds a NUL character; expected a path');

/** `kind` is key or token, `origin` where to copy it from. */
export const secret = (kind: string, origin: string) =>
  matching((text) => /^[\x21-\x7e]*$/.test(text), `holds a character that no ${kind} has; copy it anew from ${origin}`);

export const webAddress = (example: string) =>
  matching(
    (text) => URL.canParse(text) && /^https?:/.test(text),
    `is no http(s) address; expected one such as ${example}`,
  );

export const oneOf = (...choices: string[]) =>
  matching(
    (text) => choices.includes(text),
    `is none that there is; expected ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
  );

export const flag = parsed((text) => (/^[01]$/.test(text) ? text === '1' : undefined), 'is neither 0 nor 1');

export const wholeNumber = (what: string, least: number, most: number) =>
  parsed(
    (text) => (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
    `is no number of ${what}; expected a whole number from ${least} to ${most}`,
  );

export const share = parsed(
  (text) => (/^(?:0?\.\d{1,4}|[01](?:\.0{1,4})?)$/.test(text) ? Number(text) : undefined),
  'is no share; expected a number from 0 to 1 such as 0.5',
);

/** Milliseconds of what is set in seconds. */
export const seconds = parsed(
  (text) => (/^\d{1,4}(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) * 1000 : undefined),
  'is no number of seconds; expected more than 0 and less than 10000',
);

/** Infinity for 0. */
export const bound = parsed(
  (text) => (/^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) || Number.POSITIVE_INFINITY : undefined),
  'is no amount; expected a number, 0 for no bound',
);
