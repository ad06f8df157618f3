/** Words that tell what could answer a question, by language, in small letters: numerals, what stands before places, what gives reasons. */
import { isOther, type KnownLanguage, type OtherLanguage, perLanguage } from './languages.js';
import { monthNames, weekdayNames } from './month-names.js';
import { setOf } from './word-tables.js';

interface Lists {
  numerals: string;
  places: string;
  reasons: string;
}

const LISTS: Record<OtherLanguage, Lists> = {
  de: {
    numerals: `zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn
      neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde
      milliarden dutzend hälfte drittel viertel halb hunderte tausende`,
    places: 'in im aus nach bei auf an am bis vor zu zum zur nahe unter über',
    reasons: 'weil wegen da denn aufgrund grund nachdem infolge ursache damit durch',
  },
  fr: {
    numerals: `deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
      soixante cent cents mille million millions milliard milliards douzaine moitié tiers quart dizaine centaine milliers`,
    places: 'à au aux en dans de du des vers chez depuis près sur',
    reasons: 'parce car cause raison explique puisque faute grâce suite afin pour comme',
  },
  es: {
    numerals: `dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
      diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos trescientos
      quinientos mil millón millones mitad tercio cuarto docena decenas cientos miles`,
    places: 'en a al de del desde hacia hasta ante frente por',
    reasons: 'porque causa debido pues razón culpa motivo gracias por ya para',
  },
  pt: {
    numerals: `dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quatorze quinze dezasseis dezesseis
      dezassete dezessete dezoito dezanove dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento
      duzentos trezentos quinhentos mil milhão milhões metade terço quarto dúzia centenas milhares`,
    places: 'em no na nos nas a ao à de do da para desde até',
    reasons: 'porque causa devido pois razão culpa motivo por para',
  },
  pl: {
    numerals: `dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć sześciu siedem siedmiu osiem ośmiu dziewięć dziesięć
      dziesięciu jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
      dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt sto dwieście trzysta czterysta pięćset tysiąc tysiące
      tysięcy milion miliony milionów miliard miliardów połowa połowę jedna trzecia ćwierć tuzin`,
    places: 'w we z ze do na pod nad przy koło spod od nieopodal',
    reasons: 'ponieważ bo gdyż powodu dlatego wskutek przez aby żeby przyczyną',
  },
  cs: {
    numerals: `dva dvě dvou tři tří čtyři čtyř pět pěti šest šesti sedm sedmi osm osmi devět devíti deset deseti jedenáct jedenácti
      dvanáct dvanácti třináct čtrnáct patnáct patnácti šestnáct sedmnáct osmnáct devatenáct dvacet dvaceti třicet třiceti čtyřicet
      čtyřiceti padesát padesáti šedesát sedmdesát osmdesát devadesát sto stovky dvě stě tři sta pět set tisíc tisíce tisíců milion
      miliony milionů miliarda miliardy miliard polovina polovinu třetina třetinu čtvrtina čtvrtinu půl tucet desítky`,
    places: 'v ve z ze do na pod nad u při k ke poblíž nedaleko od',
    reasons: 'protože neboť kvůli díky důvod důvodu důvodem aby proto jelikož následkem příčinou',
  },
  tr: {
    numerals: `iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan yüz bin milyon milyar
      yarısı yarım çeyrek üçte düzine`,
    places: '',
    reasons: 'çünkü nedeniyle yüzünden dolayı için sebebiyle diye nedeni sayesinde',
  },
  vi: {
    numerals: `hai ba bốn năm sáu bảy tám chín mười mươi trăm nghìn ngàn vạn triệu tỷ tỉ nửa rưỡi chục tá`,
    places: 'ở tại đến từ về tới gần',
    reasons: 'vì do bởi nhờ nên để nguyên',
  },
  ru: {
    numerals: `два две двух три трёх трех четыре четырёх пять пяти шесть шести семь семи восемь восьми девять девяти десять десяти
      одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать
      двадцати тридцать тридцати сорок сорока пятьдесят пятидесяти шестьдесят семьдесят восемьдесят девяносто сто ста двести
      триста четыреста пятьсот тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов половина половину
      наполовину треть четверть вдвое втрое полтора дюжина`,
    places: 'в во на из под над у около возле близ до от к за с со',
    reasons: 'из-за потому поскольку благодаря чтобы причина причиной причине вследствие из так',
  },
  uk: {
    numerals: `два дві двох три трьох чотири чотирьох пять п'ять п’ять п'яти шість шести сім семи вісім восьми девять дев'ять дев’ять
      десять десяти одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять
      двадцять тридцять сорок п'ятдесят п’ятдесят шістдесят сімдесят вісімдесят дев'яносто дев’яносто сто двісті триста
      чотириста п'ятсот п’ятсот тисяча тисячі тисяч мільйон мільйони мільйонів мільярд мільярда мільярдів половина половину
      третина третину чверть вдвічі втричі півтора`,
    places: 'в у на з із зі під над біля поблизу до від за',
    reasons: 'через бо тому оскільки завдяки щоб причина причиною внаслідок',
  },
  ar: {
    numerals: `اثنان اثنين اثنا اثني ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون عشرين
      ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة مئتا مئتان مئتين مئتي ثلاثمئة
      أربعمئة خمسمئة ألف ألفا ألفان ألفين آلاف مليون مليونا مليوني ملايين مليار مليارات نصف النصف ثلث الثلث ربع الربع ضعف`,
    places: 'في إلى من قرب أمام نحو عند بمدينة',
    reasons: 'بسبب لأن لأنه لأنها نتيجة إثر جراء كي لذلك سبب السبب',
  },
  he: {
    numerals: `שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר עשרים שלושים ארבעים
      חמישים שישים שבעים שמונים תשעים מאה מאתיים מאות אלף אלפיים אלפים מיליון מיליארד חצי מחצית שליש רבע כפול`,
    places: 'ליד סמוך מול אצל',
    reasons: 'בגלל מפני משום כי עקב מאחר בשל בעקבות כדי הסיבה מכיוון',
  },
  hi: {
    numerals: `दो तीन चार पाँच पांच छह छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह पन्द्रह सोलह सत्रह अठारह उन्नीस बीस पच्चीस तीस पैंतीस
      चालीस पैंतालीस पचास साठ सत्तर अस्सी नब्बे सौ हज़ार हजार लाख करोड़ आधा आधी आधे तिहाई चौथाई डेढ़ ढाई दुगुना दोगुना`,
    places: '',
    reasons: 'क्योंकि कारण वजह इसलिए चलते ताकि',
  },
  zh: { numerals: '', places: '在 到 从 于 往 至', reasons: '因为 因 由于 所以 因此 导致 为了 原因' },
  ja: { numerals: '', places: '', reasons: 'ため ので から せい おかげ 理由 原因' },
  th: {
    numerals: `สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ยี่สิบ สามสิบ สี่สิบ ห้าสิบ หกสิบ ร้อย พัน หมื่น แสน ล้าน ครึ่ง`,
    places: 'ที่ ใน จาก ณ ถึง',
    reasons: 'เพราะ เนื่องจาก จึง สาเหตุ เพื่อ',
  },
  ko: { numerals: '', places: '', reasons: '때문 문에 므로 위해 해서 탓에' },
};

