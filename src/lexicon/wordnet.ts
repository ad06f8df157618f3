/** Which words may stand for which when a claim is held against evidence: synonyms, opposites and broader words out of WordNet. */
import type { Lexicon } from './lexicon.js';
import { isOppositeInNews, isSameInNews } from './news-words.js';
import { type PartOfSpeech, tagWords } from './tag-words.js';
import { allLemmas, findSenses, lemmasOf, PARTS_OF_SPEECH, type Part, senseAt } from './wordnet-files.js';

/** Of a word with many senses the rare ones join what has nothing in common. WordNet lists the frequent ones first. */
const MAX_SENSES = 4;
/** How many steps up to something broader: a drone is an aircraft is a craft is a vehicle. */
const MAX_BROADER = 3;
/** So near the root, everything stands for everything: "entity", "act", "state", "group". */
const MIN_DEPTH = 4;
const MAX_CACHED_WORDS = 20_000;
const MAX_CACHED_PAIRS = 200_000;

/** What is known of one word: its senses, what they are synonymous with or derived from, what is broader, what opposite. */
interface Entry {
  bases: string[];
  own: Set<string>;
  near: Set<string>;
  broader: Set<string>;
  opposite: Set<string>;
  /** What is directly above its verb senses, for kinds of one doing. */
  above: Set<string>;
  /** How much it is used as noun and as verb. */
  uses: Record<'n' | 'v', number>;
  isProperName: boolean;
}

/** What was read so far, of words and of pairs of words: the dictionary is the same for everybody who opens it. */
const entries = new Map<string, Entry>();
const depths = new Map<string, number>();
const same = new Map<string, boolean>();
const places = new Map<string, boolean>();
const opposite = new Map<string, boolean>();

