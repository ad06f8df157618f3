import { describe, expect, it } from 'vitest';
import { loadEnvFile, parseEnvText } from '../../src/cli/env-file.js';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const TEXT = 'CORPUS_DIR="my news"\r\nDATA_DIR=kept\r\n';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

function load(content: Buffer | string, environment: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  loadEnvFile(`${makeFolder({ '.env': content })}/.env`, environment);
  return environment;
}

describe('.env', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16', utf16(`\ufeff${TEXT}`)],
    ['UTF-16 of the other order', utf16(`\ufeff${TEXT}`).swap16()],
    ['UTF-16 without a mark', utf16(TEXT)],
    ['UTF-16 of the other order without a mark', utf16(TEXT).swap16()],
    ['line ends of long ago', Buffer.from(TEXT.replaceAll('\r\n', '\r'))],
  ])('is read in %s', (_what, content) => {
    expect(load(content)).toEqual({ CORPUS_DIR: 'my news', DATA_DIR: 'kept' });
  });

  it.each([
    ['export A=1', '1'],
    ['A = 1', '1'],
    ['  A\t=\t1  ', '1'],
    ['\u00a0A=1', '1'],
    ['A=one two # a remark', 'one two'],
    ["A='one # two'", 'one # two'],
    ['A="one # two" # three', 'one # two'],
    ['A="one\ntwo"', 'one\ntwo'],
    ['A=', ''],
    ['# A=0\n\nA=1', '1'],
    ['A=post=gres://x', 'post=gres://x'],
  ])('is read as people write it: %j', (text, value) => {
    expect(parseEnvText(text)).toEqual({ A: value });
  });

  it('gives way to the environment, and is nothing where there is none', () => {
    expect(load('A=1\nB=2', { A: '0' })).toEqual({ A: '0', B: '2' });
    expect(() => loadEnvFile(`${makeFolder()}/.env`, {})).not.toThrow();
  });

  it.each([
    ['A=1\nDISCORD_TOKEN: s3cret', 'Line 2 of .env is no setting; write NAME=value, or # before a remark.'],
    ['A=1\n\ns3cret', 'Line 3 of .env is no setting; write NAME=value, or # before a remark.'],
    [
      'DISCORD_T\u041eKEN=s3cret',
      'Line 1 of .env has a letter in its name that no variable has, such as a look-alike; type the name anew.',
    ],
    ['set A=1', 'Line 1 of .env is no setting; write NAME=value, or # before a remark.'],
    ['A="s3cret', 'Line 1 of .env opens a quotation mark " that nothing closes.'],
    ['A="s3cret\nB="2"', 'Line 1 of .env opens a quotation mark " that is closed behind another setting only.'],
  ])('names the line that is none, and doesn’t repeat it: %j', (text, sentence) => {
    expect(() => parseEnvText(text)).toThrow(sentence);
    expect(sentence).not.toContain('s3cret');
  });

  it('names the line that is in no Unicode', () => {
    const content = Buffer.concat([Buffer.from('A=1\n# caf'), Buffer.from([0xe9]), Buffer.from('\nB=2\n')]);
    expect(() => load(content)).toThrow(/Line 2 of .* isn't UTF-8; save the file as UTF-8\.$/);
  });

  it('with a mark is heeded from its first line, by every command', async () => {
    const cwd = makeFolder({
      'my news/a.txt': 'The ferry will not sail: a crack was found.',
      '.env': utf16(`\ufeff${TEXT}`),
    });
    const { status, stderr } = await runInProcess(['index'], { cwd });
    expect(status, stderr).toBe(0);
    const wrong = makeFolder({ '.env': 'CORPUS_DIR news' });
    expect(await runInProcess(['status'], { cwd: wrong })).toMatchObject({
      status: 64,
      stderr: 'footnote: Line 1 of .env is no setting; write NAME=value, or # before a remark.\n',
    });
  });
});
