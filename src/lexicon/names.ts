/** Names that go by several names: countries, cities, institutions. They are lines of names.txt. */
import { readBuilt } from './built-file.js';
import { PhraseMap, phraseTerms } from './phrase-map.js';

/** A name itself, what belongs to it ("British"), and where its government sits ("London"). */
export const NAME_KINDS = ['name', 'belonging', 'seat'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export interface NameForm {
  /** The terms of its words, little ones included. */
  phrase: readonly string[];
  kind: NameKind;
  /** Written in capitals throughout: "EU", "UK". */
  isAcronym: boolean;
}

/** One thing and all it is called; its forms are those of one line. */
export interface NamedThing {
  forms: readonly NameForm[];
}

/** A thing by one of its forms. */
export interface NameUse {
  thing: NamedThing;
  form: NameForm;
}

/** Throws Error with the line's number for one that can't be read. */
export function readNames(text: string): NamedThing[] {
  const things: NamedThing[] = [];
  for (const [i, written] of text.split('\n').entries()) {
    const line = written.replace(/#.*/, '').trim();
    if (line === '') continue;
    const fields = line.split(';').map((field) => field.split(',').map((name) => name.trim()));
    if (fields.length > NAME_KINDS.length || fields.flat().includes(''))
      throw new Error(`line ${i + 1} of names is ${JSON.stringify(line)}; expected names; what belongs; the seat`);
    things.push({ forms: fields.flatMap((field, at) => field.map((name) => formOf(name, NAME_KINDS[at]))) });
  }
  return things;
}

const formOf = (name: string, kind: NameKind): NameForm => ({
  phrase: phraseTerms(name),
  kind,
  isAcronym: /^[\p{Lu}.]{2,}$/u.test(name),
});

let names: PhraseMap<NameUse> | undefined;

export const knownNames = (): PhraseMap<NameUse> =>
  (names ??= byPhrase(JSON.parse(readBuilt('names.json').toString()) as NamedThing[]));

function byPhrase(things: readonly NamedThing[]): PhraseMap<NameUse> {
  const uses = new PhraseMap<NameUse>();
  for (const thing of things) for (const form of thing.forms) uses.add(form.phrase, { thing, form });
  return uses;
}
