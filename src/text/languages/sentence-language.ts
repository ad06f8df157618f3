/** What goes on behind a full stop in other languages than English: ordinals ("am 14. Februar") and abbreviations. */
import { isOther, type KnownLanguage, type OtherLanguage, perLanguage } from './languages.js';
import { littleWordsOf, setOf } from './word-tables.js';

/** Behind `never` more must follow; behind `starter` a sentence ends where the next word is a usual first one. */
const ABBREVIATIONS: Partial<Record<OtherLanguage, { never: string; starter: string }>> = {
  de: {
    never: `Dr Prof Hr Nr Art Abs Ziff bzw ca evtl ggf inkl exkl sog vgl Hrsg St Dipl Ing med jur phil rer nat geb gest bes
      z.B d.h u.a o.ä i.d.R u.U s.o max min Tel Kap Bd S z d u einschl zzgl Az lt`,
    starter: `Mio Mrd Tsd Str usw etc Jh Jhd Std Sek Min Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So
      e.V a.D u.s.w v.Chr n.Chr Chr`,
  },
  fr: {
    never: 'M MM Mme Mmes Mlle Dr Pr Me Mgr St Ste cf ex env av art chap vol p n c.-à-d',
    starter: 'etc janv févr avr juill sept oct nov déc apr J.-C',
  },
  es: {
    never: 'Sr Sra Sres Srta Dr Dra D Dña Ud Uds Lic Ing Gral Cnel Prof pág págs núm art aprox p ej cap vol Av Avda',
    starter: 'etc Cía EE.UU ene feb mar abr may jun jul ago sept oct nov dic a.C d.C hab',
  },
  pt: {
    never: 'Sr Sra Srta Dr Dra D Prof Profa Eng Exmo Exma Av R pág págs núm art aprox p ex cap vol',
    starter: 'etc Cia jan fev mar abr mai jun jul ago set out nov dez a.C d.C hab',
  },
  pl: {
    never: `dr prof mgr inż hab ul al pl os św ks bp gen płk ppłk mjr kpt por im np tzw tzn m.in ok nr tel woj pow gm red abp kard
      lek zob por ww wg`,
    starter: 'r w godz zł gr tys mln mld itd itp str proc n.e p.n.e sp o.o',
  },
  cs: {
    never: `Ing Mgr Bc PhDr MUDr JUDr RNDr MVDr PaedDr prof Prof doc Doc dr Dr gen Gen plk por kpt sv např tzv tj tzn resp popř zejm
      ul nám tř čp čj č odst písm čl obr vyd roč mj cca nar zemř zn arch red fr p`,
    starter:
      'tis mil mld Kč hod min sek atd apod aj tel str s.r.o a.s v.o.s o.p.s n.l př.n.l Ph.D CSc r kap km st stol zast',
  },
  tr: {
    never: 'Dr Prof Doç Yrd Av Op Sn St Hz No bkz örn Mah Cad Sok Yzb Alb Gen Org',
    starter: 'vb vs Ltd Şti A.Ş T.C Apt M.Ö M.S yy',
  },
  vi: { never: 'TP Tp ThS TS PGS GS BS KTS Ths tr', starter: 'v.v' },
  ru: {
    never:
      'ул им проф акад доц см ср др гр тов пр просп пл пер обл р-н оз св т.е т.н пос дер корп кв стр рис напр канд ред',
    starter: 'г гг в вв тыс млн млрд трлн руб коп т.д т.п пр н.э мин сек ч кг км стр',
  },
  uk: {
    never: 'вул ім проф акад доц див пор гр просп пл пров обл р-н оз св т.зв смт буд кв рис напр канд ред м',
    starter: 'р рр ст тис млн млрд трлн грн коп т.д т.п ін н.е хв сек год кг км стор',
  },
  ar: { never: 'د أ م ص ت ج هـ', starter: 'إلخ' },
  hi: { never: 'डॉ प्रो श्री सुश्री पं रु क्र सं', starter: 'आदि' },
  he: { never: 'ד פרופ', starter: 'וכו' },
};

interface Words {
  never: ReadonlySet<string>;
  starter: ReadonlySet<string>;
}

const abbreviationsOf = perLanguage((language): Words | undefined => {
  const lists = ABBREVIATIONS[language];
  return lists && { never: setOf(lists.never), starter: setOf(lists.starter) };
});

