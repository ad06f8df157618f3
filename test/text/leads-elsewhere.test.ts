import { describe, expect, it } from 'vitest';
import { leadsElsewhere } from '../../src/text/leads-elsewhere.js';

describe('a line that leads away from its article', () => {
  it.each([
    'Read more: The ferry that never came',
    'READ THE WHOLE STORY HERE:The ferry',
    '(See also our map of the coast)',
    'Hide Caption 21 of 49 Photos: The harbour in May',
    "Sign up for the Harbour Letter's weekly news",
    'Get our free weekly newsletter',
    'Follow Maren Tveit on Twitter: @maren',
    'Lesen Sie auch: Die Fähre fährt nicht',
    'Читайте також: Пором не прийшов',
    "Maren Tveit:What is known of the ferry's captain",
    "THE PASSENGERS:'Nobody told us': families wait",
  ])('is no sentence of it: %s', (line) => {
    expect(leadsElsewhere(line)).toBe(true);
  });

  it.each([
    'Readers wrote more than a hundred letters.',
    'More than 40 boats were lost.',
    'She said: "Nobody told us."',
    'The ferry leaves at 10:30 and comes back at 18:45.',
    'Photos of the harbour were found in the tower.',
    'They follow the coast on foot.',
    'Ratio 3:1 was agreed.',
  ])('is not one that only begins like it: %s', (sentence) => {
    expect(leadsElsewhere(sentence)).toBe(false);
  });
});
