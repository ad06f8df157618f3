import { describe, expect, it } from 'vitest';
import { attributeSpeakers, isRoleTerm, SpeechRecord } from '../../src/retrieval/speakers/attribute.js';
import { SentenceSubjects } from '../../src/retrieval/speakers/sentence-subjects.js';
import { splitSentences } from '../../src/text/split-sentences.js';
import { normaliseWord, tokenize } from '../../src/text/tokenize.js';

function attributions(body: string) {
  const sentences = splitSentences(body);
  const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
  return { sentences, attributions: attributeSpeakers(body, sentences, tokens) };
}

/** Who says each sentence; in brackets where the sentence doesn't name them itself. */
const speakers = (body: string) =>
  attributions(body).attributions.map((one) => one && (one.isNamedHere ? one.speaker.name : `(${one.speaker.name})`));

describe('attributeSpeakers finds who speaks', () => {
  it.each([
    ['before the verb', 'Ines Falk said the pool would open.', 'Ines Falk'],
    ['behind the verb', 'The pool would open, said Ines Falk.', 'Ines Falk'],
    ['behind a quotation', '“The pool will open,” Ines Falk said.', 'Ines Falk'],
    [
      'behind an office and what it is for',
      'It was late, said Deputy Commissioner for Harbour Affairs Ines Falk.',
      'Deputy Commissioner for Harbour Affairs Ines Falk',
    ],
    [
      'behind an office of something',
      'It was late, said Secretary of State Ines Falk.',
      'Secretary of State Ines Falk',
    ],
    ['behind a quotation and the verb', '“The pool will open,” said Ines Falk.', 'Ines Falk'],
    ['after "according to"', 'According to Ines Falk, the pool will open.', 'Ines Falk'],
    ['with a day between name and verb', 'Ines Falk on Tuesday denied it.', 'Ines Falk'],
    ['with an adverb between name and verb', 'Ines Falk later repeated it.', 'Ines Falk'],
    ['behind a day', 'On Tuesday, Ines Falk announced a plan.', 'Ines Falk'],
    ['where it is one word', 'Falk insisted on it.', 'Falk'],
    ['where it has a hyphen', 'Anne-Marie Öberg-Sund warned of ice.', 'Anne-Marie Öberg-Sund'],
    ['where it has an initial', 'Ines B. Falk argued for it.', 'Ines B. Falk'],
    ['where it is a body', 'The foreign ministry rejected the claim.', 'foreign ministry'],
    ['where it is a role', 'The president added that it was late.', 'president'],
    ['who made remarks', 'Ines Falk made the remarks in a call with Per Lund.', 'Ines Falk'],
    ['behind “for her part”', 'Ines Falk, for her part, praised the pool.', 'Ines Falk'],
    ['behind “however”', 'Ines Falk, however, demanded a pool.', 'Ines Falk'],
    ['behind where it was said', 'Ines Falk, in a letter, urged them to wait.', 'Ines Falk'],
    ['behind a place and a dash', 'LINDVIK – Ines Falk said the pool would open.', 'Ines Falk'],
    ['where the verb is negated', 'Ines Falk has not said when.', 'Ines Falk'],
    ['behind a verb of writing', '“The pool will open,” tweeted Ines Falk.', 'Ines Falk'],
    ['of whose it is', 'Ines Falk’s lawyer told reporters.', undefined],
    ['beside whose it is', 'Per Lund, Ost’s swimming teacher, said the pool would open.', 'Per Lund'],
    ['with what they are behind it', 'The Ost pool founder said it would open.', 'Ost pool founder'],
    ['where words inside a quotation tell of speech', '“Falk has responded,” said Per Lund.', 'Per Lund'],
    ['and no first word far from the verb', 'Watch for signs that say so.', undefined],
  ])('%s', (_, body, name) => {
    expect(speakers(body)).toEqual([name]);
  });

  it.each([
    ['where nobody speaks', 'Ines Falk opened the pool.'],
    ['where something else was made', 'Ines Falk made the pool deeper.'],
    ['where something was said by no one', 'The pool was said to be cold.'],
    ['where someone was told', 'Ines Falk was told to wait.'],
    ['where someone may yet speak', 'Ines Falk plans to say more.'],
    ['where a pronoun has no one before it', 'He said it was cold.'],
    ['in nothing', ''],
    ['in a text without words', '… — 😀!'],
  ])('but no one %s', (_, body) => {
    expect(speakers(body).filter(Boolean)).toEqual([]);
  });
});

