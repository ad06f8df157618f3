/** What is remembered of an answer when it is recorded, so that it can be corrected when its articles change. */
import { saysFigure } from '../flows/newer-figures.js';
import type { Remembered, StoredAnswer } from '../state/state.js';
import type { BotContext } from './context.js';
import type { KeptAnswer } from './kept-answer.js';

/** Only who can be told is remembered with a figure: not who asked privately among others. */
export async function toRemember(
  { app }: Pick<BotContext, 'app'>,
  kept: KeptAnswer,
  { question, guild, isPrivate }: Pick<StoredAnswer, 'question' | 'guild' | 'isPrivate'>,
): Promise<Remembered> {
  const cited = await app.standing.cited(kept.citations);
  const { kind, status, summary, check, filters = {} } = kept;
  const isBound = filters.article ?? filters.from ?? filters.to ?? filters.source;
  const isTold = !(isPrivate && guild !== undefined) && isBound === undefined;
  const isFigure =
    status === 'answered' && kind === 'question' && !summary && !check && isTold && saysFigure(question, kept);
  return isFigure ? { cited, figureKey: (await app.current()).newestKey } : { cited };
}
