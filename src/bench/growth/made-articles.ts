/** Articles that say nothing, in sentences as long as those of news, and questions about single ones. */
import { createRandom, makeVocabulary, pick, type Random, type Vocabulary } from './made-words.js';

export interface MadeArticle {
  id: string;
  title: string;
  body: string;
  source: string;
  published: string;
  /** A question about it, of five words of one of its sentences: its rarest and others. */
  question: string;
}

const VOCABULARY_SIZE = 100_000;
/** So many words in a hundred are such as every English text has: of them alone a language is told. */
const FUNCTION_WORDS = 'the of and to in a for on with as was by at from that were is after over had'.split(' ');
const FUNCTION_SHARE = 0.4;
/** What an article is about: words from further down, which come back in it. */
const TOPIC_WORDS = 15;
const TOPIC_FROM_RANK = 300;
const TOPIC_SHARE = 0.12;
const SENTENCES = { least: 8, most: 40 };
const SENTENCE_WORDS = { least: 9, most: 28 };
const PARAGRAPH_SENTENCES = 3;
const TITLE_WORDS = 5;
const ASKED_WORDS = 5;
/** So many of them are the rarest of their sentence, the others any: people ask with names and with plain words. */
const RAREST_ASKED = 3;
const OPENINGS = ['Where did', 'When did', 'Why did', 'How did'];
const SOURCES = ['Courier', 'Herald', 'Observer', 'Tribune', 'Wire'];
const FIRST_DAY_MS = Date.UTC(2020, 0, 1);
const DAYS = 1_500;
const DAY_MS = 86_400_000;

/** Articles without end: those of a smaller corpus are the first of a larger one. */
export function* makeArticles(seed: number): Generator<MadeArticle, never> {
  const random = createRandom(seed);
  const vocabulary = makeVocabulary(VOCABULARY_SIZE, random);
  for (let number = 0; ; number++) yield makeArticle(number, vocabulary, random);
}

function makeArticle(number: number, vocabulary: Vocabulary, random: Random): MadeArticle {
  const topics = Array.from({ length: TOPIC_WORDS }, () => drawTopic(vocabulary, random));
  const sentences = Array.from({ length: between(SENTENCES, random) }, () => makeSentence(vocabulary, topics, random));
  let body = '';
  for (const [i, { text }] of sentences.entries())
    body += `${i === 0 ? '' : i % PARAGRAPH_SENTENCES === 0 ? '\n\n' : ' '}${text}`;
  const title = topics.slice(0, TITLE_WORDS).map((rank) => vocabulary.words[rank]);
  return {
    id: `made-${number}`,
    title: capitalised(title.join(' ')),
    body,
    source: pick(SOURCES, random),
    published: new Date(FIRST_DAY_MS + Math.floor(random() * DAYS) * DAY_MS).toISOString().slice(0, 10),
    question: askAbout(pick(sentences, random).ranks, vocabulary, random),
  };
}

function drawTopic(vocabulary: Vocabulary, random: Random): number {
  for (;;) {
    const rank = vocabulary.draw(random);
    if (rank >= TOPIC_FROM_RANK) return rank;
  }
}

/** `ranks` are those of its words that count, in order, five of them different. */
function makeSentence(vocabulary: Vocabulary, topics: number[], random: Random): { text: string; ranks: number[] } {
  const words: string[] = [];
  const ranks: number[] = [];
  const length = between(SENTENCE_WORDS, random);
  // Its last word counts: no sentence ends with "of".
  while (words.length < length || new Set(ranks).size < ASKED_WORDS) {
    if (words.length < length - 1 && random() < FUNCTION_SHARE) words.push(pick(FUNCTION_WORDS, random));
    else {
      const rank = random() < TOPIC_SHARE ? pick(topics, random) : vocabulary.draw(random);
      ranks.push(rank);
      words.push(vocabulary.words[rank]);
    }
  }
  return { text: `${capitalised(words.join(' '))}.`, ranks };
}

/** "Where did Tarike bolu the sivone of gralem of nipo?", the words in the sentence's own order. */
function askAbout(ranks: number[], { words }: Vocabulary, random: Random): string {
  const byRarity = [...new Set(ranks)].sort((a, b) => b - a);
  const asked = new Set(byRarity.splice(0, RAREST_ASKED));
  while (asked.size < ASKED_WORDS) asked.add(pick(byRarity, random));
  const [who, does, what, ...rest] = [...new Set(ranks)].filter((rank) => asked.has(rank)).map((rank) => words[rank]);
  return `${[pick(OPENINGS, random), who, does, `the ${what}`, ...rest.map((word) => `of ${word}`)].join(' ')}?`;
}

const capitalised = (text: string) => text[0].toUpperCase() + text.slice(1);
const between = ({ least, most }: { least: number; most: number }, random: Random) =>
  least + Math.floor(random() * (most - least + 1));
