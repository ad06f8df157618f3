/** A corpus that means harm: 200 files and links that must each give one reason, beside good articles that must all come out. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { makeDocx, makePdf, makeRawPdf, makeZip } from './sample-files.js';

export const HOSTILE_FILES = 200;
const MIB = 1024 * 1024;

type Write = (name: string, content: string | Uint8Array) => Promise<void>;
type Random = () => number;

/**
 * Fills `dir` with `bad/` (each file or link gives exactly one reason and no article) and `good/` (each file gives exactly one
 * article), and says how many of each. The same seed makes the same corpus.
 */
export async function writeHostileCorpus(dir: string, seed: number): Promise<{ bad: number; good: number }> {
  const random = mulberry32(seed);
  let bad = 0;
  let good = 0;
  const writer =
    (folder: string, count: () => void): Write =>
    async (name, content) => {
      const target = path.join(dir, folder, name);
      await fs.mkdir(path.dirname(target), { recursive: true });
      await fs.writeFile(target, content);
      count();
    };
  const writeBad = writer('bad', () => bad++);
  const writeGood = writer('good', () => good++);
  await writeGoodArticles(writeGood);
  await writeBadTexts(writeBad);
  await writeBadArchives(writeBad);
  await writeLongLines(dir);
  bad += 3;
  bad += await writeLinksAndPipes(dir);
  await writeDamaged(writeBad, random, () => HOSTILE_FILES - bad);
  return { bad, good };
}

