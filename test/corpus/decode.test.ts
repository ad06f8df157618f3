import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/corpus/decode.js';
import fc from '../support/fast-check.js';
import { encodeLegacy } from './encode-legacy.js';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: (number[] | string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (Array.isArray(part) ? Buffer.from(part) : Buffer.from(part as string))));

describe('decodeText', () => {
  it.each([
    ['plain ASCII', bytes('Oil prices rose.'), 'Oil prices rose.'],
    ['UTF-8', bytes('Zoë – “ja” 😀'), 'Zoë – “ja” 😀'],
    ['UTF-8 with a byte order mark', bytes([0xef, 0xbb, 0xbf], 'Zoë'), 'Zoë'],
    ['UTF-16LE with a byte order mark', bytes([0xff, 0xfe], Buffer.from('Zoë 😀', 'utf16le')), 'Zoë 😀'],
    ['UTF-16BE with a byte order mark', bytes([0xfe, 0xff], utf16be('Zoë 😀')), 'Zoë 😀'],
    ['UTF-16LE without one', Buffer.from('The river rose.', 'utf16le'), 'The river rose.'],
    ['UTF-16BE without one', utf16be('The river rose.'), 'The river rose.'],
    [
      'UTF-16LE half in Chinese',
      Buffer.from('Beijing: 北京市 reports rain.', 'utf16le'),
      'Beijing: 北京市 reports rain.',
    ],
    ['a lone surrogate in UTF-16', bytes([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00]), 'A\ud800B'],
    [
      'Windows-1252 where it is no UTF-8',
      bytes('caf', [0xe9], ' ', [0x93], 'ja', [0x94], ' ', [0x80], '5'),
      'café “ja” €5',
    ],
    ['line ends of all kinds', bytes('a\r\nb\rc\n\n d '), 'a\r\nb\rc\n\n d '],
    ['a second byte order mark', bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], 'x'), '\ufeffx'],
    ['nothing', bytes(''), ''],
  ])('reads %s, changing nothing else', (_name, input, expected) => {
    expect(decodeText(input)).toBe(expected);
  });

  it.each([
    ['a zero byte', bytes('abc', [0], 'def and some more text'), /zero byte/],
    ['control characters', bytes('a', [1, 2, 3, 4, 5, 6, 7, 8], 'b'), /control characters/],
    ['an odd number of bytes in UTF-16', bytes([0xff, 0xfe, 0x41]), /odd/],
    ['UTF-32', bytes([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), /zero byte/],
    ['a PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 0x0d], 'IHDR'), /binary/],
  ])('refuses %s with a reason', (_name, input, reason) => {
    expect(() => decodeText(input)).toThrow(reason);
  });

  it('gives back any text that was written as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff]/.test(text));
        expect(decodeText(Buffer.from(text))).toBe(text);
      }),
    );
  });

  const RIVER: [label: string, text: string][] = [
    ['windows-1251', 'Река поднялась на два метра, школы закрыты до четверга, сообщили власти.'],
    ['koi8-r', 'Река поднялась на два метра, школы закрыты до четверга, сообщили власти.'],
    ['iso-8859-5', 'Река поднялась на два метра, школы закрыты до четверга, сообщили власти.'],
    ['ibm866', 'Река поднялась на два метра, школы закрыты до четверга, сообщили власти.'],
    ['windows-1251', 'Річка піднялася на два метри, і школи зачинені до четверга, кажуть у місті.'],
    ['koi8-u', 'Річка піднялася на два метри, і школи зачинені до четверга, кажуть у місті.'],
    ['gbk', '河水上涨了两米，学校关闭到星期四，市政府的工作人员说。'],
    ['gb18030', '河水上涨了两米，学校关闭到星期四，市政府的工作人员说。'],
    ['big5', '河水上漲了兩公尺，學校關閉到星期四，市政府的工作人員說。'],
    ['shift_jis', '川の水が二メートル上がり、学校は木曜日まで休みになると市が発表した。'],
    ['euc-jp', '川の水が二メートル上がり、学校は木曜日まで休みになると市が発表した。'],
    ['euc-kr', '강물이 이 미터 올라서 학교는 목요일까지 문을 닫는다고 시청이 밝혔다.'],
    ['windows-1253', 'Το ποτάμι ανέβηκε δύο μέτρα και τα σχολεία έκλεισαν ως την Πέμπτη.'],
    ['windows-1255', 'הנהר עלה בשני מטרים ובתי הספר סגורים עד יום חמישי, הודיעה העירייה.'],
    ['windows-1256', 'ارتفع النهر مترين وأغلقت المدارس حتى يوم الخميس كما قالت البلدية.'],
    ['windows-874', 'แม่น้ำสูงขึ้นสองเมตรและโรงเรียนปิดถึงวันพฤหัสบดี'],
    ['windows-1250', 'Rzeka podniosła się o dwa metry, a szkoły są zamknięte do czwartku – mówi burmistrz.'],
    ['iso-8859-2', 'Rzeka podniosła się o dwa metry, a szkoły są zamknięte do czwartku, mówi burmistrz.'],
    ['windows-1250', 'Řeka stoupla o dva metry a školy zůstanou zavřené až do čtvrtka, říká město.'],
    ['windows-1250', 'A folyó két métert emelkedett, az iskolák csütörtökig zárva lesznek, közölte a fővárosi őrség.'],
    ['windows-1254', 'Nehir iki metre yükseldi, okullar perşembeye kadar kapalı kalacak, dedi belediye başkanı.'],
    ['windows-1257', 'Upė pakilo du metrus, o mokyklos iki ketvirtadienio bus uždarytos, sakė miesto meras.'],
  ];
  it.each(RIVER)('tells %s by its content: %s', (label, text) => {
    expect(decodeText(encodeLegacy(text, label))).toBe(text);
    const long = `${text}\n`.repeat(400);
    expect(decodeText(encodeLegacy(long, label))).toBe(long);
  });

  const WESTERN = [
    'La rivière a monté de deux mètres, dit la mairie ; « les élèves restent chez eux », a-t-elle ajouté.',
    'Der Fluß stieg um zwei Meter, die Schulen in Köln bleiben geschlossen, sagte der Bürgermeister über Nacht.',
    'El río subió dos metros; ¿quién abrirá las escuelas mañana?, preguntó el señor Núñez en la reunión.',
    'O rio subiu dois metros e as escolas não abrirão até quinta-feira, informou a câmara da região.',
    'Ån steg två meter och skolorna hålls stängda, säger räddningstjänsten på Öland.',
    'Åen steg to meter, og skolerne holder lukket, siger borgmesteren på Ærø.',
    'Il fiume è salito di due metri, perché è piovuto già da lunedì, e più di così non può, dice il sindaco.',
    'Áin hækkaði um tvo metra og skólar verða lokaðir, sagði bæjarstjórinn á Ísafirði í gær, því að þar rignir enn.',
    'Joki nousi kaksi metriä, ja koulut pysyvät kiinni, sanoo pelastuspäällikkö Hämäläinen.',
  ];
  it('leaves Western text in Windows-1252 what it is, however little of it there is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WESTERN), fc.nat(), fc.integer({ min: 12, max: 90 }), (text, from, length) => {
        const part = text.slice(from % (text.length - 12)).slice(0, length);
        // Two letters that stand alone tell no language, a word with a letter of another one does, and of no Western one is half a
        // text accents ("äällikkö Hämä").
        const accents = part.match(/[à-ÿ]/gi)?.length ?? 0;
        fc.pre(/[a-z]{3}/.test(part) && !/[ðþý]/.test(part) && 3 * accents <= part.length);
        expect(decodeText(Buffer.from(part, 'latin1'))).toBe(part);
      }),
    );
    for (const text of WESTERN) expect(decodeText(Buffer.from(text, 'latin1'))).toBe(text);
  });

  it('believes a page about its encoding only where that makes sense', () => {
    const [, text] = RIVER[0];
    expect(decodeText(encodeLegacy(text, 'windows-1251'), 'iso-8859-1')).toBe(text);
    expect(decodeText(encodeLegacy(text, 'koi8-r'), 'windows-1251')).toBe(text);
    expect(decodeText(encodeLegacy('šč and more', 'iso-8859-2'), 'iso-8859-2')).toBe('šč and more');
    expect(decodeText(encodeLegacy(text, 'windows-1251'), 'no-such-label')).toBe(text);
  });

  it('reads UTF-8 with a broken byte in it as UTF-8', () => {
    const text = 'Река поднялась на два метра, школы закрыты.';
    expect(decodeText(bytes(text, [0xff], '!'))).toBe(`${text}\ufffd!`);
    expect(decodeText(bytes(text, Buffer.from('€').subarray(0, 2)))).toBe(`${text}\ufffd`);
  });

  it('refuses what makes sense in no encoding, with the way out', () => {
    const noise = Buffer.from(Array.from({ length: 300 }, (_, i) => 0xa0 + ((i * i * 31 + i * 7) % 95)));
    expect(() => decodeText(noise)).toThrow(/make no sense in any known encoding; save it as UTF-8/);
  });
});
