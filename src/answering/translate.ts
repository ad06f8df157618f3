/** A question put into the language of the articles by a model, so that it finds something; what it may not do is change the figures. */
import type { ChatModel } from '../models/chat-model.js';
import { type Language, languageName } from '../text/languages/languages.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { withAsciiDigits } from '../text/normalise-word.js';
import { asData, newMark } from './offer-passages.js';
import { type Rewritten, readRewritten } from './rewritten-question.js';

/** Rejects with ChatModelError. */
export async function translate(
  chat: ChatModel,
  question: string,
  language: Language,
  signal?: AbortSignal,
): Promise<Rewritten> {
  const values = { mark: newMark(), language: languageName(language), question: asData(question) };
  const reply = await chat.stream({ prompt: 'translate', values }, { signal });
  const translated = readRewritten(reply);
  const isUsable =
    translated !== undefined &&
    (tellLanguage(translated) ?? language) === language &&
    figuresOf(translated).every((figure) => figuresOf(question).includes(figure));
  return { ...(isUsable && { question: translated }), spending: { ...reply.usage, costUsd: reply.costUsd } };
}

const figuresOf = (text: string): readonly string[] => withAsciiDigits(text).match(/\d+/g) ?? [];