describe('attributeSpeakers knows a role and a name together', () => {
  it.each([
    ['the role before the name', 'Norland’s foreign minister, Ada Berg, denied it.', 'Ada Berg'],
    ['the role behind the name', 'Ada Berg, foreign minister of Norland, denied it.', 'Ada Berg'],
  ])('with %s between commas', (_, body, name) => {
    const [one] = attributions(body).attributions;
    expect(one?.speaker.name).toBe(name);
    for (const asked of ['foreign', 'minister', 'Norland', 'Ada', 'Berg'])
      expect(one?.speaker.terms, asked).toContain(normaliseWord(asked));
  });

  it('with a role right before the name', () => {
    const [one] = attributions('Foreign minister Ada Berg denied it.').attributions;
    expect(one?.speaker.name).toBe('Foreign minister Ada Berg');
    expect(one?.speaker.terms).toContain(normaliseWord('minister'));
  });

  it('and one minister apart from another', () => {
    const body = 'Finance minister Olaf Rude said taxes would rise. Health minister Ada Berg said beds were short.';
    const [rude, berg] = attributions(body).attributions;
    expect(rude?.speaker).not.toBe(berg?.speaker);
    expect(rude?.speaker.terms).not.toContain(normaliseWord('health'));
    expect(berg?.speaker.terms).not.toContain(normaliseWord('Rude'));
  });

  it('and the one of whom more is said later as one person, by the fullest name', () => {
    const body = 'Berg said the ramp was broken. Harbour hands agreed. Ada Berg told them to wait.';
    const [first, none, last] = attributions(body).attributions;
    expect(none).toBeUndefined();
    expect(first?.speaker).toBe(last?.speaker);
    expect(first?.speaker.name).toBe('Ada Berg');
  });

  it('without the little words before the verb, and nobody of whom it is said', () => {
    const body =
      'Ada Berg neither confirmed nor denied it. Ines Falk twice denied it. Olof Rude was widely criticized.';
    expect(speakers(body)).toEqual(['Ada Berg', 'Ines Falk', undefined]);
  });

  it('and one of a family apart from another', () => {
    const body =
      'Captain Olaf Berg was fined. He said he was sorry. The captain’s wife, Irina Berg, said nobody had called. “Not once,” she said. Berg added that it hurt.';
    expect(speakers(body).slice(1, 4)).toEqual(['(Captain Olaf Berg)', 'Irina Berg', '(Irina Berg)']);
  });

  it('and the last name alone as the person named before', () => {
    expect(speakers('Ada Berg said the ramp was broken. Berg added that it was old.')).toEqual([
      'Ada Berg',
      'Ada Berg',
    ]);
  });
});

describe('attributeSpeakers carries a speaker over', () => {
  it.each([
    ['to "she said"', 'Ines Falk said it was warm. She said it was clean.', ['Ines Falk', '(Ines Falk)']],
    [
      'over a sentence that names no one',
      'Ines Falk said it was warm. The town paid for it. She added that it was clean.',
      ['Ines Falk', undefined, '(Ines Falk)'],
    ],
    [
      'from a sentence that only begins with the name',
      'Ines Falk opened the pool. She said it was warm.',
      [undefined, '(Ines Falk)'],
    ],
    [
      'to the last one who spoke',
      'Ada Berg said it was old. Olof Krans said it was new. He added that it was blue.',
      ['Ada Berg', 'Olof Krans', '(Olof Krans)'],
    ],
    [
      'through a quotation of several sentences',
      'Ines Falk said: “It is warm. It is clean. Everyone may come.” Then the band played.',
      ['Ines Falk', '(Ines Falk)', '(Ines Falk)', undefined],
    ],
    [
      'through paragraphs that each open the quotation again',
      'Ines Falk said: “It is warm. It is clean.\n\n“Everyone may come. Bring towels.” Then the band played.',
      ['Ines Falk', '(Ines Falk)', '(Ines Falk)', '(Ines Falk)', undefined],
    ],
    [
      'not past a quotation that was never closed',
      'Ines Falk said: “It is warm.\n\nThe band played.\n\n“Wonderful,” Olof Krans said.',
      ['Ines Falk', undefined, 'Olof Krans'],
    ],
    [
      'without the adverb before the name',
      'Then Petkovic played at noon. She said it was warm. The coach of Petkovic left.',
      [undefined, undefined, undefined],
    ],
    [
      'no further than the quotation goes',
      'Ines Falk said: “It is warm. It is clean.” It rained all day.',
      ['Ines Falk', '(Ines Falk)', undefined],
    ],
  ])('%s', (_, body, expected) => {
    expect(speakers(body)).toEqual(expected);
  });

  it.each([
    [
      'a sentence names someone behind its first words',
      'Ines Falk said it was warm. In the hall Olof Krans met Per Lund. He said it was cold.',
    ],
    ['a name stands in an aside', 'The tour ended at the home of Olof Krans and Per Lund. He said it was cold.'],
  ])('but not where %s, for then "he" may be either', (_, body) => {
    expect(speakers(body).at(-1)).toBeUndefined();
  });
});

