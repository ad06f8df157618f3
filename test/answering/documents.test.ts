import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderAnswer } from '../../src/cli/render-answer.js';
import { openCorpus } from '../support/find-in.js';

/** A club's papers, as people write them. */
const PAPERS = {
  'faq.md': `# Questions

## Can I lend my key to somebody?
No. Every member gets **one** key, and it stays with them.

## How do I book the sauna?
1. Log in at <https://book.club.example>.
2. Choose a free hour.
3. Press *Confirm*.

## What may I bring?
You may bring:

- a towel
- a bottle of water
- felt slippers
`,
  'codes.md': `# Faults of the boiler

| Fault | Meaning | What to do |
| --- | --- | --- |
| F03 | The water is too low | Open the valve until the gauge shows 1.5 bar |
| F11 | The sensor is broken | Call the [caretaker](https://club.example/care) |
| F20 | | Wait an hour |
`,
  'hosting.md': `# Run the booking server

You need a computer with Linux and 2 GB of memory.

## Install the server

Run these commands:

\`\`\`bash
wget https://dl.club.example/booking.tar.gz
tar xf booking.tar.gz
  ./booking --port 8080
\`\`\`

## Commands
Type these into the console:

- \`/list\` lists the bookings.
- \`/cancel NAME\` removes a booking.
- \`/save\` writes everything to disk.
`,
  'roles.md': `# Roles of the board

## Treasurer
Keeps the books and collects the fees.

## Warden
Looks after the sauna and the keys.
`,
};

let corpus: Awaited<ReturnType<typeof openCorpus>>;
beforeAll(async () => {
  corpus = await openCorpus(PAPERS);
});
afterAll(() => corpus.close());

const told = async (question: string) => {
  const { status, sentences } = await corpus.ask({ question });
  return status === 'answered' ? sentences.map(({ text }) => text) : [status];
};

describe('documents answer', () => {
  it('with what stands below a question that asks the same, never with the question', async () => {
    expect(await told('can i lend my key to somebody?')).toEqual([
      'No.',
      'Every member gets one key, and it stays with them.',
    ]);
  });

  it('with all steps of a list, in order', async () => {
    const { sentences } = await corpus.ask({ question: 'how do I book the sauna?' });
    expect(sentences.slice(0, 3).map(({ text, form }) => [form, text])).toEqual([
      [{ kind: 'item', number: 1 }, 'Log in at https://book.club.example.'],
      [{ kind: 'item', number: 2 }, 'Choose a free hour.'],
      [{ kind: 'item', number: 3 }, 'Press Confirm.'],
    ]);
  });

  it('with the sentence that leads to a list, and its items', async () => {
    expect(await told('what may I bring?')).toEqual([
      'You may bring:',
      'a towel',
      'a bottle of water',
      'felt slippers',
    ]);
  });

  it('with one row, its columns named, and the header quoted beside it', async () => {
    const { sentences, citations } = await corpus.ask({ question: 'what does F11 mean?' });
    expect(sentences.map(({ text }) => text)).toEqual([
      'F11 · Meaning: The sensor is broken · What to do: Call the caretaker',
    ]);
    expect(sentences[0].citations.map((place) => citations[place].quote)).toEqual([
      'F11 | The sensor is broken | Call the [caretaker](https://club.example/care)',
      'Fault | Meaning | What to do',
    ]);
  });

  it('without the name of a column that is empty', async () => {
    expect(await told('fault F20, what do I do?')).toEqual(['F20 · What to do: Wait an hour']);
  });

  it('with the command, line for line, behind the sentence that leads to it', async () => {
    const { sentences } = await corpus.ask({ question: 'how do I install the booking server?' });
    expect(sentences.slice(0, 2)).toMatchObject([
      { text: 'Run these commands:' },
      {
        text: 'wget https://dl.club.example/booking.tar.gz\ntar xf booking.tar.gz\n  ./booking --port 8080',
        form: { kind: 'code', language: 'bash' },
      },
    ]);
  });

  it('with the heading, where that is what is asked for', async () => {
    expect(await told('who looks after the keys?')).toEqual(['Warden', 'Looks after the sauna and the keys.']);
  });

  it('with all rows of a table, where all are asked for', async () => {
    expect((await told('list all faults of the boiler')).map((row) => row.slice(0, 3))).toEqual(['F03', 'F11', 'F20']);
  });

  it('with the command in the section below, under its heading, where the title asks the same', async () => {
    const { sentences } = await corpus.ask({ question: 'how do I run the booking server?' });
    expect(sentences.map(({ form }) => form?.kind)).toContain('code');
    expect(sentences.map(({ text }) => text)).not.toContain('Keeps the books and collects the fees.');
  });

  it('with the one item that is meant', async () => {
    expect((await told('how can I remove a booking?'))[0]).toBe('/cancel NAME removes a booking.');
  });

  it('with nothing of the code where it is asked what is so', async () => {
    expect((await told('how much memory does the booking server need?'))[0]).toBe(
      'You need a computer with Linux and 2 GB of memory.',
    );
  });

  it('in the terminal: items with bullets, code as it stands, no marks of Markdown', async () => {
    const shown = await renderAnswer(
      await corpus.ask({ question: 'how do I install the booking server?' }),
      process.stdout,
    );
    expect(shown).toContain(
      '    wget https://dl.club.example/booking.tar.gz\n    tar xf booking.tar.gz\n      ./booking --port 8080\n',
    );
    const list = await renderAnswer(await corpus.ask({ question: 'how do I book the sauna?' }), process.stdout);
    expect(list).toMatch(
      /1\. Log in at https:\/\/book\.club\.example\. \[1\]\n2\. Choose a free hour\. \[1\]\n3\. Press Confirm\. \[1\]/,
    );
    expect(`${shown}${list}`).not.toMatch(/[#*`]|\|/);
  });
});
