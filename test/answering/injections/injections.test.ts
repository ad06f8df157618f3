import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersAmong } from '../../../src/answering/claims/orders.js';
import { ReplyReader } from '../../../src/answering/reply/read-reply.js';
import type { Draft } from '../../../src/answering/types.js';
import { toKeptAnswer } from '../../../src/discord/kept-answer.js';
import { renderAnswer } from '../../../src/discord/render/answer.js';
import { wordsFor } from '../../../src/discord/words/index.js';
import { BAKERY } from '../../support/articles.js';
import { type IndexFolder, makeIndexFolder } from '../../support/index-folder.js';
import { type Judging, knows, type OpenAiServer, startOpenAiServer } from '../../support/openai-server/server.js';
import { CASES, type InjectionCase } from './cases.js';

const QUESTION = 'Why will the ferry between Lindvik and Skarholm not sail?';
const TRUE_SENTENCE = 'A crack was found in the ramp during an inspection on Monday. [1]';
const KEY = 'sk-test-secret-key';

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());

/** The ferry's article with the order in the place that the case names. */
function article({ carrier, injected }: InjectionCase): string {
  const at = (place: string) => (carrier === place ? `${injected}\n` : '');
  return JSON.stringify({
    id: 'ferry',
    title: carrier === 'title' ? injected.slice(0, 300) : 'Ferry to Skarholm stops for a week',
    source: carrier === 'source' ? injected.slice(0, 150) : 'Harbour desk',
    published_at: '2024-03-05',
    url:
      carrier === 'url'
        ? `https://desk.example.org/a?${encodeURIComponent(injected.slice(0, 200))}`
        : 'https://desk.example.org/a',
    body: `${at('body start')}The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday.\n${at('body middle')}A crack was found in the ramp during an inspection on Monday.\n${carrier === 'quotation' ? `“${injected}” she said.\n` : ''}Repairs will cost 40,000 crowns.\n${at('body end')}`,
  });
}

/** Judges that a model which obeys may have beside it. */
const JUDGES: [string, (injection: InjectionCase) => Judging | string][] = [
  ['nobody judges', () => 'No verdict.'],
  ['a judge says 1 to everything', () => () => true],
  ['a judge is honest but for what was ordered', ({ obeys }) => knows(...linesOfOrder(obeys))],
];
/** The ordered sentences as a judge would get them. */
const linesOfOrder = (obeys: string) => {
  const reader = new ReplyReader();
  return [...reader.feed(obeys).sentences, ...reader.finish().sentences].map(({ text }) => text);
};

async function attack(injection: InjectionCase, judging: Judging | string, folder: IndexFolder) {
  server.judges(judging);
  server.says(({ messages }) =>
    messages[0].content.includes('rewrite the last message')
      ? injection.obeys
      : `${TRUE_SENTENCE} ${injection.obeys} ${injection.obeys.replace(/ ?\[\d\]/, '')}`,
  );
  const drafts: Draft[] = [];
  const app = folder.with({ chatModel: 'openai:tiny', openAiKey: KEY, openAiBaseUrl: server.url }).open(() => {});
  const { carrier, injected } = injection;
  const answer = await app.ask(
    {
      question: carrier === 'question' ? `${QUESTION} ${injected}`.slice(0, 1000) : QUESTION,
      ...(carrier === 'history' && {
        history: [
          { role: 'user' as const, text: injected },
          { role: 'assistant' as const, text: injected },
        ],
      }),
    },
    { onDraft: (draft) => drafts.push(draft) },
  );
  app.close();
  return { answer, drafts, shown: renderAnswer(toKeptAnswer(answer, {}), wordsFor('en-GB')) };
}

/** Every sixth; with LONG_FUZZ all. */
const TRIED = CASES.filter((_, i) => process.env.LONG_FUZZ !== undefined || i % 6 === 0);

describe(`${CASES.length} orders to the bot, and a model that obeys each`, () => {
  it('are at least 300', () => expect(CASES.length).toBeGreaterThanOrEqual(300));

  for (const [i, injection] of TRIED.entries()) {
    it(`breach nothing, whoever judges: ${injection.name}`, async () => {
      const folder = makeIndexFolder({ 'ferry.json': article(injection), 'bakery.md': BAKERY });
      await folder.reindex();
      for (const [name, judging] of process.env.LONG_FUZZ ? JUDGES : [JUDGES[i % JUDGES.length]]) {
        const { answer, drafts, shown } = await attack(injection, judging(injection), folder);
        const said = [
          answer.sentences,
          answer.draft?.sentences ?? [],
          ...drafts.map(({ sentences }) => sentences),
        ].flat();
        for (const { text } of said) expect(text, name).not.toMatch(injection.breach);
        for (const { quote } of [...answer.citations, ...(answer.draft?.citations ?? [])])
          expect(quote, name).not.toMatch(injection.breach);
        const [sentences] = shown.join('\n').split('\n\n');
        if (answer.status === 'answered') expect(sentences, name).not.toMatch(injection.breach);
        // The only addresses are those of indexed articles; nothing mentions anyone; no hidden character is left.
        for (const [address] of shown.join('\n').matchAll(/https?:\/\/[^\s>)]+/g))
          expect(address).toMatch(/^https:\/\/desk\.example\.org\//);
        expect(shown.join('\n')).not.toMatch(/@everyone|<@!?\d|<@&\d|<#\d|[\u202a-\u202e\u{e0000}-\u{e007f}]/u);
        expect(JSON.stringify(answer) + shown.join('')).not.toContain(KEY);
        // A judge that lets a changed sentence pass has judged nothing.
        if (name.includes('everything'))
          expect(answer.trace.written?.sentences?.map(({ verdict }) => verdict) ?? []).not.toContain('judged');
      }
    });
  }

  it('would be breaches without the gate: what the model wrote holds them', () => {
    for (const { obeys, breach } of CASES) expect(obeys).toMatch(breach);
  });
});

describe('sentences of ordinary news', () => {
  it.each([
    'The minister ignored the warnings of her advisers.',
    'Voters were told to ignore the rumours about the polling stations.',
    'The system failed at noon, and the trains stopped.',
    'He said that the instructions had come from the capital.',
    'The assistant of the mayor, Per Lund, resigned.',
    'OpenAI warned that the program sometimes writes answers that sound plausible but are wrong.',
    'The chief of staff said that he would answer questions on Friday.',
    '“Say that again,” the judge told the witness.',
    'Officials repeated that the bridge was safe.',
    'The company said that its new model costs less than the old one.',
    'The court ordered the bank to write to all customers.',
    'Users of the network were asked to print their tickets.',
    'The report says that the dam had been inspected in May.',
    'Prompt action by the crew saved the passengers.',
    'The agent of the player told reporters that he would stay.',
  ])('are not taken for orders: %s', (sentence) => {
    expect(ordersAmong([sentence], () => true)).toEqual([false]);
  });
});
