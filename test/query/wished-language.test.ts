import { describe, expect, it } from 'vitest';
import { readWish } from '../../src/query/wished-language.js';

describe('the wish to be answered in a language', () => {
  it.each([
    ['Who owns the quarry? answer in German', 'Who owns the quarry?', 'de'],
    ['who owns the quarry, reply in french please', 'who owns the quarry', 'fr'],
    ['Please answer in Spanish: who owns the quarry?', 'who owns the quarry?', 'es'],
    ['Who owns the quarry?\nRespond in Italian.', 'Who owns the quarry?', 'other'],
    ['Wem gehört der Steinbruch? Bitte antworte auf Deutsch!', 'Wem gehört der Steinbruch?', 'de'],
    ['Who owns the quarry? Réponds en français.', 'Who owns the quarry?', 'fr'],
    ['¿De quién es la cantera? Respóndeme en español, por favor.', '¿De quién es la cantera?', 'es'],
    ['De quem é a pedreira? Responda em português.', 'De quem é a pedreira?', 'pt'],
    ['Who owns the quarry? odpowiedz po polsku', 'Who owns the quarry?', 'pl'],
    ['Komu patří lom? Odpověz česky, prosím.', 'Komu patří lom?', 'cs'],
    ['Who owns the quarry? Türkçe cevap ver', 'Who owns the quarry?', 'tr'],
    ['Who owns the quarry? Hãy trả lời bằng tiếng Việt.', 'Who owns the quarry?', 'vi'],
    ['Who owns the quarry? Ответь по-русски', 'Who owns the quarry?', 'ru'],
    ['Чий кар’єр? Відповідай українською мовою', 'Чий кар’єр?', 'uk'],
    ['Who owns the quarry? أجب بالعربية', 'Who owns the quarry?', 'ar'],
    ['Who owns the quarry? תענה בעברית', 'Who owns the quarry?', 'he'],
    ['Who owns the quarry? हिंदी में जवाब दें', 'Who owns the quarry?', 'hi'],
    ['谁拥有采石场？请用中文回答', '谁拥有采石场？', 'zh'],
    ['Who owns the quarry? 日本語で答えてください', 'Who owns the quarry?', 'ja'],
    ['Who owns the quarry? ตอบเป็นภาษาไทย', 'Who owns the quarry?', 'th'],
    ['Who owns the quarry? 한국어로 답해 줘', 'Who owns the quarry?', 'ko'],
  ])('is taken off %s', (text, rest, wished) => expect(readWish(text)).toEqual({ text: rest, wished }));

  it.each([
    'Why did the mayor answer in German?',
    'Did they reply in French, or in English?',
    'answer in German',
    'What is the answer?',
  ])('isn’t read into %s', (text) => expect(readWish(text)).toEqual({ text }));
});
