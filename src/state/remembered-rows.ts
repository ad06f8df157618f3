/** The rows by which an answer stays true, written in one transaction with it. */
import type { Remembered, StoredAnswer } from './records.js';
import type { Statement } from './sql.js';
import { CITED, FIGURES } from './tables.js';

/** Written where `when` holds. */
export function rememberedRows(
  { id: answer, askedAtMs }: Pick<StoredAnswer, 'id' | 'askedAtMs'>,
  { cited, figureKey }: Remembered,
  when?: Statement,
): Statement[] {
  return [
    ...cited.map((one) => CITED.insert({ ...one, answer }, { when })),
    ...(figureKey === undefined
      ? []
      : [FIGURES.insert({ answer, givenAtMs: askedAtMs, seenKey: figureKey }, { when })]),
  ];
}
