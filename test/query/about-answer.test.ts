import { describe, expect, it } from 'vitest';
import { readAboutAnswer } from '../../src/query/about-answer.js';

const rows = (table: string) => table.split(/\s*[|\n]\s*/).map((text) => text.trim());

const WANTS = {
  sources: `source? | sources pls | whats the source for that | link? | where is that from | where did u get that
    which article says that? | is that true? | are you sure | i dont believe you | ok but where is that from lol | proof?`,
  speaker: 'who said that | says who | according to whom? | who claimed it | Who says so?',
  shorter: `shorter please | in one sentence pls | tldr | sum that up | can you make it shorter? | too long
    Summarize that. | short version`,
  more: 'tell me more | more | go on | what else? | more details pls | anything else | continue',
};

describe('a message about the answer before it', () => {
  it.each(
    Object.entries(WANTS).flatMap(([wants, table]) => rows(table).map((text) => [text, wants])),
  )('"%s" wants %s', (text, wants) => {
    expect(readAboutAnswer(text)).toEqual({ wants });
  });

  it.each([
    ['tell me more about the second point', 2],
    ['explain the first one', 1],
    ['what about the 3rd one?', 3],
    ['the last one', -1],
  ])('"%s" means sentence %i', (text, sentence) => {
    expect(readAboutAnswer(text)).toEqual({ wants: 'more', sentence });
  });

  it.each(
    rows(`who said that the dam was safe | tell me more about the ferry | is it true that the quarry opened
      what else happened that day | summarize the article on the queen | in a few words what is the council
      what source of income does the town have | what about the first ferry | where is the granite from
      which article of the treaty was broken | are you sure the dam is tight | thanks`),
  )('"%s" is asked of the articles, or nothing', (text) => {
    expect(readAboutAnswer(text)).toBeUndefined();
  });
});
