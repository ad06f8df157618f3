import { describe, expect, it } from 'vitest';
import { cleanMessage, withoutCourtesies } from '../../src/query/clean-message.js';
import fc from '../support/fast-check.js';
import { hostileText } from '../support/hostile-text.js';

describe('a message is cleaned of', () => {
  it.each([
    ['a person', 'Who owns <@123456789012345678> the quarry?', 'Who owns the quarry?'],
    ['a person and an emoji', '<@!123> who owns the quarry <a:rock:456>', 'who owns the quarry'],
    ['a time', 'What happened <t:1709640000:R> at Elva?', 'What happened at Elva?'],
    ['a channel', 'see <#789> about the dam', 'see about the dam'],
    ['a command', '</ask:123> the dam', 'the dam'],
    ['a role', '<@&55> dam?', 'dam?'],
    ['emphasis', '**Who** owns the __quarry__ at *Norrvik*?', 'Who owns the quarry at Norrvik?'],
    ['spoilers and code', '||Who|| owns `the quarry`?', 'Who owns the quarry?'],
    ['an address', 'Is this true? https://example.org/quarry-opens?a=b', 'Is this true?'],
    ['an address in brackets', '<https://example.org> who owns it?', 'who owns it?'],
    ['a quoted line, where something else is said', '> The quarry opened again\nIs it so?', 'Is it so?'],
    ['pictures', 'Who owns the quarry? 🪨⛏️', 'Who owns the quarry?'],
    ['an emoji by its name', ':thinking: who owns the quarry', 'who owns the quarry'],
    ['empty lines', '  two   spaces\n\n\nand lines ', 'two spaces\nand lines'],
  ])('%s', (_what, text, words) => {
    expect(cleanMessage(text)).toBe(words);
  });
});

describe('a message keeps', () => {
  it.each([
    ['a quoted line that is all there is', '> The quarry opened again', 'The quarry opened again'],
    ['clock times', 'at 12:30:45 what happened?', 'at 12:30:45 what happened?'],
    ['names in code', 'what does snake_case mean', 'what does snake_case mean'],
    ['sums', 'What is 2*3*4?', 'What is 2*3*4?'],
    ['comparisons', 'is 3 < 5 and 7 > 2?', 'is 3 < 5 and 7 > 2?'],
  ])('%s', (_what, text, words) => {
    expect(cleanMessage(text)).toBe(words);
  });

  it('nothing to clean a second time', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const cleaned = cleanMessage(text);
        expect(cleaned).not.toMatch(/<@!?\d+>|<#\d+>|<t:\d+(?::\w)?>/);
        expect(cleaned).toBe(cleaned.trim());
      }),
    );
  });
});

describe('around a question', () => {
  it.each([
    ['Hey, quick question, could you please tell me who owns the quarry?', 'who owns the quarry?'],
    ['Hi - quick question - I was wondering, who owns the quarry?', 'who owns the quarry?'],
    ['hi can you tell me who owns the quarry', 'who owns the quarry?'],
    ['Hello there! Do you know if the dam still leaks?', 'the dam still leaks?'],
    ['I was wondering whether the ferry sails again', 'the ferry sails again?'],
    ['I’d like to know how much the repairs cost.', 'how much the repairs cost.'],
    ['please summarize the hearing', 'summarize the hearing?'],
    ['Could someone explain why the dam leaked? Thanks!', 'why the dam leaked?'],
    ['who won the prize please', 'who won the prize?'],
    ['Who won the prize, anyone?', 'Who won the prize?'],
    ['so what happened to the otters?', 'what happened to the otters?'],
    ['Just curious, who trains the elephant?', 'who trains the elephant?'],
    ['any idea who owns the bakery?', 'who owns the bakery?'],
    ['Is it true that the dam leaked?', 'the dam leaked?'],
    ['excuse me who is the harbour master?', 'who is the harbour master?'],
    ['Can you list the articles about the dam?', 'list the articles about the dam?'],
    ['can you tell me more about the circus?', 'tell me more about the circus?'],
    ['Morning! Who owns the quarry?', 'Who owns the quarry?'],
    ['I need to know when the library opens', 'when the library opens?'],
    ['Remind me who Ines Falk is', 'who Ines Falk is?'],
    ['yo who owns the quarry lol', 'who owns the quarry?'],
    ['Could you let me know how many loaves were tasted?', 'how many loaves were tasted?'],
    ['would you mind telling me who owns the quarry?', 'who owns the quarry?'],
    ['do you have any idea who owns the quarry?', 'who owns the quarry?'],
    ['Can you find out who owns the quarry?', 'who owns the quarry?'],
    ['Question: who owns the quarry?', 'who owns the quarry?'],
    ['Does anyone know who owns the quarry?', 'who owns the quarry?'],
    ['help me understand why the dam leaked', 'why the dam leaked?'],
    ['Thanks, and who owns the bakery?', 'who owns the bakery?'],
    ['Please!!! who owns the quarry', 'who owns the quarry?'],
    ['hi ferry repairs', 'ferry repairs?'],
  ])('what is polite is taken off: %s', (text, question) => {
    expect(withoutCourtesies(text)).toBe(question);
  });

  it.each([
    'Who owns the quarry?',
    'Tell me about the circus',
    'Any idea about the wages?',
    'Good morning',
    'please',
    'thanks',
    'Hello Kitty opened a shop in Ost',
    'Well-known bakers of Lindvik',
    'Hi-fi shops in Ost',
    'Morning ferry to Skarholm cancelled?',
    'ok but who paid for it?',
    'I want to know about the ferry',
    'So-called experts on the dam',
  ])('what belongs to it stays: %s', (text) => {
    expect(withoutCourtesies(text)).toBe(text);
  });
});
