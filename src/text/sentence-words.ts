/** The words that decide whether a full stop ends a sentence. Tables only; how they are used stands in sentence-end.ts. */
import { MONTH_NAMES, WEEKDAY_NAMES } from '../core/calendar.js';
import { toldForms } from './speech-verbs.js';

/**
 * What a full stop behind an abbreviation means:
 * - 'never': more must follow ("Dr. Smith", "vs. Spain").
 * - 'number': a digit may follow ("Jan. 6", "No. 10"); otherwise it ends the sentence.
 * - 'time': a day, a month or a zone may follow ("Sat. Aug. 6", "5 p.m. Tuesday"); otherwise it ends the sentence.
 * - 'starter': it ends the sentence where the next word is a usual first one ("Apple Inc. The …"), or a new line begins.
 */
export type AbbreviationKind = 'never' | 'number' | 'time' | 'starter';

const KINDS: Record<AbbreviationKind, string> = {
  never: `Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Maj Capt Cpl Sgt Pvt Pfc Adm
    Cmdr Cdr Brig Rev Hon Pres Amb Atty Supt Insp Det Fr Sr. Ste Mt vs cf viz approx ca incl ex`,
  number: `Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos no nos pp p vol Vol fig Fig figs ch Ch art Art para est
    Est etc op Op Ver ver ed eds`,
  starter: `Inc Corp Co Cos Ltd Bros Plc LLC Jr Sr Esq al Ave Blvd St Rd Hwy Ft Pt Dept dept Univ Assn Govt Intl Natl Mfg
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn
    Tenn Tex Va Vt Wash Wis Wyo Avg Assoc ST FT JR SR INC CORP CO LTD BROS`,
  time: 'Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun',
};

const abbreviations = new Map<string, AbbreviationKind>();
for (const [kind, words] of Object.entries(KINDS)) {
  for (const word of words.split(/\s+/)) abbreviations.set(word, kind as AbbreviationKind);
}

/** `word` has no full stop at its end. Case counts: "Sun." is a day and "sun." the end of a sentence; "DR." is a title. */
export function abbreviationKind(word: string): AbbreviationKind | undefined {
  const known = abbreviations.get(word);
  if (known) return known;
  const asTitle = word.charAt(0) + word.slice(1).toLowerCase();
  if (abbreviations.get(asTitle) === 'never' && word === word.toUpperCase()) return 'never';
  // "Mgr.", "Hdqrs.": consonants alone, the first a capital
  return /^[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}$/.test(word) ? 'starter' : undefined;
}

/** Words that begin a sentence much more often than they go on with a name. */
export const STARTERS: ReadonlySet<string> = new Set(
  `The A An This That These Those There Here He She It They We I You His Her Its Their Our My In On At As And But Or So If
  When While Where After Before For From With By To Since Although Though However Meanwhile Moreover Furthermore What Who
  Why How Which Whether Then Now Also According Both Some Many Several Despite During Until Because Once Yet Another Other
  Each Earlier Later Not Yes Such Let Instead Still Nor Only`.split(/\s+/),
);

/** Words that go on with the time behind "5 p.m.". */
export const AFTER_TIME: ReadonlySet<string> = new Set([
  ...WEEKDAY_NAMES,
  ...MONTH_NAMES,
  ...`Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec GMT UTC BST CET CEST ET EST EDT
  CT CST CDT MT MST MDT PT PST PDT IST JST HKT AEST Eastern Central Mountain Pacific Moscow Kyiv`.split(/\s+/),
]);

/** Verbs that tie a quotation to the name behind it: `"Why?" Smith asked`. */
export const QUOTING_VERBS: ReadonlySet<string> = new Set(toldForms('o'));

/** Last words of a line that goes on in the next one, even before a capital. */
export const UNFINISHED: ReadonlySet<string> = new Set(
  `a an the of in on at to for with and or but by from as that his her its their our my your into over under between
  against about than via per near is are was were be been has have had will would said says told who which while when where
  if because than not`.split(/\s+/),
);

/** Endings of site and file names, so that "Booking.Com" isn't two sentences. */
export const DOMAIN_ENDINGS: ReadonlySet<string> = new Set(
  'com org net edu gov info biz co uk us eu io js ts tv me ai ru de fr'.split(' '),
);