describe('attributeSpeakers isn’t misled', () => {
  it('by what tells who someone is', () => {
    const body =
      'Ada Berg, the harbour master of Lindvik, told reporters that the ramp was broken. She said repairs would cost a lot.';
    expect(speakers(body)).toEqual(['Ada Berg', '(Ada Berg)']);
    expect(speakers('The mayor of Lindvik said it was late.')).toEqual(['mayor of Lindvik']);
  });

  it('by a second full name, so that a pronoun may mean either', () => {
    expect(speakers('Ines Falk met Per Lund on Monday. He said that the pool would be closed.')).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('by a role that two people have: it is the last one’s', () => {
    const body =
      'Finance minister Olaf Rude said taxes would rise. Health minister Ada Berg said beds would be added. The minister said nurses would get a bonus.';
    expect(speakers(body)[2]).toMatch(/Ada Berg/);
  });

  it('by words that are no name', () => {
    expect(speakers('Nobody said why. He said it was late.')).toEqual([undefined, undefined]);
  });

  it('by a quotation in two parts', () => {
    const body = '“The pool is safe,” Ines Falk said. “It will open on Monday. Everyone may come.”';
    expect(speakers(body)).toEqual(['Ines Falk', '(Ines Falk)', '(Ines Falk)']);
  });

  it('by a role in small letters behind the verb, or a source at the end', () => {
    expect(speakers('The ramp was broken, said harbour master Ada Berg.')[0]).toMatch(/Ada Berg/);
    expect(speakers('The ramp was broken, according to Ada Berg.')).toEqual(['Ada Berg']);
  });
});

describe('“he” means', () => {
  it.each([
    ['no organisation', 'Ines Falk spoke. The BBC said so. “It is late,” she said.', [undefined, 'BBC', '(Ines Falk)']],
    ['nobody, where an organisation told of somebody', 'The BBC said Per Lund swam. He said so.', ['BBC', undefined]],
    [
      'not several people',
      'Ines Falk said so. Local bakers said no. She said more.',
      ['Ines Falk', 'Local bakers', '(Ines Falk)'],
    ],
  ])('%s', (_, body, expected) => {
    expect(speakers(body)).toEqual(expected);
  });

  it('is not called by what is somebody’s', () => {
    expect(speakers('Falk’s pool is old. “It leaks,” he said.')[1]).not.toBe('(Falk’s)');
  });
});

describe('the place of a name', () => {
  it('is the sentence and the words that name the speaker', () => {
    const body = 'It rained at noon. The harbour master, Ada  Berg, said the ramp was broken. She said it was old.';
    const { sentences, attributions: found } = attributions(body);
    const { speaker } = found[2]!;
    expect(speaker.namedIn).toBe(1);
    expect(body.slice(speaker.span.start, speaker.span.end)).toBe('Ada  Berg');
    expect(speaker.name).toBe('Ada Berg');
    expect(speaker.span.start).toBeGreaterThan(sentences[1].start);
    expect(speaker.span.end).toBeLessThan(sentences[1].end);
  });
});

describe('a record of who speaks', () => {
  it('reads no further than the sentence that is asked for, and each sentence once', () => {
    const body = 'Ada Berg said the ramp broke. It rained. She said it was old. Olof Krans said no. He wept.';
    const sentences = splitSentences(body);
    const read: number[] = [];
    const record = new SpeechRecord(new SentenceSubjects(body), sentences, (number) => {
      read.push(number);
      return tokenize(body, sentences[number].start, sentences[number].end);
    });
    const speakerOf = record.read();
    expect([2, 0].map((number) => speakerOf(number)?.speaker.name)).toEqual(['Ada Berg', 'Ada Berg']);
    expect(read).toEqual([0, 1, 2]);
    record.read()(3);
    expect(read).toEqual([0, 1, 2, 3]);
  });

  it('gives each reader the names that it has read so far', () => {
    const body = 'Berg said the ramp broke. It rained. Ada Berg, the harbour master, said it was old.';
    const sentences = splitSentences(body);
    const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
    const record = new SpeechRecord(new SentenceSubjects(body), sentences, (number) => tokens[number]);
    const whole = record.read();
    expect([2, 0].map((number) => whole(number)?.speaker.name)).toEqual(['Ada Berg', 'Ada Berg']);
    const first = record.read()(0)!.speaker;
    expect(first).toMatchObject({ name: 'Berg', namedIn: 0, terms: new Set(['berg']) });
    expect(whole(0)!.speaker.terms).toContain('master');
  });
});

describe('isRoleTerm', () => {
  it('tells what someone is from who it is', () => {
    expect(['minister', 'Presidents', 'spokeswoman'].map(normaliseWord).every(isRoleTerm)).toBe(true);
    expect(['Berg', 'Norland', 'baker'].map(normaliseWord).some(isRoleTerm)).toBe(false);
  });
});
