/**
 * How recorded replies of a chat model fare in the product itself: read as they would arrive, examined, judged by a judge that is
 * played from each sentence's truth. Needs a build.
 *
 *     node scripts/measure-recorded.mjs FILE.jsonl [--judge none|perfect|0.85] [--seed N] [--json] [--list]
 *
 * A line of FILE is {"id","run":"reply"|"weak","question","reply","sentences":[{"text","marks","true"}],"passages"}; the passages
 * as they stood in the prompt. Each question is also asked of the shipped corpus, to see whether a model would be asked at all.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from '../dist/answering/compose-generative.js';
import { openFolderApp, runReindex } from '../dist/compose.js';
import { readConfig } from '../dist/config.js';
import { ask } from '../dist/flows/ask.js';
import { WritingSession } from '../dist/flows/writing-session.js';
import { playedJudge } from './played-judge.mjs';
import { passageOf } from './read-passages.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    judge: { type: 'string', default: 'perfect' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const replies = readFileSync(positionals[0], 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const judge = playedJudge(values.judge, Number(values.seed));
const count = { true: 0, trueKept: 0, false: 0, falseShown: 0, answering: 0, whole: 0, noAnswer: 0, honoured: 0 };
const lost = [];

for (const { id, run, reply, sentences, passages } of replies) {
  const truths = new Map(sentences.map(({ text, true: isTrue }, i) => [text, { isTrue, id: `${id} ${run} ${i}` }]));
  const { written, saysNoAnswer } = await generate(
    { id: 'recorded', stream: async (_, { onText }) => say(reply, onText) },
    { prompt: 'answer', values: {} },
    { passages: readPassages(passages), ...(values.judge !== 'none' && { judging: judging(truths) }) },
  );
  if (sentences.length === 0) {
    count.noAnswer++;
    if (saysNoAnswer) count.honoured++;
    continue;
  }
  let isWhole = true;
  for (const [i, { text, true: isTrue }] of sentences.entries()) {
    const { verdict, text: shown } = written.sentences[i] ?? { verdict: 'unread' };
    count[isTrue]++;
    if (shown !== undefined) count[isTrue ? 'trueKept' : 'falseShown']++;
    if (isTrue && shown === undefined) isWhole = false;
    if ((shown !== undefined) !== isTrue) lost.push(`${isTrue ? 'lost' : 'shown'} ${id} ${run} (${verdict}): ${text}`);
  }
  if (run !== 'reply') continue;
  count.answering++;
  if (isWhole) count.whole++;
}

const asked = await countAsked(replies.filter(({ run, sentences }) => run === 'reply' && sentences.length > 0));
if (values.json)
  console.log(JSON.stringify({ judge: values.judge, seed: Number(values.seed), ...count, ...asked, lost }));
else {
  if (values.list) for (const line of lost) console.log(line);
  console.log(`Judge: ${values.judge}`);
  console.log(`true sentences in the model's words: ${count.trueKept} of ${count.true}`);
  console.log(`answers that come through whole: ${count.whole} of ${count.answering}`);
  console.log(`false sentences shown: ${count.falseShown} of ${count.false}`);
  console.log(`"NO ANSWER" honoured: ${count.honoured} of ${count.noAnswer}`);
  console.log(`questions a reply answers, of which the model is asked: ${asked.asked} of ${asked.questions}`);
}

/** As a stream: a few characters at a time. */
function say(reply, onText) {
  for (let at = 0; at < reply.length; at += 7) onText(reply.slice(at, at + 7));
  return { text: reply, finish: 'stop', usage: { inputTokens: 0, outputTokens: 0, isEstimated: true } };
}

function judging(truths) {
  const verdictOf = ({ text }) => {
    const known = truths.get(text);
    if (!known) throw new Error(`The reply was read as a sentence that nobody judged: ${text}`);
    return judge(known.id, known.isTrue);
  };
  return {
    judge: {
      id: 'played',
      fingerprint: () => '',
      judge: async (task) => ({ verdicts: task.sentences.map(verdictOf) }),
    },
    onJudgement: () => {},
    onFault: (error) => {
      throw error;
    },
  };
}

/** "[n] title, Footnote desk, 28 October 2022", then the text. */
function readPassages(text) {
  return text.split(/\n\n(?=\[\d+\] )/).map((passage, i) => {
    const [heading, ...body] = passage.split('\n');
    const [, title, source, day] = /^\[\d+\] (.*?)(?:, (Footnote desk))?(?:, (\d{1,2} \w+ \d{4}))?$/.exec(heading);
    const publishedAt = day && new Date(`${day} UTC`).toISOString().slice(0, 10);
    return passageOf({ id: `passage-${i}`, title, source, ...(publishedAt && { publishedAt }) }, body.join('\n'));
  });
}

/** How many of the questions a model is asked, with the shipped corpus and a model that says that there is no answer. */
async function countAsked(recorded) {
  const root = new URL('..', import.meta.url).pathname;
  const dataDir = mkdtempSync(join(tmpdir(), 'footnote-recorded-'));
  try {
    const config = { ...readConfig({}), corpusDir: `${root}corpus`, dataDir };
    await runReindex(config, {});
    const app = openFolderApp({ config });
    let questions = 0;
    for (const { question } of recorded) {
      let isAsked = false;
      const stream = async (_, { onText }) => {
        isAsked = true;
        return say('NO ANSWER', onText);
      };
      const writer = { chat: { id: 'recorded', stream }, answerMs: 60_000, onFault: () => {} };
      const beginWriting = (signal) => new WritingSession(writer, signal);
      await ask({ index: app.index, beginWriting }, { question });
      if (isAsked) questions++;
      else lost.push(`not asked: ${question}`);
    }
    app.close();
    return { questions: recorded.length, asked: questions };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