export function createWordNet(): Lexicon {
  /** Steps from a noun or verb to the top, at most a dozen are counted. */
  const depthOf = (key: string): number => {
    const known = depths.get(key);
    if (known !== undefined) return known;
    depths.set(key, 0);
    const up = senseAt(key).pointers.find(({ kind }) => kind === '@' || kind === '@i');
    const depth = up ? 1 + depthOf(up.key) : 0;
    depths.set(key, depth);
    return depth;
  };

  const entryOf = (word: string, tag?: PartOfSpeech): Entry => {
    const parts = partsFor(word, tag);
    const key = `${word} ${parts}`;
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry = {
      bases: allLemmas(word),
      own: new Set(),
      near: new Set(),
      broader: new Set(),
      opposite: new Set(),
      above: new Set(),
      uses: { n: 0, v: 0 },
      isProperName: false,
    };
    for (const part of parts) {
      for (const lemma of lemmasOf(word, part)) {
        const found = findSenses(lemma, part);
        if (!found) continue;
        if (part === 'n' || part === 'v') entry.uses[part] += found.uses;
        for (const [rank, key] of found.keys.slice(0, MAX_SENSES).entries()) addSense(entry, key, rank);
      }
    }
    if (entries.size >= MAX_CACHED_WORDS) entries.clear();
    // Tagged as what the dictionary doesn't know it as: then as anything.
    const found = entry.own.size === 0 && tag !== undefined ? entryOf(word) : entry;
    entries.set(key, found);
    return found;
  };

  const addSense = (entry: Entry, key: string, rank: number) => {
    entry.own.add(key);
    const { pointers } = senseAt(key);
    if (rank === 0 && key[0] === 'n' && pointers.some(({ kind }) => kind === '@i')) entry.isProperName = true;
    for (const { kind, key: other } of pointers) {
      if (kind === '!') entry.opposite.add(other);
      // Derived words, pertainyms ("Iranian" of "Iran"), participles, similar adjectives, verb groups, what is caused or
      // entailed, and the country that a city is part of.
      else if ('+ \\ < & $ > * ^'.includes(kind) || kind === '#p') entry.near.add(other);
    }
    if (key[0] === 'v' && rank < 3)
      for (const { kind, key: up } of pointers) if (kind === '@' && depthOf(up) >= 1) entry.above.add(up);
    let level = [key];
    for (let step = 0; step < MAX_BROADER && level.length > 0; step++) {
      level = level.flatMap((from) =>
        senseAt(from).pointers.flatMap(({ kind, key: up }) => (kind === '@' || kind === '@i' ? up : [])),
      );
      for (const up of level) if (depthOf(up) >= (up[0] === 'v' ? 1 : MIN_DEPTH)) entry.broader.add(up);
    }
  };

  const meets = (a: Set<string>, b: Set<string>) => {
    for (const key of a.size <= b.size ? a : b) if (a.has(key) && b.has(key)) return true;
    return false;
  };

  const isSame = (claim: string, evidence: string, parts?: { claim?: PartOfSpeech; evidence?: PartOfSpeech }) => {
    const a = entryOf(claim, parts?.claim);
    const b = entryOf(evidence, parts?.evidence);
    if (a.bases.some((base) => b.bases.some((other) => base === other || isSameInNews(base, other)))) return true;
    return (
      meets(a.own, b.own) ||
      meets(a.own, b.near) ||
      meets(a.near, b.own) ||
      meets(a.own, b.broader) ||
      meets(a.above, b.above) ||
      meets(a.above, b.own)
    );
  };

  const areOpposite = (first: string, second: string) => {
    const a = entryOf(first);
    const b = entryOf(second);
    if (a.bases.some((base) => b.bases.some((other) => isOppositeInNews(base, other)))) return true;
    return meets(a.opposite, b.own) || meets(b.opposite, a.own);
  };

  const capitals = findSenses('national capital', 'n')!.keys[0];

  /** Countries that a name stands for: "Riyadh" is part of one, "Saudi" belongs to it. */
  const placesOf = (word: string) => {
    const places = new Set<string>();
    const isNamed = (key: string) => senseAt(key).pointers.some(({ kind }) => kind === '@i');
    for (const key of entryOf(word).own) {
      const { pointers } = senseAt(key);
      const isCapital = pointers.some(({ kind, key: up }) => kind === '@i' && up === capitals);
      if (isNamed(key)) places.add(key);
      for (const { kind, key: other } of pointers)
        if (other[0] === 'n' && ((isCapital && kind === '#p') || (key[0] === 'a' && kind === '\\')) && isNamed(other))
          places.add(other);
    }
    return places;
  };

  const remember = (known: Map<string, boolean>, pair: string, find: () => boolean) => {
    const before = known.get(pair);
    if (before !== undefined) return before;
    if (known.size >= MAX_CACHED_PAIRS) known.clear();
    const found = find();
    known.set(pair, found);
    return found;
  };

  return {
    knows: (word) => entryOf(word).own.size > 0,
    isProperName: (word) => entryOf(word).isProperName,
    isNoun: (word) => entryOf(word).uses.n > 0,
    isVerb: (word) => entryOf(word).uses.v > 0,
    isMostlyVerb: (word) => entryOf(word).uses.v > entryOf(word).uses.n,
    mayStandFor: (claim, evidence, parts) =>
      remember(same, `${claim} ${evidence} ${parts?.claim} ${parts?.evidence}`, () => isSame(claim, evidence, parts)),
    isSamePlace: (a, b) => remember(places, `${a} ${b}`, () => meets(placesOf(a), placesOf(b))),
    isOpposite: (a, b) => remember(opposite, `${a} ${b}`, () => areOpposite(a, b)),
    tagWords,
  };
}

/** The dictionary's parts of speech for what a word is in its sentence: a participle may be tagged as an adjective. */
function partsFor(word: string, tag: PartOfSpeech | undefined): Part[] {
  if (tag === 'noun' || tag === 'name') return ['n'];
  if (tag === 'verb') return ['v'];
  if (tag === 'adjective') return /(?:ed|en|ing)$/.test(word) ? ['v', 'a'] : ['a'];
  if (tag === 'adverb') return ['a', 'r'];
  return PARTS_OF_SPEECH;
}
