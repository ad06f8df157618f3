import { describe, expect, it } from 'vitest';
import { groupsOf, readRelations } from '../../src/lexicon/word-groups.js';
import { otherWordsOf } from '../../src/query/other-words.js';
import { readWords } from '../../src/query/query-terms.js';

const othersOf = (question: string, synonyms?: string) =>
  otherWordsOf(
    question,
    readWords(question),
    synonyms === undefined ? undefined : groupsOf(readRelations(synonyms, 'own')),
  );
const told = (question: string, kinds: string[], synonyms?: string) =>
  othersOf(question, synonyms).flatMap(({ phrase, kind }) => (kinds.includes(kind) ? [phrase.join(' ')] : []));

describe('other names of the same thing', () => {
  it.each([
    ['Who leads the UK?', 'britain'],
    ['Who leads the UK?', 'unit kingdom'],
    ['Who leads Britain?', 'uk'],
    ['What did the Fed do?', 'feder reserv'],
    ['What did NASA launch?', 'nation aeronaut and space administr'],
    ['Is it 44bn?', '44000000000'],
    ['Was it $1.2m?', '1200000'],
  ])('%s → %s', (question, phrase) => {
    expect(told(question, ['name'])).toContain(phrase);
  });

  it.each([
    ['Who leads the United Kingdom?', 'unit state'],
    ['Who leads Austria?', 'australia'],
    ['Who leads Niger?', 'nigeria'],
    ['Where is South America?', 'usa'],
    ['What did the European Union say?', 'african union'],
  ])('%s, and never %s', (question, phrase) => {
    expect(told(question, ['name', 'belonging', 'seat'])).not.toContain(phrase);
  });

  it('tells what belongs to a name from where its government sits', () => {
    expect(told('What did Russia say?', ['belonging'])).toContain('russian');
    expect(told('What did Russia say?', ['seat'])).toContain('moscow');
    expect(told('What did Moscow say?', ['seat'])).toContain('russia');
  });
});

describe('a name’s letters', () => {
  it.each([
    ['Who led the IAEA mission?', '=iaea'],
    ['What did the O.S.C.E. say?', '=osce'],
    ['What did the Lindvik Harbour Board do?', 'lhb'],
    ['What does the Bank of New England lend?', 'bne'],
    ['what does the bank of new england lend', 'bne'],
  ])('%s → %s', (question, letters) => {
    expect(told(question, ['letters'])).toContain(letters);
  });
});

describe('words of an operator', () => {
  it('stand beside those that come with the program, and before them', () => {
    const [own] = othersOf('Where is the quay?', 'quay, landing stage').filter(({ kind }) => kind === 'operator');
    expect(own.phrase).toEqual(['land', 'stage']);
    expect(othersOf('Who got the job?', 'job, post').find(({ phrase }) => phrase[0] === 'post')?.kind).toBe('operator');
  });
});