async function writeGoodArticles(write: Write): Promise<void> {
  await write('plain.txt', 'The river rose on Friday. It fell again.');
  await write('utf16.txt', Buffer.from('\ufeffThe river rose on Friday.', 'utf16le'));
  await write('latin.txt', Buffer.from('Caf\xe9 prices rose in Orl\xe9ans.', 'latin1'));
  await write('folder.txt/in a folder named like a file.txt', 'The river rose on Friday.');
  await write(`'quotes" & <tags> 😀 *_~\`.txt`, 'The river rose on Friday.');
  await write(`${'long '.repeat(50)}.txt`, 'The river rose on Friday.');
  await write('front.md', '---\ntitle: Rivers\n__proto__: { polluted: yes }\n---\nThe river rose on Friday.');
  await write('rule.md', '---\nNo front matter, just a rule.');
  await write('line\nbreak.json', '{"id":"named","body":"The river rose on Friday."}');
  await write('surrogates.json', '{"body":"The river \\ud800 rose \\udc00 on Friday."}');
  await write('proto.json', '{"__proto__":{"polluted":true},"constructor":1,"body":"The river rose on Friday."}');
  await write('nested.json', `{"body":"The river rose on Friday.","more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
  await write('rules.txt', `${'=====\n'.repeat(100_000)}The river rose on Friday.`);
  await write('lines.jsonl', '\n\n{"body":"The river rose on Friday."}\n\n');
  await write('lines.jsonl.gz', gzipSync('{"body":"The river rose on Friday."}'));
  await write(
    'page.html',
    '<title>Rivers</title><p>The river rose on Friday.</p><script>process.exit(1)</script><img src=x onerror=process.exit(1)>',
  );
  await write('unclosed.html', `<p>The river rose on Friday.${'<p>x'.repeat(2_000)}`);
  await write('page.pdf', await makePdf([['The river rose on Friday.']]));
  await write(
    'open-brackets.pdf',
    makeRawPdf('', Buffer.from(`BT /F 12 Tf 100 100 Td (River) Tj ET ${'['.repeat(MIB)}`)),
  );
  await write('word.docx', makeDocx(['The river rose on Friday.']));
  await write(
    'big-picture.docx',
    makeDocx(['The river rose.'], { extra: [['word/media/a.png', Buffer.alloc(40 * MIB)]] }),
  );
}

async function writeBadTexts(write: Write): Promise<void> {
  for (const extension of ['txt', 'md', 'html', 'json', 'jsonl', 'jsonl.gz', 'pdf', 'docx'])
    await write(`empty.${extension}`, '');
  for (const extension of ['txt', 'md', 'html', 'json', 'jsonl'])
    await write(`white.${extension}`, ' \n\t\r\n\u00a0\n'.slice(0, extension === 'jsonl' ? 4 : undefined));
  await write('zero.txt', 'The river\0rose.');
  await write('zeros.txt', Buffer.alloc(1_000));
  await write('picture.txt', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'));
  await write('half.txt', Buffer.from([0xff, 0xfe, 0x41]));
  await write('line\nbreak.txt', 'The name has a line break.');
  await write('escape\u001b[31m.txt', 'The name colours a terminal.');
  await write('bare.txt', '\ufeff');
  await write('broken.md', '---\ntitle: "a\n---\nText.');
  await write('laughs.md', billionLaughs());
  await write('brackets.md', `---\na: ${'['.repeat(50_000)}\n---\nText.`);
  await write('only-front.md', '---\ntitle: No body\n---\n');
  await write('body-null.json', '{"id":"x","body":null}');
  await write('body-number.json', '{"body":17}');
  await write('body-blank.json', '{"body":"\\n \\u00a0"}');
  await write('proto.json', '{"__proto__":{"body":"x"}}');
  await write('long-id.json', JSON.stringify({ id: 'x'.repeat(513), body: 'Text.' }));
  await write('control-id.json', '{"id":"a\\u0000b","body":"Text."}');
  await write('surrogate-id.json', '{"id":"a\\ud800","body":"Text."}');
  await write('deep.json', '['.repeat(2 * MIB));
  await write('values.json', `[${'[],'.repeat(5 * MIB)}[]]`);
  await write('objects.json', `{"articles":[${'{},'.repeat(5 * MIB)}{}]}`);
  await write('open.json', '{"body":"The river');
  await write('long-body.json', JSON.stringify({ body: 'x '.repeat(1_000_001) }));
  await write('utf16.jsonl', Buffer.from('\ufeff{"body":"Text."}', 'utf16le'));
  await write('nested.html', `${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`);
  await write('nested-less.html', `${'<div>'.repeat(40_000)}x${'</div>'.repeat(40_000)}`);
  await write('tags.html', '<b>'.repeat(5 * MIB));
  await write('angles.html', '<'.repeat(5 * MIB));
  await write('comments.html', '<!--'.repeat(3 * MIB));
  await write('scripts.html', '<script>while (true) {}</script>');
}

function billionLaughs(): string {
  const rows = Array.from({ length: 12 }, (_, i) => `l${i}: &l${i} [${Array(9).fill(i === 0 ? 'ha' : `*l${i - 1}`)}]`);
  return `---\n${rows.join('\n')}\n---\nText.`;
}

async function writeBadArchives(write: Write): Promise<void> {
  // In 400 members, so that it is made in no time.
  await write('bomb.jsonl.gz', Buffer.concat(Array(400).fill(gzipSync(Buffer.alloc(MIB, 'x')))));
  await write('bomb.docx', makeDocx([], { documentXml: Buffer.alloc(100 * MIB, ' ') }));
  await write('bomb-small.docx', makeDocx([], { documentXml: Buffer.alloc(40 * MIB, '<a>') }));
  await write('tree.docx', makeDocx(Array(250_000).fill('x')));
  await write('no-document.docx', makeZip([['a.xml', Buffer.from('<a/>')]]));
  await write('entries.docx', makeZip(Array.from({ length: 3_000 }, (_, i) => [`a${i}.xml`, Buffer.from('<a/>')])));
  await write('xml.docx', makeDocx([], { documentXml: Buffer.from('<w:document') }));
  await write(
    'entities.docx',
    makeDocx([], { documentXml: Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>') }),
  );
  // The same block over and over behind the header of a stream that never ends, so that it is made in no time.
  const block = deflateRawSync(Buffer.alloc(MIB, ' '), { level: 1, finishFlush: constants.Z_FULL_FLUSH });
  const bomb = Buffer.concat([Buffer.from([0x78, 0x01]), ...Array(600).fill(block)]);
  await write('bomb.pdf', makeRawPdf('/Filter/FlateDecode', bomb));
  await write('bomb-twice.pdf', makeRawPdf('/Filter[/FlateDecode/FlateDecode]', deflateSync(bomb)));
  await write('stack.pdf', makeRawPdf('', Buffer.from('q '.repeat(2 * MIB))));
  await write('scan.pdf', await makePdf([[]]));
}

/** 20 MB on one line, written piece by piece: the test itself must stay small, too. */
async function writeLongLines(dir: string): Promise<void> {
  for (const name of ['line.txt', 'line.jsonl', 'line.html']) {
    const stream = createWriteStream(path.join(dir, 'bad', name));
    const piece = '{"body":"The river rose. '.repeat(40_000);
    for (let i = 0; i < 20; i++) if (!stream.write(piece)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'close');
  }
}

async function writeLinksAndPipes(dir: string): Promise<number> {
  const links: Record<string, string> = {
    'loop.txt': 'loop.txt',
    'ping.txt': 'pong.txt',
    'pong.txt': 'ping.txt',
    'dead.txt': 'nowhere.txt',
    'out.txt': '/etc/passwd',
    'out-by-dots.txt': '../../../../../../../../etc/hosts',
    'out-folder': '/proc',
    'device.txt': '/dev/zero',
    up: '..',
    self: '.',
    'again.txt': '../good/plain.txt',
  };
  for (const [name, target] of Object.entries(links)) await fs.symlink(target, path.join(dir, 'bad', name));
  execFileSync('mkfifo', [path.join(dir, 'bad', 'pipe.txt'), path.join(dir, 'bad', 'pipe.jsonl')]);
  // Root may read it all the same; binary content makes it bad for everybody.
  await fs.writeFile(path.join(dir, 'bad', 'locked.txt'), Buffer.alloc(100), { mode: 0o000 });
  return Object.keys(links).length + 3;
}

/** Fills up to the number asked for with good files cut off or overwritten at random places. */
async function writeDamaged(write: Write, random: Random, left: () => number): Promise<void> {
  const docx = makeDocx(['The river rose on Friday.']);
  const pdf = await makePdf([['The river rose on Friday.']]);
  const gzip = gzipSync(JSON.stringify({ body: Array.from({ length: 20_000 }, random).join(' ') }));
  const json = JSON.stringify({ id: 'x', body: 'The river rose on Friday.' });
  const cut = (whole: Buffer, most = 1) => whole.subarray(0, 1 + Math.floor(random() * (whole.length * most - 2)));
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  const kinds: [string, () => Uint8Array][] = [
    ['docx', () => cut(docx)],
    // Its last objects may be missing, and a reader still finds the page; the first third holds no text.
    ['pdf', () => cut(pdf, 0.3)],
    ['jsonl.gz', () => cut(gzip)],
    ['json', () => cut(Buffer.from(json))],
    ['jsonl', () => cut(Buffer.from(json))],
    ['pdf', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5_000)])],
    ['docx', () => Buffer.concat([Buffer.from('PK\u0003\u0004'), noise(2_000)])],
    ['jsonl.gz', () => Buffer.concat([gzip.subarray(0, 12), noise(500)])],
    ['txt', () => noise(1_000)],
    ['md', () => noise(1_000)],
    ['json', () => noise(1_000)],
    ['html', () => noise(3_000)],
  ];
  for (let i = 0; left() > 0; i++) {
    const [extension, make] = kinds[i % kinds.length]!;
    await write(`damaged-${String(i).padStart(3, '0')}.${extension}`, make());
  }
}

/** A small seeded generator (mulberry32, Tommy Ettinger, public domain): numbers from 0 up to 1. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
