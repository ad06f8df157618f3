import { describe, expect, it } from 'vitest';
import { type AskedPart, readMessage } from '../../src/query/read-message.js';

const partsOf = (text: string): AskedPart[] => {
  const message = readMessage(text);
  if ('smallTalk' in message) throw new Error(`“${text}” was taken for ${message.smallTalk}`);
  return message.parts;
};

describe('a message', () => {
  it.each([
    ['hi there!', 'greeting'],
    ['<@123> good morning 🙂', 'greeting'],
    ['Hi, who are you?', 'about'],
    ['Hello! What can you do?', 'about'],
    ['ok thanks, that helped a lot', 'thanks'],
    ['lol', 'chatter'],
    ['🙂', 'chatter'],
  ])('is small talk: %s', (text, smallTalk) => {
    expect(readMessage(text)).toEqual({ smallTalk });
  });

  it.each([
    ['Could you tell me who owns the quarry? Thanks!', ['who owns the quarry?']],
    ['Hi! Who owns the quarry? And when did it open?', ['Who owns the quarry?', 'And when did it open?']],
    ['Thanks! And who owns the bakery?', ['And who owns the bakery?']],
    ['<@123> good morning, any news on the dam? 🙂', ['any news on the dam?']],
    ['Hello. How are you? Who owns the quarry?', ['Who owns the quarry?']],
    ['I live in Ost. When does the circus leave?', ['I live in Ost. When does the circus leave?']],
    ['1. Who owns the quarry?\n2. When did it open?', ['Who owns the quarry?', 'When did it open?']],
    ['> The dam is tight again\nWho mended it?', ['Who mended it?']],
    ['WHO OWNS THE QUARRY', ['WHO OWNS THE QUARRY']],
    [' ', [' ']],
  ])('asks: %s', (text, questions) => {
    expect(partsOf(text).map((part) => part.text)).toEqual(questions);
  });

  it('is read to the end: what each of its questions wants, and whether it can be understood alone', () => {
    expect(partsOf('Hey, could you please give me a timeline of the repairs? And what did she say about it?')).toEqual([
      {
        text: 'give me a timeline of the repairs?',
        request: { kind: 'timeline', topic: 'repairs' },
        standing: 'alone',
      },
      { text: 'And what did she say about it?', request: { kind: 'question' }, standing: 'leans' },
    ]);
  });

  it.each([
    ['ok something else: who owns the quarry', 'who owns the quarry'],
    ['another topic: the ferry', 'the ferry'],
    ['forget it, who owns the quarry', 'who owns the quarry'],
    ['new question who owns the quarry', 'who owns the quarry'],
  ])('says that it is about something new: %s', (text, question) => {
    expect(partsOf(text)).toMatchObject([{ text: question, standing: 'new' }]);
  });

  it.each([
    ['no i meant the ferry', 'what about the ferry'],
    ['sry i meant in november', 'what about in november'],
    ['not him, the owner', 'what about the owner'],
  ])('puts something else in the place of what was asked about: %s', (text, question) => {
    expect(partsOf(text)).toMatchObject([{ text: question, standing: 'leans', isCorrection: true }]);
  });

  it.each(['The next question is on page 4, who wrote it', 'forget the ferry'])('says neither: %s', (text) => {
    const [{ standing, isCorrection }] = partsOf(text);
    expect([standing === 'new', isCorrection]).toEqual([false, undefined]);
  });
});
