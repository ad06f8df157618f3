/** The words of a reply that rests on no article, in English, a sentence each. */
import type { Told } from '../answering/types.js';
import { formatDate } from '../core/dates.js';

const OPENINGS: Record<Told['about'], string> = {
  greeting: 'Hello!',
  about: 'I answer questions from a collection of articles, and each sentence I say is quoted from one of them.',
  thanks: 'You are welcome.',
  farewell: 'Goodbye.',
  chatter: 'Ask me something about the articles.',
};

/** At least one. */
export function toldLines(
  { about, articles, outlets, oldestAt, newestAt, suggestions }: Told,
  collection?: string,
): string[] {
  const opening =
    about === 'about' && collection
      ? `I answer questions from ${collection}, and each sentence I say is quoted from it.`
      : OPENINGS[about];
  if (about !== 'greeting' && about !== 'about') return [opening];
  const from = outlets > 1 ? ` by ${outlets} outlets` : '';
  const span = oldestAt && newestAt ? `, from ${formatDate(oldestAt)} to ${formatDate(newestAt)}` : '';
  const holds = `There ${articles === 1 ? 'is one article' : `are ${articles} articles`}${from}${span}.`;
  const ask = suggestions.length > 0 ? ['You could ask, for example:', ...suggestions] : [];
  return [opening, holds, ...ask];
}