export interface AnswerWords {
  numerals: ReadonlySet<string>;
  /** Prepositions that a place stands behind. */
  places: ReadonlySet<string>;
  reasons: ReadonlySet<string>;
  /** Names of months and weekdays in the forms that dates are written with. */
  times: ReadonlySet<string>;
}

const wordsOf = perLanguage((language): AnswerWords => {
  const { numerals, places, reasons } = LISTS[language];
  return { numerals: setOf(numerals), places: setOf(places), reasons: setOf(reasons), times: timesOf(language) };
});

/** Undefined for English, which has its own (retrieval/answer-candidates.ts), and for a text whose language can't be told. */
export const answerWordsOf = (language: KnownLanguage): AnswerWords | undefined =>
  isOther(language) ? wordsOf(language) : undefined;

/** "Februar", "лютого", "فبراير", "Montag": as ICU has them. */
function timesOf(language: OtherLanguage): Set<string> {
  const months = (['long', 'short'] as const).flatMap((month) => [
    ...monthNames(language, { month }),
    ...monthNames(language, { month, day: 'numeric' }),
  ]);
  return new Set(
    [...months, ...weekdayNames(language)]
      .filter((name) => /\p{L}{3}/u.test(name))
      .map((name) => name.toLowerCase().replace(/\.$/, '')),
  );
}
