/** What every store of the state promises; run on the file and on PostgreSQL. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLAIM_MS } from '../../src/state/notices.js';
import {
  type AwaitedAnswer,
  type Case,
  type NewFollow,
  type NewNotice,
  newId,
  type State,
  type StoredAnswer,
  type Taught,
} from '../../src/state/state.js';

export interface StoreUnderTest {
  /** Opens the same store once more, as another process would. */
  open(): Promise<State>;
  /** Puts settings that this program never wrote. */
  spoilSettings(content: string): Promise<void>;
  stop(): Promise<void>;
}

const answer = (change: Partial<StoredAnswer> = {}): StoredAnswer => ({
  id: newId(),
  guild: 'g1',
  channel: 'c1',
  user: 'u1',
  askedAtMs: 1000,
  question: 'Who denied it?',
  status: 'answered',
  isPrivate: false,
  content: { sentences: ['one'] },
  ...change,
});

const digest = (change = {}) => ({
  ...{ id: 'd1', guild: 'g1', channel: 'c1', hour: 8, zone: 'Europe/Kyiv', saysEmpty: false, dueAtMs: 1000 },
  ...change,
});

const notice = (id: string, change: Partial<NewNotice> = {}): NewNotice => ({
  ...{ id, guild: 'g1', channel: 'c1', user: 'u1', kind: 'note', content: { words: 'It’s so' }, madeAtMs: 1000 },
  ...change,
});

const awaited = (change: Partial<AwaitedAnswer> = {}): AwaitedAnswer => ({
  ...{ id: 'w1', user: 'u1', abstention: 'a1', guild: 'g1', channel: 'c1', isPrivate: false, question: 'Who?' },
  ...{ filters: { source: 'Desk' }, locale: 'de', sinceMs: 1000, expiresAtMs: 9000, knownKey: 5, seenKey: 5 },
  ...change,
});

const follow = (change: Partial<NewFollow> = {}): NewFollow => ({
  ...{ id: 'f1', guild: 'g1', user: 'u1', topic: 'grain', everyHours: 24, locale: 'de', madeAtMs: 1000 },
  ...{ dueAtMs: 1000, seenKey: 5, known: ['a.md'] },
  ...change,
});

const kept = (change: Partial<Case> = {}): Case => ({
  ...{ answer: 'a1', guild: 'g1', question: 'Who denied it?', expected: { words: ['Grossi'] }, madeAtMs: 1000 },
  ...change,
});

