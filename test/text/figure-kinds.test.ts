import { describe, expect, it } from 'vitest';
import { figureKind } from '../../src/text/figure-kinds.js';
import { tokenize } from '../../src/text/tokenize.js';

/** The kind of the first number of a text. */
function kindOf(text: string) {
  const tokens = tokenize(text);
  return figureKind(
    text,
    tokens,
    tokens.findIndex(({ start }) => /\d/.test(text[start])),
  );
}

describe('what a number is a number of', () => {
  it.each([
    ['They paid $44 billion.', 'money'],
    ['They paid €     3 million, with blanks for the rest of &euro;.', 'money'],
    ['They paid 44 million euros.', 'money'],
    ['It fell by 2.5 per cent.', 'percent'],
    ['It is 19 kilometres long.', 'length'],
    ['It went at 22,500 kilometres an hour.', 'speed'],
    ['It weighed 570 kilograms.', 'mass'],
    ['It took 11 hours.', 'duration'],
    ['It opened 11 years ago.', 'date'],
    ['On 22 July it was signed.', 'date'],
    ['It was signed in 2022.', 'date'],
    ['It left at 1:47 in the morning.', 'clock'],
    ['At 42 he is the youngest.', 'age'],
    ['He died at the age of 67 on Friday.', 'age'],
    ['She was 96.', 'age'],
    ['A woman of 22 died.', 'age'],
    ['Ada Berg, 42, said so.', 'age'],
    ['They lost 42 ships.', 'count'],
    ['At 42 places they stopped.', 'count'],
    ['The vote was 42 to 3.', 'count'],
  ])('%s → %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});