/**
 * Languages that write an ordinal with a full stop, and the words before one in German, where any noun has a capital. In
 * Polish and Czech a capital behind a number begins a sentence.
 */
const ORDINALS: ReadonlySet<KnownLanguage> = new Set(['de', 'pl', 'cs', 'tr']);
const BEFORE_ORDINAL = new Set(
  `der die das den dem des am im vom zum zur beim ab bis seit jeder jedes jeden ihr ihre ihren ihrem ihrer sein seine seinen
  seinem seiner unser unsere unseren mein dein und oder diesem diesen dieser dieses in für`.split(/\s+/),
);
const MONTHS: Partial<Record<string, RegExp>> = {
  de: /^(?:Jan|Feb|Mär|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/,
  tr: /^(?:Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık)/,
};
const MAX_WORD_CHARS = 24;

/** Whether a word begins sentences more often than it goes on with a name: the little words do. */
export const beginsSentence = (language: KnownLanguage, word: string): boolean =>
  isOther(language) && littleWordsOf(language).has(word.toLowerCase());

/**
 * Whether the full stop at `mark` ends a sentence, where the language tells it: `next` is the word behind it, or the
 * first character of what else stands there. Undefined where nothing is known, and what holds in English is as good.
 */
export function endsInLanguage(
  language: KnownLanguage,
  text: string,
  start: number,
  mark: number,
  next: string,
): boolean | undefined {
  if (!isOther(language)) return undefined;
  const before = text.slice(Math.max(start, mark - MAX_WORD_CHARS), mark);
  const number = /(?:(\p{L}+)[\s\u00a0]+|^|[(„–-]|\d\.\s|,\s)\(?(\d{1,3})$/u.exec(before);
  if (number && ORDINALS.has(language)) {
    if (/^\d/.test(next)) return false; // "3. 5. 1990"
    if (MONTHS[language]?.test(next)) return false;
    if (/^\p{Lu}/u.test(next) && !beginsSentence(language, next)) {
      const led = language === 'tr' ? Number(number[2]) < 32 : BEFORE_ORDINAL.has((number[1] ?? '').toLowerCase());
      if (led) return false;
    }
  }
  const words = abbreviationsOf(language);
  const [whole, last] = LAST_WORD.exec(before) ?? [];
  if (!words || !whole || !last) return undefined;
  // "u. a." and "EE. UU." with their spaces.
  const spaced = whole.replace(/[\s\u00a0]/g, '');
  const isKnown = (set: ReadonlySet<string>) => [spaced, last].some((word) => set.has(word));
  if (/^\p{L}{1,2}$/u.test(next) && isOneWith(words, last, next)) return false;
  const isStreet = language === 'de' && last.endsWith('str');
  if (isStreet || isKnown(words.starter) || (last.includes('.') && words.starter.has(last.split('.').at(-1)!))) {
    if (/^[\p{Ll}\d]/u.test(next)) return false;
    return !/^\p{L}/u.test(next) || beginsSentence(language, next) || (language !== 'de' && AND_SO_ON.has(spaced));
  }
  // "Проф. Павлов": a sentence begins with a capital, whatever the list has.
  const isFirst = mark - last.length === start && words.never.has(last.toLowerCase());
  return isFirst || isKnown(words.never) ? (/^[\p{L}\d]/u.test(next) ? false : undefined) : undefined;
}

/** With single letters before it, as in "u. a". */
const LAST_WORD = /(?:(?<!\p{L})\p{L}\.[\s\u00a0]?)*([\p{L}\p{M}][\p{L}\p{M}.-]*)$/u;
/** "And so on" mostly ends a sentence, and a capital behind it begins one where nouns have none. */
const AND_SO_ON = new Set('etc itd itp atd apod т.д т.п vb vs إلخ आदि v.v'.split(' '));

/** The first half of "a. D." and of "EE. UU.". */
const isOneWith = ({ never, starter }: Words, word: string, next: string) =>
  [never, starter].some((set) => set.has(`${word}.${next}`));

/** Thai has no mark at a sentence's end: what is longer is cut at a space. */
const THAI_CHARS = 200;

/** The longest sentence of a language, in UTF-16 units; undefined where any length will do. */
export const longestSentence = (language: KnownLanguage): number | undefined =>
  language === 'th' ? THAI_CHARS : undefined;
