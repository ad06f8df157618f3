/** Whether whoever a claim says has said it is whoever the evidence says has. */
import { isRoleTerm } from '../../retrieval/speakers/attribute.js';
import type { EvidenceUnit, Fault } from './compare.js';
import { areAliases, isAlias } from './names.js';
import type { Statement } from './read-statement.js';
import { PLAIN_SPEECH, SPEECH_WORDS } from './word-classes.js';

/** Adds a fault where words are put into another's mouth; true where somebody's words are told as a fact. */
export function checkSpeaker(
  claim: Statement,
  { speaker, statement, around }: EvidenceUnit,
  claimed: { terms: Set<string> } | undefined,
  faults: Set<Fault>,
): boolean {
  if (claimed && speaker) {
    const wanted = [...claimed.terms].filter((term) => !isRoleTerm(term));
    const alias = (term: string) => [...speaker.terms].some((own) => own === term || areAliases(own, term));
    const all = wanted.length > 0 ? wanted : [...claimed.terms];
    const isTheirs = (term: string) => isSpeakersOwn(term, speaker, statement) || saysItself(term, statement);
    const isRole = () => [statement, ...around].some((other) => isCalled(claimed.terms, speaker.terms, other));
    if (!all.some(alias) && !all.some(isTheirs) && !isRole()) faults.add('speaker');
    return false;
  }
  if (claimed) {
    // Nobody is said to speak there: then at least the one who is said to has to stand in it.
    const wanted = [...claimed.terms].filter((term) => !isRoleTerm(term));
    const isThere = (term: string) =>
      statement.words.some((word) => word.term === term || areAliases(word.lower, term));
    if (wanted.length > 0 && !wanted.some(isThere)) faults.add('speaker');
    return false;
  }
  if (!speaker || claim.hasSpeech) return false;
  const namesSpeaker = claim.words.some(({ term, isName }) => isName && speaker.terms.has(term));
  return !namesSpeaker && statement.words.some(({ lower }) => SPEECH_WORDS.has(lower));
}

/** "The United States believes …, Sullivan told reporters": two speak, and each may be said to. "An aide to Sullivan told" is another. */
function saysItself(term: string, { words }: Statement): boolean {
  return words.some(({ lower }, i) => {
    if (!PLAIN_SPEECH.has(lower)) return false;
    let from = i;
    while (words[from - 1]?.isName) from--;
    const isHere = words.slice(from, i).some((word) => word.term === term);
    return isHere && words[from - 1]?.part !== 'preposition';
  });
}

/** How far from a name what its bearer is may stand: "its foreign minister, Hossein Amir-Abdollahian". */
const ROLE_WORDS = 5;

/** Whether a sentence says of the speaker what the claim calls them: "Iran's foreign minister". */
function isCalled(claimed: Set<string>, speaker: Set<string>, { words }: Statement): boolean {
  const roles = [...claimed].filter(isRoleTerm);
  if (roles.length === 0) return false;
  return words.some(({ term, isName }, i) => {
    if (!isName || isRoleTerm(term) || !speaker.has(term)) return false;
    const near = words.slice(Math.max(0, i - ROLE_WORDS), i + ROLE_WORDS + 1);
    const isNear = (wanted: string) => near.some((word) => word.term === wanted);
    const isThere = (wanted: string) => words.some((word) => word.term === wanted || areAliases(word.lower, wanted));
    return [...claimed].every((wanted) => (isRoleTerm(wanted) ? isNear(wanted) : isThere(wanted)));
  });
}

/** How far before "said" whoever says it may be described. */
const SUBJECT_WORDS = 8;

/**
 * "Moscow said" of "Russia's defence ministry said": a country speaks by its people, and of a speaker who is a role alone
 * whatever describes it. "Zelensky said" isn't what an adviser to Zelensky said.
 */
function isSpeakersOwn(term: string, { terms }: NonNullable<EvidenceUnit['speaker']>, { words }: Statement): boolean {
  if (!isAlias(term) && ![...terms].every(isRoleTerm)) return false;
  const said = words.findIndex(({ lower }) => SPEECH_WORDS.has(lower));
  const subject = words.slice(Math.max(0, said - SUBJECT_WORDS), Math.max(0, said));
  return subject.some((word) => word.term === term || areAliases(word.lower, term));
}
