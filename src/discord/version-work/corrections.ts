/**
 * Looks, after each new version of the index, for answers whose articles were changed or removed, and brings them up to date. What
 * no longer stands is listed and told, unless the server wants quiet or the answer was for its asker alone.
 */
import { GONE } from '../../flows/examine-answer.js';
import type { Settled } from '../../state/corrections.js';
import { type Cited, newId, type State, type StoredAnswer } from '../../state/state.js';
import type { BotContext } from '../context.js';
import { correctAnswer } from '../correct-answer.js';
import { readKeptAnswer } from '../kept-answer.js';
import { CORRECTION, EDITABLE_MS } from '../notices/correction.js';
import { isBusy, nextTurn, type VersionWork } from './work.js';

/** Settled in one transaction, so that the same statement in several of them becomes one message. */
const BATCH = 25;
/** A version without more than half of the articles that answers rest on is of another corpus, or of a broken one. */
const MOST_GONE = 0.5;
const FEW_ARTICLES = 20;

/** The version that this process looked through to its end. */
const done = new WeakMap<State, string>();

export const correctAnswers: VersionWork = {
  name: 'corrections',
  async run(context, { edition }, isStopped) {
    const { state, client } = context;
    // Work for all shards together is the first one's.
    if (done.get(state) === edition || !client.ws.shards.has(0)) return;
    const changed = await changedRevisions(context);
    for (const revision of changed) if (!(await settleAll(context, revision, isStopped))) return;
    done.set(state, edition);
  },
};

/** The revisions that answers rest on and that the index no longer has; none in a version to be doubted. */
async function changedRevisions({ state, app, logger }: BotContext): Promise<Cited[]> {
  const cited = await state.corrections.cited();
  const articles = [...new Set(cited.map(({ article }) => article))];
  const now = await app.standing.revisionsOf(articles);
  const changed = cited.filter(({ article, hash }) => now.get(article) !== hash);
  // Those that were gone before are settled, and count no more.
  const there = new Set(cited.flatMap(({ article, hash }) => (hash === GONE ? [] : article)));
  const gone = [...there].filter((article) => now.get(article) === GONE).length;
  if (gone < FEW_ARTICLES || gone <= there.size * MOST_GONE) return changed;
  logger.warn({ event: 'corrections-held-back', gone, cited: there.size });
  return [];
}

/** Settles the answers that rest on a revision. False where it broke off, to go on at the next look. */
async function settleAll(context: BotContext, revision: Cited, isStopped: () => boolean): Promise<boolean> {
  const { corrections } = context.state;
  const seen = new Set<string>();
  for (;;) {
    const answers = await corrections.restingOn(revision, isBusy(context) ? 1 : BATCH);
    // What comes again was settled by nobody: its articles changed back meanwhile.
    if (answers.every(({ id }) => seen.has(id))) return true;
    const settled: Settled[] = [];
    for (const answer of answers) {
      if (isStopped()) return false;
      await nextTurn();
      seen.add(answer.id);
      settled.push(await examine(context, answer));
    }
    await corrections.settle(joinAlike(settled, context.nowMs()));
    const found = settled.filter(({ correction }) => correction).length;
    context.logger.info({ event: 'answers-examined', answers: settled.length, corrected: found });
    if (isBusy(context)) return false;
  }
}

async function examine({ app, state, nowMs }: BotContext, answer: StoredAnswer): Promise<Settled> {
  const before = readKeptAnswer(answer.content);
  // What can't be read is shown to nobody, and cites nothing any more.
  if (!before) return { answer, content: answer.content ?? null, cited: [] };
  const examined = await app.standing.examine(before);
  const { kept, changes } = correctAnswer(before, examined, nowMs());
  const settled = { answer, content: kept, cited: examined.revisions };
  if (changes.length === 0) return settled;
  const id = newId();
  const { guild, channel, user } = answer;
  const isQuiet = guild !== undefined && (await state.settings(guild)).corrections === 'quiet';
  const isTold = !isQuiet && !(answer.isPrivate && guild !== undefined);
  const notice = {
    ...{ id, ...(guild ? { guild, channel } : { user }), kind: CORRECTION },
    ...{ content: { answer: answer.id, alike: [] as string[] }, madeAtMs: nowMs() },
  };
  return {
    ...settled,
    correction: { id, answer: answer.id, changes, foundAtMs: nowMs() },
    ...(isTold && { notice }),
  };
}

/** What has to be said in a channel of several old answers in the same words is said once, with a link to each. */
function joinAlike(settled: Settled[], nowMs: number): Settled[] {
  const heads = new Map<string, { content: { alike: string[] } }>();
  return settled.map((one) => {
    const { notice, correction, answer } = one;
    if (!notice || !correction || nowMs - answer.askedAtMs < EDITABLE_MS) return one;
    const statement = JSON.stringify([notice.channel ?? notice.user, correction.changes]);
    const head = heads.get(statement);
    if (!head) {
      heads.set(statement, notice as typeof notice & { content: { alike: string[] } });
      return one;
    }
    head.content.alike.push(correction.id);
    const { notice: _, ...rest } = one;
    return rest;
  });
}
