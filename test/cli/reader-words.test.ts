/** The terminal in its reader's language. */
import { beforeAll, describe, expect, it } from 'vitest';
import { english, readerWords } from '../../src/cli/reader-words.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { runInProcess } from '../support/run-in-process.js';

const GERMAN = { LANG: 'de_DE.UTF-8' };
let cwd: string;
beforeAll(async () => {
  const folder = makeIndexFolder({ 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN });
  await folder.reindex();
  cwd = folder.root;
});

const say = async (args: string[], env: Record<string, string> = {}) => (await runInProcess(args, { cwd, env })).stdout;

describe('the words around an answer', () => {
  it('are the reader’s, and the article’s own words stay', async () => {
    const text = await say(['ask', 'What was found in the ramp?'], GERMAN);
    expect(text).toContain('A crack was found in the ramp');
    expect(text).toMatch(/^Quellen$/m);
    expect(text).toContain('5. März 2024');
    expect(text).not.toMatch(/Sources|March/);
  });

  it('say what is missing, what is near, and where it was looked', async () => {
    const text = await say(['ask', 'Who tuned the piano of Atlantis?'], GERMAN);
    expect(text).toMatch(/^Das steht in den Artikeln nicht\. |^Die Artikel beantworten das nicht\. /);
    expect(text).not.toMatch(/can't answer|Nearest/);
    const named = await say(['ask', 'Who tuned the piano of Atlantis?'], { ...GERMAN, COLLECTION_NAME: 'Hafenblatt' });
    expect(named).toContain('Hafenblatt');
  });

  it('greet, summarize and list in it', async () => {
    expect(await say(['ask', 'hello'], GERMAN)).toMatch(/^Hallo/);
    expect(await say(['summarize', 'period', '2024-03'], GERMAN)).toMatch(/^1\.–31\. März 2024: 2 Artikel/);
    expect(await say(['search', 'ramp'], GERMAN)).toContain('5. März 2024');
  });

  it('are English in JSON, whatever the reader’s language', async () => {
    for (const args of [
      ['ask', 'Who tuned the piano of Atlantis?', '--json'],
      ['ask', 'hello', '--json'],
      ['summarize', 'period', '2024-03', '--json'],
    ]) {
      const [plain, german] = [await say(args), await say(args, GERMAN)].map((text) => ({
        ...JSON.parse(text),
        ms: 0,
      }));
      expect(german).toEqual(plain);
    }
  });
});

describe('the environment names a language', () => {
  const sources = async (env: NodeJS.ProcessEnv) => (await readerWords(env)).sources;

  it.each([
    [{ LANG: 'uk_UA.UTF-8' }, 'Джерела'],
    [{ LANG: 'fr' }, 'Sources'],
    [{ LANG: 'de_AT' }, 'Quellen'],
    [{ LANG: 'es_MX.UTF-8' }, 'Fuentes'],
    [{ LANG: 'ja_JP.eucJP@x' }, '出典'],
    [{ LANG: 'pt_PT.UTF-8' }, 'Fontes'],
    [{ LANG: 'zh_SG' }, '来源'],
    [{ LANG: 'zh_TW.UTF-8' }, '來源'],
    [{ LANG: 'zh_HK' }, '來源'],
    [{ LANG: 'cs_CZ.UTF-8' }, 'Zdroje'],
    [{ LANG: 'de_DE', LC_MESSAGES: 'uk_UA' }, 'Джерела'],
    [{ LANG: 'uk_UA', LC_MESSAGES: 'uk_UA', LC_ALL: 'de_DE.UTF-8' }, 'Quellen'],
    [{ LANG: 'uk_UA', LC_ALL: 'C' }, 'Sources'],
    [{ LANG: 'C.UTF-8' }, 'Sources'],
    [{ LANG: 'POSIX' }, 'Sources'],
    [{ LANG: '' }, 'Sources'],
    [{}, 'Sources'],
    [{ LANG: 'xx_YY' }, 'Sources'],
    [{ LANG: '../../etc/passwd' }, 'Sources'],
  ])('%o: %s', async (env, expected) => {
    expect(await sources(env)).toBe(expected);
  });

  it('with the same words for English whatever the country', async () => {
    const { cannot, ...shown } = { cannot: 0, ...(await readerWords({ LANG: 'en_US.UTF-8' })) };
    expect(Object.keys(shown)).toEqual(Object.keys(english()));
    expect(shown.date('2024-03-05')).toBe('5 March 2024');
  });
});
