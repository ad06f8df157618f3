import { describe, expect, it } from 'vitest';
import { askInTurns, type Contender } from '../../src/bench/ask-in-turns.js';

const QUESTIONS = [{ text: 'one', articles: ['a'] }, { text: 'two', articles: ['b'] }, { text: 'three' }];
const pause = async () => {};

function contenders(...names: string[]) {
  const asked: string[] = [];
  const made = names.map(
    (name): Contender => ({
      name,
      ask: async (question) => {
        asked.push(`${name} ${question}`);
        return ['a'];
      },
    }),
  );
  return { asked, made };
}

describe('asking in turns', () => {
  it('asks everybody every question once a round, another one first each time, every other round backwards', async () => {
    const { asked, made } = contenders('A', 'B', 'C');
    await askInTurns(made, QUESTIONS, { rounds: 1, warmUp: 1, pause });
    const order = asked.map((line) => line[0]).join('');
    expect(order).toBe('ABC BCA CAB BAC ACB CBA'.replaceAll(' ', ''));
    expect(asked.slice(0, 4)).toEqual(['A one', 'B one', 'C one', 'B two']);
  });

  it('counts no round before everybody is warm, and what is found of what is known', async () => {
    const { asked: all, made } = contenders('x');
    const { asked } = await askInTurns(made, QUESTIONS, { rounds: 2, warmUp: 4, pause });
    const { rounds, found } = asked.get(made[0])!;
    expect(rounds.map((times) => times.length)).toEqual([3, 3]);
    expect(all).toHaveLength(12);
    expect(found).toBe(0.5);
  });

  it('says nothing of what is found by who ranks nothing, or where no article is known', async () => {
    const silent: Contender = { name: 'silent', ask: async () => undefined };
    const { made } = contenders('x');
    const run = await askInTurns([...made, silent], QUESTIONS, { rounds: 1, warmUp: 1, pause });
    expect(run.asked.get(silent)!.found).toBeUndefined();
    const unknown = await askInTurns(made, [{ text: 'three' }], { rounds: 1, warmUp: 1, pause });
    expect(unknown.asked.get(made[0])!.found).toBeUndefined();
  });

  it('leaves out who fails with the reason, and goes on with the others', async () => {
    const { asked, made } = contenders('x', 'y');
    const failing: Contender = {
      name: 'weak',
      mayFail: true,
      ask: async (question) => {
        if (question === 'two') throw new Error('out of\nmemory');
        return [];
      },
    };
    const run = await askInTurns([made[0], failing, made[1]], QUESTIONS, { rounds: 1, warmUp: 1, pause });
    expect(run.leftOut).toEqual([{ name: 'weak', reason: 'out of memory' }]);
    expect([...run.asked.keys()].map(({ name }) => name)).toEqual(['x', 'y']);
    expect(asked).toHaveLength(12);
  });

  it('fails with who may not, and where it is interrupted', async () => {
    const { made } = contenders('x');
    const broken: Contender = { name: 'broken', ask: () => Promise.reject(new Error('damaged')) };
    await expect(askInTurns([broken], QUESTIONS, { rounds: 1, warmUp: 1, pause })).rejects.toThrow('damaged');
    const stop = () => Promise.reject(new Error('stop'));
    await expect(askInTurns(made, QUESTIONS, { rounds: 1, warmUp: 1, pause: stop })).rejects.toThrow('stop');
  });
});
