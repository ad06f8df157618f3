import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/query/query-terms.js';
import { namedSources } from '../../src/retrieval/named-sources.js';
import { makeIndexFolder } from '../support/index-folder.js';

const OUTLETS = ['The Sun', 'The Times', 'Reuters', 'Elva Gazette', 'X'];

async function named(...questions: string[]) {
  const files = OUTLETS.map((source, i) => [`${i}.md`, `---\nsource: ${source}\n---\nThe ferry left on day ${i}.`]);
  const folder = makeIndexFolder(Object.fromEntries(files));
  await folder.reindex();
  const app = folder.open();
  try {
    return await app.index.read((snapshot) =>
      questions.map((question) => [...namedSources(snapshot, readWords(question))].sort()),
    );
  } finally {
    app.close();
  }
}

describe('namedSources', () => {
  it('finds outlets as they are written, whole', async () => {
    expect(
      await named(
        'What did The Sun report?',
        "What does the Times' leader say?",
        "Reuters' account of the storm",
        'What did the Elva Gazette and Reuters write?',
        'What happened in Elva?',
      ),
    ).toEqual([['the sun'], ['the times'], ['reuters'], ['elva gazette', 'reuters'], []]);
  });

  it('takes no common words for an outlet', async () => {
    expect(
      await named('How hot is the sun?', 'At what time does the ferry leave?', 'in times of war', 'WHAT IS X'),
    ).toEqual([[], [], [], []]);
  });

  it('finds them in small letters where words lead to one', async () => {
    expect(await named('who left according to the sun', 'what was reported by reuters')).toEqual([
      ['the sun'],
      ['reuters'],
    ]);
  });
});
