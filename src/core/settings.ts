/** Settings out of the environment: a tree in which each says its name, meaning, default and how it is read. */
import { UserError } from './errors.js';

/** Reads the value that is set, or the default. An empty text counts as not set. Throws UserError. */
export type Reader<Value> = (text: string, name: string) => Value;

export interface Setting<Value> {
  name: string;
  meaning: string;
  /** The default; empty where there is none. */
  standard: string;
  read: Reader<Value>;
}

export interface SettingsTree {
  [place: string]: Setting<unknown> | SettingsTree;
}

/** The values of a settings tree, in the same tree; those with neither value nor default are missing. */
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

/**
 * The error for a wrong value. `what` continues the sentence after the name, without a full stop, and must not repeat
 * the value, which may be a secret.
 */
export const expected = (name: string, what: string) => new UserError('bad-environment', `${name} ${what}.`, 64);

/** A reader of texts that pass the test, unchanged. */
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

/** A reader that parses; undefined is refused with `what`. */
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

/** Seconds, as milliseconds. */
export const seconds = parsed(
  (text) => (/^\d{1,4}(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) * 1000 : undefined),
  'is no number of seconds; expected more than 0 and less than 10000',
);

/** A bound; 0 is none, Infinity. */
export const bound = parsed(
  (text) => (/^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) || Number.POSITIVE_INFINITY : undefined),
  'is no amount; expected a number, 0 for no bound',
);
