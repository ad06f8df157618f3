/** Question words by language and by what they ask for, in small letters; more than one word where only together they ask. */
import type { OtherLanguage } from './languages.js';

export type AskedKind = 'person' | 'place' | 'time' | 'quantity' | 'reason' | 'other';

/** Of several that stand in a question the longest counts, then the first: "为什么" before "什么". */
export const QUESTION_WORDS: Record<OtherLanguage, Partial<Record<AskedKind, string>>> = {
  de: {
    person: 'wer, wem, wen, wessen',
    place: 'wo, woher, wohin, in welcher stadt, in welchem land, an welchem ort',
    time: 'wann, seit wann, in welchem jahr, an welchem tag, in welchem monat, um wie viel uhr',
    quantity:
      'wie viel, wie viele, wieviel, wieviele, wie hoch, wie lange, wie lang, wie groß, wie alt, wie weit, wie oft, wie schwer, wie teuer, wie tief',
    reason: 'warum, weshalb, wieso, aus welchem grund, wodurch',
    other: 'was, wie, welche, welcher, welches, welchem, welchen, womit, wofür, woran, worin, wovon, wozu',
  },
  fr: {
    person: 'qui, à qui, par qui',
    place: "où, d'où, dans quelle ville, dans quel pays",
    time: 'quand, depuis quand, en quelle année, quelle année, quel jour, quel mois, à quelle heure, à quelle date, quelle date',
    quantity:
      'combien, combien de, à combien, quelle hauteur, quelle longueur, quel âge, quel prix, quelle somme, quel pourcentage',
    reason: 'pourquoi, pour quelle raison',
    other: 'que, quoi, quel, quelle, quels, quelles, comment, lequel, laquelle, est-ce',
  },
  es: {
    person: 'quién, quiénes, a quién, quien',
    place: 'dónde, adónde, donde, de dónde, en qué ciudad, en qué país',
    time: 'cuándo, cuando, qué día, en qué año, qué año, qué mes, qué fecha, a qué hora',
    quantity: 'cuánto, cuánta, cuántos, cuántas, cuanto, cuanta, cuantos, cuantas',
    reason: 'por qué, porqué',
    other: 'qué, cuál, cuáles, cual, cuales, cómo, como, que',
  },
  pt: {
    person: 'quem, de quem, a quem',
    place: 'onde, aonde, de onde, em que cidade, em que país',
    time: 'quando, em que ano, que ano, em que dia, que dia, que mês, a que horas, qual a data',
    quantity: 'quanto, quanta, quantos, quantas',
    reason: 'por que, por quê, porquê, porque',
    other: 'o que, qual, quais, como, que, quê',
  },
  pl: {
    person: 'kto, kogo, komu, kim',
    place: 'gdzie, skąd, dokąd, w jakim mieście, w jakim kraju',
    time: 'kiedy, od kiedy, w którym roku, o której, którego dnia',
    quantity: 'ile, ilu, iloma, jak długo, jak wysoki, jak daleko, jak często',
    reason: 'dlaczego, czemu, z jakiego powodu',
    other: 'co, czego, czym, jak, jaki, jaka, jakie, jakich, jaką, który, która, które, czy',
  },
  tr: {
    person: 'kim, kimi, kime, kimin, kimler, kimden',
    place: 'nerede, nereye, nereden, neresi, hangi şehirde, hangi ülkede',
    time: 'ne zaman, hangi yıl, hangi gün, hangi ay, saat kaçta, hangi tarihte',
    quantity: 'kaç, ne kadar, kaça, kaçta, yüzde kaç',
    reason: 'neden, niçin, niye',
    other: 'ne, neyi, neye, nedir, nasıl, hangi, hangisi, neler',
  },
  vi: {
    person: 'ai',
    place: 'ở đâu, đâu, nơi nào, thành phố nào, nước nào, tỉnh nào',
    time: 'khi nào, bao giờ, lúc nào, năm nào, ngày nào, mấy giờ, tháng nào',
    quantity: 'bao nhiêu, mấy, bao lâu, bao xa, dài bao nhiêu',
    reason: 'vì sao, tại sao, sao',
    other: 'gì, nào, như thế nào, thế nào, cái gì',
  },
  ru: {
    person: 'кто, кого, кому, кем',
    place: 'где, куда, откуда, в каком городе, в какой стране',
    time: 'когда, в каком году, какого числа, в какой день, во сколько, с какого года',
    quantity: 'сколько, скольких, на сколько, насколько, как долго, как часто',
    reason: 'почему, зачем, отчего, по какой причине, из-за чего',
    other: 'что, чего, чему, чем, как, какой, какая, какое, какие, каким, каких, какую, какого, каком, чей',
  },
  uk: {
    person: 'хто, кого, кому, ким',
    place: 'де, куди, звідки, в якому місті, у якому місті, в якій країні',
    time: 'коли, в якому році, у якому році, якого числа, якого дня, о котрій, з якого року',
    quantity: 'скільки, скількох, на скільки, як довго, як часто',
    reason: 'чому, навіщо, через що, з якої причини',
    other: 'що, чого, чим, як, який, яка, яке, які, яким, яких, яку, якого, якої, якою, чий',
  },
  ar: {
    person: 'من, لمن, ممن, بمن',
    place: 'أين, اين, من أين, إلى أين, في أي مدينة, في أي بلد',
    time: 'متى, منذ متى, في أي عام, في أي سنة, في أي يوم, أي يوم',
    quantity: 'كم, بكم, ما عدد, ما سعر',
    reason: 'لماذا, لم, ما سبب, لأي سبب',
    other: 'ما, ماذا, كيف, أي, أية, هل, بماذا, مما, عم',
  },
  he: {
    person: 'מי, למי, ממי, של מי, את מי',
    place: 'איפה, היכן, לאן, מאיפה, מהיכן, באיזו עיר, באיזה מקום',
    time: 'מתי, ממתי, באיזו שנה, באיזה יום, באיזה תאריך, באיזה חודש',
    quantity: 'כמה, בכמה',
    reason: 'למה, מדוע, מאיזו סיבה',
    other: 'מה, איך, כיצד, איזה, איזו, אילו, האם, ממה, במה',
  },
  hi: {
    person: 'कौन, किसने, किसे, किसको, किसका, किसकी, किसके, किन्होंने',
    place: 'कहाँ, कहां, किस शहर, किस देश, किस जगह',
    time: 'कब, किस साल, किस वर्ष, किस दिन, किस तारीख, किस महीने',
    quantity: 'कितना, कितने, कितनी, कितनों',
    reason: 'क्यों, किस कारण, किस वजह',
    other: 'क्या, कैसे, कैसा, कैसी, कौन सा, कौन सी, कौन से, किस, किससे, किन',
  },
  zh: {
    person: '谁, 谁的, 哪位, 何人',
    place: '哪里, 哪儿, 何处, 什么地方, 哪个城市, 哪个国家, 在哪',
    time: '什么时候, 何时, 哪一年, 哪年, 哪天, 哪一天, 几点, 几月',
    quantity: '多少, 几个, 多长, 多久, 多高, 多大, 多重, 多远, 多快, 多深, 多长时间, 几, 几次',
    reason: '为什么, 为何, 为啥, 什么原因',
    other: '什么, 怎么, 怎样, 如何, 哪些, 哪个, 哪种, 哪, 是否, 一共',
  },
  ja: {
    person: '誰, だれ, どなた, 何者',
    place: 'どこ, 何処, どの町, どの国, どの都市',
    time: 'いつ, 何年, 何月, 何日, 何時, 何曜日',
    quantity:
      'いくら, いくつ, 何人, 何個, 何匹, 何本, 何キロ, 何メートル, 何パーセント, 何円, 何時間, 何分, 何台, 何頭, 何回, 何冊, どのくらい, どれくらい, どれほど, 何',
    reason: 'なぜ, 何故, どうして, 理由',
    other: '何が, 何を, なに, どう, どの, どんな, どれ, どちら, どのように, 何の',
  },
  th: {
    person: 'ใคร',
    place: 'ที่ไหน, ไหน, จังหวัดใด, เมืองใด, ประเทศใด',
    time: 'เมื่อไร, เมื่อไหร่, เมื่อใด, วันไหน, วันที่เท่าไร, ปีไหน, ปีใด, กี่โมง',
    quantity: 'เท่าไร, เท่าไหร่, เท่าใด, กี่, นานแค่ไหน, นานเท่าไร, มากแค่ไหน',
    reason: 'ทำไม, เหตุใด, เพราะอะไร, เพราะเหตุใด',
    other: 'อะไร, อย่างไร, ยังไง, ใด, ไหม, หรือไม่',
  },
  ko: {
    person: '누가, 누구, 누굴',
    place: '어디, 어디서, 어디에서, 어느 도시, 어느 나라',
    time: '언제, 몇 년, 며칠, 몇 월, 몇 시',
    quantity: '얼마, 몇, 얼마나',
    reason: '왜, 무엇 때문',
    other: '무엇, 무슨, 뭐, 어떤, 어떻게, 어느, 인가, 나요, 까요, 가요, 마나, 떻게, 엇을, 엇이, 는가, 은가',
  },
};
