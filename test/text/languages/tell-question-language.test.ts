import { expect, it } from 'vitest';
import { tellQuestionLanguage } from '../../../src/text/languages/tell-language.js';

it.each([
  ['коли вийшов ChatGPT від OpenAI', 'uk'],
  ['когда вышел ChatGPT от OpenAI', 'ru'],
  ['ChatGPTはOpenAIが作ったのか', 'ja'],
  ['what is борщ', undefined],
  ['ChatGPT OpenAI', undefined],
])('the language of “%s” is %s, however long the names in it', (question, language) => {
  const told = tellQuestionLanguage(question);
  expect(told === 'en' ? undefined : told).toBe(language);
});