/** `start` makes what all tests share, and gives what makes one empty store. */
export function describeState(
  name: string,
  start: () => Promise<{ make(): Promise<StoreUnderTest>; stop(): Promise<void> }>,
): void {
  describe(name, () => {
    let all: Awaited<ReturnType<typeof start>>;
    let store: StoreUnderTest;
    let state: State;

    beforeAll(async () => {
      all = await start();
    });
    afterAll(() => all.stop());
    beforeEach(async () => {
      store = await all.make();
      state = await store.open();
    });
    afterEach(async () => {
      await state.close();
      await store.stop();
    });
    const reopen = async () => {
      await state.close();
      state = await store.open();
    };

    describe('settings', () => {
      it('are the server’s own, and keep what isn’t changed', async () => {
        await state.changeSettings('g1', { threads: true, askChannels: ['123'] });
        await state.changeSettings('g1', { language: 'de' });
        expect(await state.settings('g1')).toMatchObject({ threads: true, askChannels: ['123'], language: 'de' });
        expect(await state.settings('g2')).toMatchObject({ threads: false, askChannels: [], language: 'auto' });
      });

      it('fall back one by one where they can’t be read', async () => {
        await state.changeSettings('g1', { threads: true });
        await store.spoilSettings('{"threads":true,"askChannels":"all","sources":[1]}');
        await reopen();
        expect(await state.settings('g1')).toMatchObject({ threads: true, askChannels: [], sources: [] });
        await store.spoilSettings('not JSON');
        await reopen();
        expect(await state.settings('g1')).toMatchObject({ threads: false });
      });
    });

    describe('answers', () => {
      it('are found by id and by any of their messages, after a restart too', async () => {
        const one = answer();
        await state.recordAnswer(one);
        await state.recordMessages(one.id, [
          { message: 'm1', channel: 'c1' },
          { message: 'm2', channel: 'c1' },
        ]);
        await reopen();
        expect(await state.answer(one.id)).toEqual(one);
        expect((await state.answerOfMessage('m2'))?.id).toBe(one.id);
        expect(await state.messagesOf(one.id)).toEqual([
          { message: 'm1', channel: 'c1' },
          { message: 'm2', channel: 'c1' },
        ]);
      });

      it('are kept before they are posted, tied to their messages, and belong to the thread they were posted into', async () => {
        const one = answer();
        await state.recordAndPost(one, async () => {
          expect(await state.answer(one.id)).toEqual(one);
          return [{ message: 'm1', channel: 't1' }];
        });
        expect((await state.answerOfMessage('m1'))?.id).toBe(one.id);
        expect((await state.conversation('t1', 'u1', 0, 9)).map(({ id }) => id)).toEqual([one.id]);
      });

      it('are not kept where they can’t be posted', async () => {
        const one = answer();
        await expect(state.recordAndPost(one, () => Promise.reject(new Error('forbidden')))).rejects.toThrow(
          'forbidden',
        );
        expect(await state.answer(one.id)).toBeUndefined();
      });

      it('make a conversation per channel and person, the newest of them, oldest first', async () => {
        for (const [askedAtMs, user, channel] of [
          [1, 'u1', 'c1'],
          [2, 'u1', 'c1'],
          [3, 'u2', 'c1'],
          [4, 'u1', 'c2'],
          [5, 'u1', 'c1'],
        ] as const)
          await state.recordAnswer(answer({ askedAtMs, user, channel }));
        const times = async (sinceMs: number, most: number) =>
          (await state.conversation('c1', 'u1', sinceMs, most)).map(({ askedAtMs }) => askedAtMs);
        expect(await times(0, 9)).toEqual([1, 2, 5]);
        expect(await times(0, 2)).toEqual([2, 5]);
        expect(await times(2, 9)).toEqual([2, 5]);
      });

      it('go with all that belongs to them: by person, by server, by age', async () => {
        const [own, others, old, elsewhere] = [
          answer(),
          answer({ user: 'u2' }),
          answer({ user: 'u2', askedAtMs: 1 }),
          answer({ user: 'u2', guild: 'g2' }),
        ];
        for (const one of [own, others, old, elsewhere]) await state.recordAnswer(one);
        await state.recordMessages(own.id, [{ message: 'm1', channel: 'c1' }]);
        await state.giveFeedback(others.id, { user: 'u1', vote: -1, reasons: ['wrong'] });
        await state.giveFeedback(own.id, { user: 'u2', vote: 1 });
        expect(await state.keptOf('u1')).toEqual({ questions: 1, votes: 1, awaited: 0, follows: 0, taught: 0 });
        expect(await state.forgetUser('u1')).toEqual({ questions: 1, votes: 1, awaited: 0, follows: 0, taught: 0 });
        expect(await state.keptOf('u1')).toEqual({ questions: 0, votes: 0, awaited: 0, follows: 0, taught: 0 });
        expect(await state.answerOfMessage('m1')).toBeUndefined();
        expect(await state.purge(500)).toBe(1);
        expect(await state.answer(old.id)).toBeUndefined();
        await state.changeSettings('g1', { threads: true });
        await state.forgetGuild('g1');
        expect(await state.answer(others.id)).toBeUndefined();
        expect((await state.settings('g1')).threads).toBe(false);
        expect(await state.answer(elsewhere.id)).toEqual(elsewhere);
      });
    });

    describe('feedback', () => {
      it('is one vote per person, the last one', async () => {
        const one = answer();
        await state.recordAnswer(one);
        expect(await state.giveFeedback(one.id, { user: 'u2', vote: -1, reasons: ['wrong'], words: 'no' })).toBe(true);
        await state.giveFeedback(one.id, { user: 'u3', vote: -1, reasons: ['outdated'] });
        await state.giveFeedback(one.id, { user: 'u4', vote: 1 });
        const [open] = await state.openQuestions('g1');
        expect(open).toMatchObject({ dislikes: 2, likes: 1, words: ['no'] });
        expect(open.reasons.sort()).toEqual(['outdated', 'wrong']);
        await state.giveFeedback(one.id, { user: 'u2', vote: 1 });
        await state.giveFeedback(one.id, { user: 'u3', vote: 1 });
        expect(await state.openQuestions('g1')).toEqual([]);
      });

      it('has several reasons as each of them, also beside those of others', async () => {
        const one = answer();
        await state.recordAnswer(one);
        await state.giveFeedback(one.id, { user: 'u2', vote: -1, reasons: ['wrong', 'missing'] });
        await state.giveFeedback(one.id, { user: 'u3', vote: -1, reasons: ['outdated'] });
        await state.giveFeedback(one.id, { user: 'u4', vote: -1, reasons: [] });
        const [{ dislikes, reasons }] = await state.openQuestions('g1');
        expect([dislikes, reasons.sort()]).toEqual([3, ['missing', 'outdated', 'wrong']]);
      });

      it('keeps its reason when the same vote comes again without one', async () => {
        const one = answer();
        await state.recordAnswer(one);
        await state.giveFeedback(one.id, { user: 'u2', vote: -1, reasons: ['wrong'], words: 'no' });
        await state.giveFeedback(one.id, { user: 'u2', vote: -1 });
        expect((await state.openQuestions('g1'))[0]).toMatchObject({ dislikes: 1, reasons: ['wrong'], words: ['no'] });
      });

      it('to an answer that is no longer kept is refused', async () => {
        expect(await state.giveFeedback('gone', { user: 'u1', vote: 1 })).toBe(false);
      });

      it('shows a server its own questions alone, newest first', async () => {
        await state.recordAnswer(answer({ status: 'abstained', askedAtMs: 1, question: 'first' }));
        await state.recordAnswer(answer({ status: 'abstained', askedAtMs: 2, question: 'second' }));
        await state.recordAnswer(answer({ status: 'abstained', guild: 'g2', question: 'elsewhere' }));
        await state.recordAnswer(answer({ status: 'answered', question: 'fine' }));
        expect((await state.openQuestions('g1')).map(({ question }) => question)).toEqual(['second', 'first']);
      });
    });

    describe('answers that say a figure', () => {
      const record = async (change: Partial<StoredAnswer> = {}, figureKey = 7) => {
        const one = answer(change);
        await state.recordAnswer(one, { cited: [], figureKey });
        return one;
      };
      const unseen = async (key: number) => (await state.figures.unseen(key, 9)).map(({ answer: { id } }) => id);

      it('are looked at once for each article that comes, until they are old', async () => {
        const [one, other] = [await record(), await record({ askedAtMs: 5000 }, 9)];
        expect(await state.figures.leastSeen(7)).toBeUndefined();
        expect(await state.figures.leastSeen(9)).toBe(7);
        expect(await unseen(9)).toEqual([one.id]);
        expect(await unseen(10)).toEqual([one.id, other.id]);
        await state.figures.seen([one.id, other.id], 10);
        expect(await unseen(10)).toEqual([]);
        // The index was made anew and counts from the beginning.
        await state.figures.forgetKeysAbove(3);
        expect(await state.figures.leastSeen(4)).toBe(3);
        await state.figures.expire(2000);
        expect(await unseen(4)).toEqual([other.id]);
      });

      it('are told of once, whoever finds it, and not where they are gone', async () => {
        const one = await record();
        const offer = (on: State, id: string) =>
          on.figures.offer(one.id, { id, guild: 'g1', channel: 'c1', kind: 'note', content: {}, madeAtMs: 1 });
        const other = await store.open();
        await Promise.all([offer(state, 'first'), offer(other, 'second')]);
        await other.close();
        await offer(state, 'third');
        expect(await state.notices.due(9, ['note'])).toHaveLength(1);
        expect(await unseen(9)).toEqual([]);
      });
    });

    describe('what answers cite', () => {
      const [ferry, bakery] = [
        { article: 'ferry.md', hash: 'h1' },
        { article: 'bakery.md', hash: 'h2' },
      ];
      const correctionOf = ({ id }: StoredAnswer, found = 1000) => ({
        ...{ id: newId(), answer: id, changes: [{ said: 'one' }], foundAtMs: found },
      });

      it('is recorded with them, each revision told once, and goes with them', async () => {
        const [one, other] = [answer(), answer({ user: 'u2' })];
        await state.recordAnswer(one, { cited: [ferry, bakery] });
        await state.recordAnswer(other, { cited: [ferry] });
        const inOrder = async () => (await state.corrections.cited()).sort((a, b) => (a.article < b.article ? -1 : 1));
        expect(await inOrder()).toEqual([bakery, ferry]);
        expect((await state.corrections.restingOn(ferry, 9)).map(({ id }) => id).sort()).toEqual(
          [one.id, other.id].sort(),
        );
        expect(await state.corrections.restingOn(ferry, 1)).toHaveLength(1);
        expect(await state.corrections.restingOn({ ...ferry, hash: 'h9' }, 9)).toEqual([]);
        await state.forgetUser('u1');
        expect(await inOrder()).toEqual([ferry]);
      });

      it('is settled by one process alone, with what is told of it', async () => {
        const one = answer();
        await state.recordAnswer(one, { cited: [ferry] });
        const read = (await state.answer(one.id))!;
        const settle = (on: State, id: string) =>
          on.corrections.settle([
            {
              ...{ answer: read, content: { by: id }, cited: [{ ...ferry, hash: 'h3' }] },
              correction: { ...correctionOf(one), id },
              notice: { id, guild: 'g1', channel: 'c1', kind: 'note', content: {}, madeAtMs: 1 },
            },
          ]);
        const other = await store.open();
        await Promise.all([settle(state, 'first'), settle(other, 'second')]);
        await other.close();
        const { items, count } = await state.corrections.of('g1', 0, 9);
        expect(count).toBe(1);
        const [{ id }] = items;
        expect((await state.answer(one.id))!.content).toEqual({ by: id });
        expect(await state.corrections.cited()).toEqual([{ ...ferry, hash: 'h3' }]);
        expect((await state.notices.due(9, ['note'])).map((notice) => notice.id)).toEqual([id]);
      });

      it('is settled for no answer that is gone', async () => {
        const one = answer();
        await state.corrections.settle([{ answer: one, content: {}, cited: [ferry], correction: correctionOf(one) }]);
        expect(await state.corrections.cited()).toEqual([]);
        expect((await state.corrections.of('g1', 0, 9)).count).toBe(0);
      });

      it('and had to be corrected is listed by server, the newest first, page by page', async () => {
        const [old, late, elsewhere] = [answer(), answer({ isPrivate: true }), answer({ guild: 'g2' })];
        for (const [i, one] of [old, late, elsewhere].entries()) {
          await state.recordAnswer(one, { cited: [ferry] });
          await state.corrections.settle([
            { answer: one, content: one.content, cited: [ferry], correction: correctionOf(one, i) },
          ]);
        }
        await state.recordMessages(old.id, [{ message: 'm1', channel: 'c1' }]);
        const { items, count } = await state.corrections.of('g1', 0, 9);
        expect(count).toBe(2);
        expect(items).toMatchObject([
          { answer: late.id, isPrivate: true, changes: [{ said: 'one' }] },
          { answer: old.id, isPrivate: false, message: 'm1', question: old.question, channel: 'c1' },
        ]);
        await state.corrections.told(items[1].id, 'edited');
        expect((await state.corrections.of('g1', 1, 9)).items).toMatchObject([{ answer: old.id, told: 'edited' }]);
      });
    });

    describe('digests', () => {
      it('are kept as they were made, by server, up to a number', async () => {
        const weekly = digest({ id: 'd2', weekday: 1, topic: 'grain', source: 'Desk', saysEmpty: true, dueAtMs: 500 });
        expect(await state.digests.add(digest(), 2)).toBe(true);
        expect(await state.digests.add(weekly, 2)).toBe(true);
        expect(await state.digests.add(digest({ id: 'd3' }), 2)).toBe(false);
        expect(await state.digests.add(digest({ id: 'd4', guild: 'g2' }), 2)).toBe(true);
        await reopen();
        const fresh = { told: [], failures: 0, isOff: false };
        expect(await state.digests.of('g1')).toEqual([
          { ...weekly, ...fresh },
          { ...digest(), ...fresh },
        ]);
        expect(await state.digests.remove('g2', 'd1')).toBe(false);
        expect(await state.digests.remove('g1', 'd1')).toBe(true);
        expect((await state.digests.of('g1')).map(({ id }) => id)).toEqual(['d2']);
      });

      it('are due when their time has come, and claimed by one alone', async () => {
        await state.digests.add(digest(), 9);
        expect(await state.digests.due(999)).toEqual([]);
        const [due] = await state.digests.due(1000);
        const other = await store.open();
        const [seenByOther] = await other.digests.due(1000);
        expect(await state.digests.claim(due, 2000)).toBe(true);
        expect(await other.digests.claim(seenByOther, 2000)).toBe(false);
        expect(await state.digests.claim(due, 2000)).toBe(false);
        await other.close();
        expect(await state.digests.due(1999)).toEqual([]);
        expect(await state.digests.due(2000)).toHaveLength(1);
      });

      it('are switched off by failures in a row, and not by others', async () => {
        await state.digests.add(digest(), 9);
        expect(await state.digests.failed('d1', 3)).toBe(false);
        expect(await state.digests.failed('d1', 3)).toBe(false);
        await state.digests.succeeded('d1', ['a.md']);
        expect(await state.digests.of('g1')).toMatchObject([{ failures: 0, told: ['a.md'] }]);
        expect(await state.digests.failed('d1', 3)).toBe(false);
        expect(await state.digests.failed('d1', 3)).toBe(false);
        expect(await state.digests.failed('d1', 3)).toBe(true);
        expect(await state.digests.due(5000)).toEqual([]);
        expect(await state.digests.of('g1')).toMatchObject([{ isOff: true }]);
      });

      it('go with the server', async () => {
        await state.digests.add(digest(), 9);
        await state.digests.add(digest({ id: 'd2', guild: 'g2' }), 9);
        await state.forgetGuild('g1');
        expect(await state.digests.of('g1')).toEqual([]);
        expect(await state.digests.of('g2')).toHaveLength(1);
      });
    });

    describe('notices', () => {
      const due = async (nowMs: number, kinds = ['note']) =>
        (await state.notices.due(nowMs, kinds)).map(({ id }) => id);

      it('are due one a place, the first first, and only of the kinds that are known', async () => {
        await state.notices.add(notice('n2', { madeAtMs: 1001 }));
        await state.notices.add(notice('n1'));
        await state.notices.add(notice('n3', { channel: 'c2', dueAtMs: 3000 }));
        await state.notices.add(notice('n4', { channel: undefined }));
        await state.notices.add(notice('n5', { channel: undefined, guild: undefined }));
        await state.notices.add(notice('n6', { channel: 'c3', kind: 'of a newer program' }));
        // The same cause again.
        await state.notices.add(notice('n1', { channel: 'c9', content: 'other' }));
        await reopen();
        expect(await due(999)).toEqual([]);
        expect(await due(2000)).toEqual(['n1', 'n4']);
        expect(await due(3000)).toEqual(['n1', 'n4', 'n3']);
        expect(await due(3000, [])).toEqual([]);
        const [first] = await state.notices.due(2000, ['note']);
        expect(first).toEqual({ ...notice('n1'), dueAtMs: 1000, failures: 0 });
      });

      it('are claimed by one alone, and anew when the claim has run out', async () => {
        await state.notices.add(notice('n1'));
        const other = await store.open();
        const [one] = await state.notices.due(1000, ['note']);
        const [same] = await other.notices.due(1000, ['note']);
        const claims = await Promise.all([state.notices.claim(one, 2000), other.notices.claim(same, 2000)]);
        expect(claims.filter(Boolean)).toEqual([{ ...one, beganAtMs: 2000, claimedAtMs: 2000 }]);
        expect(await due(1999 + CLAIM_MS)).toEqual([]);
        // By a clock that was wrong.
        await state.notices.add(notice('n2', { channel: 'c2' }));
        const [, ahead] = await state.notices.due(2000 + CLAIM_MS, ['note']);
        await state.notices.claim(ahead, 9000 + 2 * CLAIM_MS);
        expect(await due(9000)).toEqual(['n2']);
        await state.notices.forget('n2');
        const [again] = await other.notices.due(2000 + CLAIM_MS, ['note']);
        expect(await other.notices.claim(again, 2000 + CLAIM_MS)).toMatchObject({
          beganAtMs: 2000,
          claimedAtMs: 2000 + CLAIM_MS,
        });
        // The process that was slow lets go of what isn't its own any more.
        await state.notices.failed({ ...one, claimedAtMs: 2000 }, 0);
        expect(await due(2000 + CLAIM_MS)).toEqual([]);
        await other.close();
      });

      it('that were told are not due again, count where they were told, and say nothing any more', async () => {
        for (const id of ['n1', 'n2', 'n3']) await state.notices.add(notice(id));
        await state.notices.told('n1', 5000);
        await state.notices.told('n2', 6000);
        await state.notices.told('n2', 7000);
        await state.notices.add(notice('n1'));
        expect(await due(9000)).toEqual(['n3']);
        expect(await state.notices.toldAt(notice('n3'), 0, 9000)).toEqual({
          count: 2,
          firstAtMs: 5000,
          lastAtMs: 6000,
        });
        expect(await state.notices.toldAt(notice('n3'), 5000, 9000)).toMatchObject({ count: 1, firstAtMs: 6000 });
        expect(await state.notices.toldAt(notice('n3'), 0, 5999)).toMatchObject({ count: 1, lastAtMs: 5000 });
        expect(await state.notices.toldAt(notice('n3', { channel: undefined }), 0, 9000)).toMatchObject({ count: 0 });
        await state.notices.postpone(notice('n3'), 10_000);
        expect(await due(9999)).toEqual([]);
        expect(await due(10_000)).toEqual(['n3']);
      });

      it('are known as long as their rows are there, told or not', async () => {
        expect(await state.notices.has('n1')).toBe(false);
        await state.notices.add(notice('n1'));
        expect(await state.notices.has('n1')).toBe(true);
        await state.notices.told('n1', 2000);
        expect(await state.notices.has('n1')).toBe(true);
        await state.notices.add(notice('n2'));
        await state.notices.forget('n2');
        expect(await state.notices.has('n2')).toBe(false);
      });

      it('that failed come again later; what is taken back doesn’t', async () => {
        await state.notices.add(notice('n1'));
        await state.notices.add(notice('n2', { channel: 'c2' }));
        const [one] = await state.notices.due(1000, ['note']);
        const claimed = await state.notices.claim(one, 1500);
        await state.notices.failed(claimed!, 4000);
        await state.notices.forget('n2');
        expect(await due(3999)).toEqual([]);
        const [again] = await state.notices.due(4000, ['note']);
        expect(again).toMatchObject({ id: 'n1', failures: 1, beganAtMs: 1500 });
        expect(again).not.toHaveProperty('claimedAtMs');
      });

      it('go with the person, the server and their time', async () => {
        await state.notices.add(notice('n1', { guild: undefined }));
        await state.notices.add(notice('n2', { user: undefined }));
        await state.notices.add(notice('n3', { user: 'u2', guild: 'g2', channel: 'c3', madeAtMs: 2000 }));
        await state.forgetUser('u1');
        expect(await due(9000)).toEqual(['n2', 'n3']);
        await state.forgetGuild('g1');
        expect(await due(9000)).toEqual(['n3']);
        await state.purge(2000);
        expect(await due(9000)).toEqual(['n3']);
        await state.purge(2001);
        expect(await due(9000)).toEqual([]);
      });
    });

    describe('awaited answers', () => {
      const found = (of: State, by: string) =>
        of.awaited.found(awaited(), answer({ question: by }), notice('other', { content: { by } }));

      it('are waited for once by a person, and up to a number', async () => {
        expect(await state.awaited.add(awaited(), 2)).toBe('added');
        expect(await state.awaited.add(awaited({ id: 'w2', question: 'other' }), 2)).toBe('already');
        expect(await state.awaited.add(awaited({ id: 'w3', abstention: 'a2' }), 2)).toBe('added');
        expect(await state.awaited.add(awaited({ id: 'w4', abstention: 'a3' }), 2)).toBe('full');
        expect(await state.awaited.add(awaited({ id: 'w5', user: 'u2' }), 2)).toBe('added');
        await reopen();
        expect(await state.awaited.get(awaited())).toEqual(awaited());
        expect(await state.keptOf('u1')).toMatchObject({ awaited: 2 });
        expect(await state.awaited.remove(awaited())).toBe(true);
        expect(await state.awaited.remove(awaited())).toBe(false);
        expect(await state.keptOf('u1')).toMatchObject({ awaited: 1 });
      });

      it('are tried when there are newer articles, and not after their time', async () => {
        await state.awaited.add(awaited(), 9);
        await state.awaited.add(awaited({ id: 'w2', abstention: 'a0', guild: undefined, sinceMs: 999 }), 9);
        expect(await state.awaited.untried(5)).toEqual([]);
        expect(await state.awaited.untried(6)).toEqual([
          { user: 'u1', abstention: 'a0' },
          { user: 'u1', abstention: 'a1', guild: 'g1' },
        ]);
        await state.awaited.tried(awaited(), 6);
        expect((await state.awaited.untried(6)).map(({ abstention }) => abstention)).toEqual(['a0']);
        expect(await state.awaited.get(awaited())).toMatchObject({ knownKey: 5, seenKey: 6 });
        await state.awaited.forgetKeysAbove(3);
        expect(await state.awaited.get(awaited())).toMatchObject({ knownKey: 3, seenKey: 3 });
        await state.awaited.expire(8999);
        expect(await state.keptOf('u1')).toMatchObject({ awaited: 2 });
        await state.awaited.expire(9000);
        expect(await state.keptOf('u1')).toMatchObject({ awaited: 0 });
      });

      it('are listed by the channel in which they are told', async () => {
        await state.awaited.add(awaited({ sinceMs: 2000 }), 9);
        await state.awaited.add(awaited({ id: 'w2', abstention: 'a2' }), 9);
        await state.awaited.add(awaited({ id: 'w3', abstention: 'a3', isPrivate: true }), 9);
        await state.awaited.add(awaited({ id: 'w4', abstention: 'a4', channel: 'c2' }), 9);
        expect((await state.awaited.waitingIn('c1', 9)).map(({ id }) => id)).toEqual(['w2', 'w1']);
        expect((await state.awaited.waitingIn('c1', 1)).map(({ id }) => id)).toEqual(['w2']);
      });

      it('are found by one process alone, with an answer and a notice', async () => {
        await state.awaited.add(awaited(), 9);
        const other = await store.open();
        const both = await Promise.all([found(state, 'one'), found(other, 'two')]);
        await other.close();
        expect(both.filter(Boolean)).toHaveLength(1);
        const by = both[0] ? 'one' : 'two';
        expect(await state.answer('w1')).toMatchObject({ id: 'w1', question: by });
        expect(await state.notices.due(1000, ['note'])).toMatchObject([{ id: 'w1', content: { by } }]);
        expect(await state.awaited.get(awaited())).toBeUndefined();
      });

      it('that were deleted are not found', async () => {
        await state.awaited.add(awaited(), 9);
        await state.forgetUser('u1');
        expect(await found(state, 'one')).toBe(false);
        expect(await state.answer('w1')).toBeUndefined();
        expect(await state.notices.due(1000, ['note'])).toEqual([]);
      });
    });

    describe('cases', () => {
      const all = async () => (await state.cases.all()).map(({ answer: from }) => from);

      it('are kept of answers that are there, once each, and listed by server, the newest first', async () => {
        for (const id of ['a1', 'a2', 'a3']) await state.recordAnswer(answer({ id }));
        expect(await state.cases.keep(kept())).toBe(true);
        expect(await state.cases.keep(kept({ answer: 'a2', madeAtMs: 2000 }))).toBe(true);
        expect(await state.cases.keep(kept({ answer: 'a3', guild: 'g2' }))).toBe(true);
        expect(await state.cases.keep(kept({ answer: 'gone' }))).toBe(false);
        await reopen();
        expect(await state.cases.of('g1', 0, 1)).toEqual({
          count: 2,
          items: [kept({ answer: 'a2', madeAtMs: 2000 })],
        });
        expect((await state.cases.of('g1', 1, 9)).items).toEqual([kept()]);
        expect((await state.cases.all('g2')).map(({ answer: from }) => from)).toEqual(['a3']);
        await state.cases.noteMet(kept(), 3000);
        expect((await state.cases.of('g1', 1, 9)).items).toEqual([kept({ metSinceMs: 3000 })]);
        await state.cases.noteMet(kept({ madeAtMs: 999 }), undefined);
        expect((await state.cases.of('g1', 1, 9)).items).toEqual([kept({ metSinceMs: 3000 })]);
        await state.cases.noteMet(kept(), undefined);
        expect((await state.cases.of('g1', 1, 9)).items).toEqual([kept()]);
        await state.cases.noteMet(kept(), 3000);
        // Made anew, it says nothing of what was seen before.
        const anew = kept({ question: 'Who denied the strike?', expected: { unanswerable: true } });
        expect(await state.cases.keep(anew)).toBe(true);
        expect((await state.cases.of('g1', 1, 9)).items).toEqual([anew]);
        expect(await state.cases.remove('g2', 'a1')).toBe(false);
        expect(await state.cases.remove('g1', 'a1')).toBe(true);
        expect(await all()).toEqual(['a3', 'a2']);
      });

      it('go with the asker’s data, with the answer that is deleted and with the server, and not with time', async () => {
        await state.recordAnswer(answer({ id: 'a1' }));
        await state.recordAnswer(answer({ id: 'a2', user: 'u2' }));
        await state.recordAnswer(answer({ id: 'a3', user: 'u3', askedAtMs: 5000 }));
        await state.recordAnswer(answer({ id: 'a4', user: 'u4', guild: 'g2' }));
        for (const from of ['a1', 'a2', 'a3']) await state.cases.keep(kept({ answer: from }));
        await state.cases.keep(kept({ answer: 'a4', guild: 'g2' }));
        await state.forgetUser('u1');
        expect(await all()).toEqual(['a2', 'a3', 'a4']);
        await state.purge(2000);
        expect(await state.answer('a2')).toBeUndefined();
        expect(await all()).toEqual(['a2', 'a3', 'a4']);
        await state.deleteAnswer('a3');
        expect(await all()).toEqual(['a2', 'a4']);
        await state.forgetGuild('g2');
        expect(await all()).toEqual(['a2']);
      });
    });

    describe('messages that became articles', () => {
      const taught = (message: string, change: Partial<Taught> = {}): Taught => ({
        ...{ message, guild: 'g1', path: `added/${message}.md`, author: 'u1', adder: 'u2', taughtAtMs: 1000 },
        ...change,
      });
      const withdrawn = async () => (await state.taught.withdrawn()).map(({ message }) => message);

      it('are so once, until they are gone', async () => {
        expect(await state.taught.begin(taught('m1'))).toBe(true);
        expect(await state.taught.begin(taught('m1', { path: 'added/other.md' }))).toBe(false);
        await reopen();
        expect(await state.taught.get('m1')).toEqual(taught('m1'));
        expect(await state.keptOf('u1')).toMatchObject({ taught: 1 });
        expect(await withdrawn()).toEqual([]);
        await state.taught.withdraw('m1', 2000);
        await state.taught.withdraw('m1', 3000);
        const { author: _, adder: __, ...rest } = taught('m1', { withdrawnAtMs: 2000 });
        expect(await state.taught.withdrawn()).toEqual([rest]);
        expect(await state.keptOf('u1')).toMatchObject({ taught: 0 });
        await state.taught.gone('m1');
        expect(await state.taught.get('m1')).toBeUndefined();
        expect(await state.taught.begin(taught('m1', { path: 'added/other.md' }))).toBe(true);
      });

      it('are to go with their author’s data and with the server; who added them is forgotten alone', async () => {
        await state.taught.begin(taught('m1'));
        await state.taught.begin(taught('m2', { author: 'u3', adder: 'u1' }));
        await state.taught.begin(taught('m3', { guild: 'g2', author: 'u3' }));
        await state.taught.begin(taught('m4', { author: 'u1', adder: 'u1' }));
        expect(await state.forgetUser('u1')).toMatchObject({ taught: 2 });
        expect((await withdrawn()).sort()).toEqual(['m1', 'm4']);
        const { adder: _, ...rest } = taught('m2', { author: 'u3' });
        expect(await state.taught.get('m2')).toEqual(rest);
        await state.purge(9000);
        expect((await withdrawn()).sort()).toEqual(['m1', 'm4']);
        await state.forgetGuild('g2');
        expect((await withdrawn()).sort()).toEqual(['m1', 'm3', 'm4']);
        const left = JSON.stringify(await state.taught.withdrawn());
        expect(left).not.toMatch(/"u\d"|"g2"/);
      });
    });

    describe('follows', () => {
      it('are a channel’s or a person’s own, each up to a number', async () => {
        const channels = { user: undefined, channel: 'c1' };
        expect(await state.follows.add(follow(), 1)).toBe(true);
        expect(await state.follows.add(follow({ id: 'f2' }), 1)).toBe(false);
        expect(await state.follows.add(follow({ id: 'f3', ...channels }), 2)).toBe(true);
        expect(await state.follows.add(follow({ id: 'f4', ...channels, madeAtMs: 1 }), 2)).toBe(true);
        expect(await state.follows.add(follow({ id: 'f5', ...channels }), 2)).toBe(false);
        await reopen();
        expect(await state.follows.of({ user: 'u1' })).toEqual([{ ...follow(), failures: 0, isOff: false }]);
        expect((await state.follows.of({ channel: 'c1' })).map(({ id }) => id)).toEqual(['f4', 'f3']);
        expect(await state.keptOf('u1')).toMatchObject({ follows: 1 });
        expect(await state.follows.remove('f4')).toBe(true);
        expect(await state.follows.remove('f4')).toBe(false);
        await state.forgetUser('u1');
        expect(await state.follows.get('f1')).toBeUndefined();
        expect(await state.follows.get('f3')).toBeDefined();
        await state.forgetGuild('g1');
        expect(await state.follows.get('f3')).toBeUndefined();
      });

      it('are claimed by one process alone, when their time has come and there is something newer', async () => {
        await state.follows.add(follow(), 9);
        expect(await state.follows.behind(999, 9)).toEqual([]);
        expect(await state.follows.behind(1000, 5)).toEqual([]);
        expect(await state.follows.behind(1000, 6)).toEqual([{ id: 'f1', guild: 'g1' }]);
        const one = (await state.follows.get('f1'))!;
        const other = await store.open();
        const claim = (of: State, by: string) =>
          of.follows.claim(one, { seenKey: 6, dueAtMs: 5000, known: ['a.md', by] }, notice('n1', { content: { by } }));
        const both = await Promise.all([claim(state, 'one'), claim(other, 'two')]);
        await other.close();
        expect(both.filter(Boolean)).toHaveLength(1);
        const by = both[0] ? 'one' : 'two';
        expect(await state.follows.get('f1')).toMatchObject({ seenKey: 6, dueAtMs: 5000, known: ['a.md', by] });
        expect(await state.notices.due(1000, ['note'])).toMatchObject([{ id: 'n1', content: { by } }]);
        expect(await state.follows.behind(4999, 7)).toEqual([]);
        expect(await state.follows.behind(5000, 7)).toHaveLength(1);
        await state.follows.seen({ ...one, seenKey: 6 }, 7);
        expect(await state.follows.behind(5000, 7)).toEqual([]);
        await state.follows.forgetKeysAbove(2);
        expect(await state.follows.behind(5000, 3)).toHaveLength(1);
      });

      it('are switched off by failures in a row', async () => {
        await state.follows.add(follow(), 9);
        expect(await state.follows.failed('f1', 2)).toBe(false);
        await state.follows.succeeded('f1');
        expect(await state.follows.failed('f1', 2)).toBe(false);
        expect(await state.follows.failed('f1', 2)).toBe(true);
        expect(await state.follows.behind(1000, 9)).toEqual([]);
        expect(await state.follows.of({ user: 'u1' })).toMatchObject([{ isOff: true }]);
      });
    });

    describe('text', () => {
      it('comes back as it was, whatever signs it holds', async () => {
        const words = 'a\u2028b "quoted" \\ back 𝒜 \u{1f468}\u200d\u{1f469} {"json":1} \'; DROP TABLE answers; --';
        const one = answer({
          question: words,
          content: { nul: 'a\0b', half: '\ud800', words, order: { z: 1, a: [null, 1.5] } },
        });
        await state.recordAnswer(one);
        const read = await state.answer(one.id);
        expect(read).toEqual(one);
        expect(JSON.stringify(read?.content)).toBe(JSON.stringify(one.content));
      });
    });

    describe('spending', () => {
      it('is summed up by person, server and day, and outlasts being forgotten today', async () => {
        const atMs = Date.now();
        const record = { user: 'u1', guild: 'g1', atMs, inputTokens: 100, outputTokens: 20, costUsd: 0.001234 };
        await state.recordSpending(record);
        await state.recordSpending({ ...record, guild: undefined });
        await state.recordSpending({ ...record, user: 'u2', costUsd: undefined });
        await state.recordSpending({ ...record, atMs: atMs - 2 * 86_400_000 });
        expect(await state.spentToday(atMs, { guild: 'g1', user: 'u1' })).toEqual({
          person: { answers: 2, tokens: 240, usd: 0.002468, unpriced: 0 },
          server: { answers: 2, tokens: 240, usd: 0.001234, unpriced: 1 },
          all: { answers: 3, tokens: 360, usd: 0.002468, unpriced: 1 },
        });
        await state.forgetUser('u1');
        expect((await state.spentToday(atMs, { user: 'u1' })).person.tokens).toBe(240);
        expect((await state.spentToday(atMs - 2 * 86_400_000, { user: 'u1' })).person.tokens).toBe(0);
      });
    });

    describe('allowances', () => {
      const size = { burst: 3, refillMs: 1000 };

      it('are one for all processes, and refill with time', async () => {
        const other = await store.open();
        expect(await state.takeAllowance('ann', size, 10_000)).toBe(0);
        expect(await other.takeAllowance('ann', size, 10_000)).toBe(0);
        expect(await state.takeAllowance('ann', size, 10_000)).toBe(0);
        expect(await other.takeAllowance('ann', size, 10_250)).toBe(750);
        expect(await state.takeAllowance('ben', size, 10_250)).toBe(0);
        expect(await other.takeAllowance('ann', size, 11_000)).toBe(0);
        expect(await state.takeAllowance('ann', size, 11_000)).toBe(1000);
        expect(await state.takeAllowance('ann', size, 99_000)).toBe(0);
        await other.close();
      });

      it('give no more than there is to many who ask at once', async () => {
        const others = await Promise.all([1, 2, 3].map(() => store.open()));
        const asked = [state, ...others].flatMap((one) => [1, 2, 3].map(() => one.takeAllowance('ann', size, 10_000)));
        expect((await Promise.all(asked)).filter((waitMs) => waitMs === 0)).toHaveLength(size.burst);
        for (const other of others) await other.close();
      });

      it('don’t grow where a clock is behind', async () => {
        expect(await state.takeAllowance('ann', { burst: 1, refillMs: 1000 }, 10_000)).toBe(0);
        expect(await state.takeAllowance('ann', { burst: 1, refillMs: 1000 }, 5_000)).toBe(1000);
        expect(await state.takeAllowance('ann', { burst: 1, refillMs: 1000 }, 10_500)).toBe(500);
      });

      it('keeps nobody waiting for a time that only a wrong clock has shown', async () => {
        const size = { burst: 1, refillMs: 1000 };
        expect(await state.takeAllowance('ann', size, Date.parse('2090-01-01'))).toBe(0);
        expect(await state.takeAllowance('ann', size, Date.parse('2024-01-01'))).toBe(0);
        expect(await state.takeAllowance('ann', size, Date.parse('2024-01-01'))).toBe(1000);
      });
    });

    describe('many processes', () => {
      it('change a server’s settings one after the other, and lose none', async () => {
        const other = await store.open();
        await Promise.all([
          state.changeSettings('g1', { threads: true }),
          other.changeSettings('g1', { language: 'de' }),
          state.changeSettings('g1', { privateByDefault: true }),
          other.changeSettings('g1', { sources: ['Desk'] }),
        ]);
        const expected = { threads: true, language: 'de', privateByDefault: true, sources: ['Desk'] };
        await reopen();
        expect(await state.settings('g1')).toMatchObject(expected);
        await other.close();
      });

      it('claim a digest once, however many try at the same moment', async () => {
        await state.digests.add(digest(), 9);
        const others = await Promise.all([1, 2, 3].map(() => store.open()));
        for (let dueAtMs = 1000; dueAtMs < 21_000; dueAtMs += 1000) {
          const claims = [state, ...others].map((one) => one.digests.claim({ id: 'd1', dueAtMs }, dueAtMs + 1000));
          expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
        }
        for (const other of others) await other.close();
      });

      it('keep every vote', async () => {
        const one = answer();
        await state.recordAnswer(one);
        const other = await store.open();
        await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            (n % 2 ? state : other).giveFeedback(one.id, { user: `u${n}`, vote: n % 4 < 2 ? 1 : -1 }),
          ),
        );
        expect((await state.openQuestions('g1'))[0]).toMatchObject({ likes: 10, dislikes: 10 });
        await other.close();
      });
    });

    describe('a judge’s exam', () => {
      it('is kept by model and prompt, the last one of each', async () => {
        const exam = { fingerprint: 'judge-1', right: 30, of: 40, takenAtMs: 5 };
        await state.recordExam(exam);
        await state.recordExam({ ...exam, right: 38, takenAtMs: 6 });
        await state.recordExam({ ...exam, fingerprint: 'judge-2' });
        await reopen();
        expect(await state.examOf('judge-1')).toEqual({ ...exam, right: 38, takenAtMs: 6 });
        expect(await state.examOf('judge-2')).toMatchObject({ right: 30 });
        expect(await state.examOf('judge-3')).toBeUndefined();
      });
    });

    describe('removals', () => {
      it('are kept until they are undone', async () => {
        const removal = { id: 'r1', path: 'a/b.md', keptAt: '/kept/1', removedBy: 'u1', removedAtMs: 5 };
        await state.recordRemoval(removal);
        expect(await state.removal('r1')).toEqual(removal);
        await state.forgetRemoval('r1');
        expect(await state.removal('r1')).toBeUndefined();
      });
    });
    describe('signing keys', () => {
      it('are made once, the same for all processes and after a restart', async () => {
        const other = await store.open();
        const [mine, theirs] = await Promise.all([state.signingKeys.of('pages', 1), other.signingKeys.of('pages', 2)]);
        expect(mine).toHaveLength(32);
        expect(theirs).toEqual(mine);
        expect(await other.signingKeys.of('others', 3)).not.toEqual(mine);
        await other.close();
        await reopen();
        expect(await state.signingKeys.of('pages', 4)).toEqual(mine);
      });
    });

    describe('uses of a token', () => {
      const MIDNIGHT = Date.parse('2024-05-02T00:00:00Z');

      it('are bounded for each day, over processes and restarts', async () => {
        const other = await store.open();
        const taken = await Promise.all(
          [state, other, state, other].map(({ tokenUses }) => tokenUses.take('desk', 3, MIDNIGHT - 1)),
        );
        expect(taken.filter(Boolean)).toHaveLength(3);
        await other.close();
        await reopen();
        expect(await state.tokenUses.take('desk', 3, MIDNIGHT - 1)).toBe(false);
        expect(await state.tokenUses.take('other', 3, MIDNIGHT - 1)).toBe(true);
        expect(await state.tokenUses.take('desk', Number.POSITIVE_INFINITY, MIDNIGHT - 1)).toBe(true);
        expect(await state.tokenUses.take('desk', 3, MIDNIGHT)).toBe(true);
      });
    });

    describe('duties', () => {
      const mine = { name: 'keeper', holder: 'a' };
      const theirs = { name: 'keeper', holder: 'b' };

      it('are one process’s at a time, and another’s when its time ran out or it left', async () => {
        const other = await store.open();
        expect(await state.duties.of('keeper')).toBeUndefined();
        const taken = await Promise.all([state.duties.take(mine, 1000, 2000), other.duties.take(theirs, 1000, 2000)]);
        expect(taken.filter(Boolean)).toHaveLength(1);
        const [winner, loser] = taken[0] ? [mine, theirs] : [theirs, mine];
        expect(await other.duties.take(loser, 1999, 2999)).toBe(false);
        expect(await state.duties.take(winner, 1999, 2999)).toBe(true);
        expect(await other.duties.take(loser, 2999, 3999)).toBe(true);
        expect(await state.duties.take(winner, 3000, 4000)).toBe(false);
        await other.duties.leave(loser);
        expect(await state.duties.take(winner, 3001, 4001)).toBe(true);
        await other.close();
      });

      it('are reported on by their holder alone', async () => {
        await state.duties.take(mine, 1000, 2000);
        await state.duties.report(mine, { sources: ['courier'] });
        await state.duties.report(theirs, { sources: [] });
        expect(await state.duties.of('keeper')).toEqual({ ...mine, untilMs: 2000, report: { sources: ['courier'] } });
        await state.duties.take(mine, 1500, 2500);
        expect((await state.duties.of('keeper'))?.report).toEqual({ sources: ['courier'] });
      });
    });
  });
}
