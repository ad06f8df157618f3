/** All rules that find a claim to say something else than a sentence which is about the same matter. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { Fault } from './compare.js';
import { isCrossed, isOrderTurned, swapsFigure } from './crossed.js';
import { isNameExchanged } from './exchanged.js';
import { addsOrDropsNot, dropsModal, turnsSmallWord } from './polarity.js';
import type { Statement, Word } from './read-statement.js';
import { findReversal, swapsSubjects } from './roles.js';
import {
  changesQuantity,
  deniesMore,
  hasOppositeDirection,
  isTurnedRound,
  losesHedge,
  makesCertain,
  tellsAsDone,
} from './turned.js';

export interface Aligned {
  claim: Statement;
  evidence: Statement;
  /** The evidence's word for each content word of the claim. */
  matches: Map<Word, Word | undefined>;
  /** Content words of the claim that stand nowhere near. */
  unsupported: Word[];
  lexicon: Lexicon;
}

/** `speaker` are the words by which whoever speaks may be called, `inherited` those of a subject that the claim leaves out. */
export function* contradictionsOf(
  { claim, evidence, matches, unsupported, lexicon }: Aligned,
  speaker: Set<string> | undefined,
  inherited: Word[],
): Iterable<Fault> {
  const content = [...matches.keys()];
  const names = claim.words.filter(({ isName, isFigure }) => isName && !isFigure);
  if (hasOppositeDirection(unsupported, content, evidence, claim, lexicon)) yield 'opposite';
  if (turnsSmallWord(claim, evidence, lexicon)) yield 'opposite';
  if (isTurnedRound(claim, evidence, matches) || addsOrDropsNot(claim, evidence)) yield 'negation';
  if (deniesMore(claim, evidence, matches)) yield 'words';
  if (losesHedge(claim, evidence, matches) || tellsAsDone(claim, matches, evidence, lexicon)) yield 'modality';
  if (makesCertain(claim, evidence, matches) || dropsModal(claim, evidence, matches)) yield 'modality';
  if (changesQuantity(claim, evidence)) yield 'quantity';
  if (names.some((name) => isNameExchanged(name, claim, evidence, lexicon))) yield 'reversed';
  if (swapsSubjects(claim, evidence, lexicon)) yield 'reversed';
  if (findReversal(claim, evidence, speaker, inherited, lexicon)) yield 'reversed';
  if (isCrossed(claim, evidence) || isOrderTurned(claim, evidence) || swapsFigure(claim, evidence)) yield 'reversed';
}
