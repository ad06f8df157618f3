import { describe, expect, it } from 'vitest';
import {
  bitsOf,
  consonantsOf,
  mayHaveSkeleton,
  skeletonOf,
  soundDistance,
  soundsOf,
  soundsOfTerm,
} from '../../src/text/name-sound.js';
import { foldCharacters } from '../../src/text/normalise-word.js';

/** Each line is one name in several spellings, two scripts and several cases. */
const NAMES = [
  'Зеленский Зеленского Зеленському Зеленським Zelensky Zelenskyy Selenskyj Zelenskiy',
  'Путин Путина Путиным Putin Poutine',
  'Киев Киеве Kiev',
  'Київ Kyiv',
  'Харьков Харкова Kharkov Kharkiv Charkiw',
  'Шольц Шольцем Scholz',
  'Байден Байденом Biden',
  'Трамп Трампу Trump',
  'Джонсон Johnson',
  'Нетаньяху Netanyahu',
  'Янукович Yanukovych Janukowitsch',
  'Ельцин Yeltsin Jelzin',
  'Штайнмайер Steinmeier',
  'Бахмут Bakhmut Bachmut',
  'Эрдоган Erdoğan',
  'Чернобыль Chernobyl Tschernobyl',
  'Украиной Ukraine Ukraina',
  'Лавров Lavrov Lawrow',
  'Вашингтоне Washington',
];

const distance = (a: string, b: string) =>
  Math.min(...soundsOf(a).flatMap((sound) => soundsOf(b).map((other) => soundDistance(sound, other, false))));

describe('how a name sounds', () => {
  it.each(NAMES)('is alike in %s', (line) => {
    const [first, ...others] = line.split(' ');
    for (const other of others) {
      expect(distance(first, other), other).toBeLessThanOrEqual(1.5);
      const skeletons = soundsOf(other).map(skeletonOf);
      expect(
        skeletons.some((skeleton) => soundsOf(first).map(skeletonOf).includes(skeleton)),
        other,
      ).toBe(true);
    }
  });

  it.each([
    ['Путин', 'Biden'],
    ['Киев', 'cave'],
    ['Шольц', 'school'],
    ['Трамп', 'Biden'],
    ['Макрон', 'Merkel'],
  ])('isn’t alike in %s and %s', (a, b) => expect(distance(a, b)).toBeGreaterThanOrEqual(1));

  it('is told of the beginning alone where a term is cut', () => {
    const [sound] = soundsOf('Зеленского');
    expect(soundDistance(sound, soundsOfTerm('selen')[0], true)).toBe(0);
    expect(soundDistance(sound, soundsOfTerm('selen')[0], false)).toBeGreaterThan(1);
  });

  it('isn’t told of other scripts, figures and single letters', () => {
    for (const word of ['東京', 'ΑΘΗΝΑ', '2024', 'a', '']) expect(soundsOf(word)).toEqual([]);
  });

  it('is never missed for letters that can make it up', () => {
    for (const term of foldCharacters(NAMES.join(' ').toLowerCase()).split(' '))
      for (const sound of soundsOfTerm(term)) expect(mayHaveSkeleton(term, bitsOf(sound), false), term).toBe(true);
    expect(mayHaveSkeleton('school', bitsOf('putin'), false)).toBe(false);
  });

  it('is never missed for the consonants of a word alone, and most others are', () => {
    const words = foldCharacters(NAMES.join(' ').toLowerCase()).split(' ');
    const mayHave = (word: string, isCut: boolean, bits: number) => {
      const { possible, needed } = consonantsOf({ word, isCut });
      return (possible & bits) === bits && (needed & ~bits) === 0;
    };
    const missed: string[] = [];
    let passed = 0;
    for (const name of words)
      for (const [word, isCut] of words.flatMap((other) => [
        [other, false] as const,
        [other.slice(0, 5), true] as const,
      ]))
        for (const bits of soundsOf(name).map(bitsOf))
          if (mayHave(word, isCut, bits)) passed++;
          else if (mayHaveSkeleton(word, bits, isCut)) missed.push(`${name} ${word}`);
    expect(missed).toEqual([]);
    expect(passed).toBeLessThan(0.35 * 2 * words.length ** 2);
  });
});
