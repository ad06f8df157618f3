/** The gate where document frequencies say nothing: one article alone, and a handful of them. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApp, runReindex } from '../../src/compose.js';
import { makeFolder } from '../support/run-footnote.js';

const CALL = 'corpus/drones/2022-10-28-amir-abdollahian-kuleba-call.md';
const HANDFUL = [
  CALL,
  'corpus/world/2022-11-02-lula-wins.md',
  'corpus/science/2022-10-11-dart-changed-orbit.md',
  'corpus/markets/2022-11-11-ftx-bankruptcy.md',
  'corpus/war/2022-11-11-kherson-liberated.md',
];

const PLAIN = [
  "Who is Iran's foreign minister?",
  'What did Amir-Abdollahian tell Kuleba?',
  'What did Iran say about sending drones to Russia?',
  'Whose allegations did Amir-Abdollahian reject?',
  'What meeting was Tehran ready for?',
  'Who would take part in the technical meeting?',
  'What did Kuleba demand from Iran?',
  'Where did Kuleba give his account of the call?',
  'What did Kuleba propose on 18 October?',
  'When did Kuleba propose to cut diplomatic relations with Iran?',
  'How do the two accounts of the call differ?',
  'What does the Iranian readout say about Kuleba?',
  'What did Iran say about the territorial integrity of Ukraine?',
  'What were the weapons used for, according to Kuleba?',
  'Did Iran send drones to Russia for the war in Ukraine?',
];

const OTHERS = [
  'Who won the world cup in Qatar?',
  'What is the price of oil?',
  'How many soldiers has Russia lost?',
  'Who is the president of France?',
  'What did Olaf Scholz say about Ukraine?',
  'How much does a Shahed drone cost?',
  'What did the pope say to the pilgrims?',
  'Where was Kuleba born?',
  'Which company makes the engines of the drones?',
  'How many people died in the earthquake in Turkey?',
  'What is the capital of Yemen?',
  'Who founded the Islamic Republic?',
  'Did China sell missiles to Russia?',
  'Which team leads the football league?',
  'How tall is the Eiffel Tower?',
];

async function answeredIn(files: string[], questions: string[]): Promise<string[]> {
  const root = makeFolder();
  mkdirSync(join(root, 'corpus'));
  for (const file of files) copyFileSync(file, join(root, 'corpus', basename(file)));
  const config = { corpusDir: join(root, 'corpus'), dataDir: join(root, 'data') };
  await runReindex(config, {});
  const app = await openApp({ config });
  try {
    const answered: string[] = [];
    for (const question of questions) if ((await app.ask({ question })).status === 'answered') answered.push(question);
    return answered;
  } finally {
    await app.close();
  }
}

describe.each([
  ['one article', [CALL]],
  ['five articles', HANDFUL],
])('over %s', (_, files) => {
  it('plain questions are answered', async () => {
    const answered = await answeredIn(files, PLAIN);
    expect(PLAIN.filter((question) => !answered.includes(question)).length, answered.join('\n')).toBeLessThanOrEqual(2);
  });

  it('questions about something else are refused', async () => {
    expect((await answeredIn(files, OTHERS)).length).toBeLessThanOrEqual(1);
  });
});
