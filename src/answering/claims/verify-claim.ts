/**
 * Holds each sentence that a model wrote against the passages it was offered: finds the quote that carries it, mends a mark
 * that points elsewhere, and says why a sentence is kept back. What it returns is all that people may see of a reply.
 */
import type { Span } from '../../core/types.js';
import type { Lexicon } from '../../lexicon/lexicon.js';
import { attributeSpeakers } from '../../retrieval/speakers/attribute.js';
import { isCapitalised, tokenize } from '../../text/tokenize.js';
import { citationOf, isName } from '../draft-sentences.js';
import type { Citation } from '../types.js';
import { addressesModel } from './addresses-model.js';
import { type CompareOptions, type Comparison, compare, type Fault } from './compare.js';
import { keepsFiguresTogether, type OfferedPassage, pairUnits, readUnits, type Unit } from './evidence-units.js';
import { isMoreToThePoint, quoteInstead, type Support } from './quote-instead.js';
import { readStatement, type Statement, type Word } from './read-statement.js';
import { splitClaim, waysToSplit } from './split-claim.js';

/** A sentence of a reply, without its marks. */
export interface Claim {
  text: string;
  /** Numbers of passages as the model gave them; they may be wrong. */
  marks: number[];
}

export interface VerifiedClaim {
  /** The model's sentence, led by who says it where it tells somebody's words as a fact. */
  text: string;
  /** The quote that carries it first. */
  citations: Citation[];
}

/** Why a sentence is kept back: the faults that the sentence nearest to it shows, and that sentence. */
export interface Refusal {
  faults: (Fault | 'empty' | 'unsafe')[];
  nearest?: string;
  /** The article's own words on the same matter, for a place that would else be empty. */
  instead?: VerifiedClaim;
}

export type Verdict = { verified: VerifiedClaim } | { refused: Refusal };

export interface ClaimVerifier {
  /** `before` are the sentences of the reply so far, for whom "he" means. */
  verify(claim: Claim, before?: string[]): Verdict;
}

/** A sentence that lacks these speaks of something else, and contradicts nothing. */
const OTHER_MATTER = new Set<Fault>(['name', 'number', 'date', 'quotation']);

const MIN_CONTRARY_COVERAGE = 0.8;
const CONTRARY_MARGIN = 0.2;
/** A sentence that holds less of a claim adds nothing to its neighbour. */
const MIN_COVERAGE_OF_PAIRED = 0.15;

/** How much of a part of a claim its sentence must hold. */
const MIN_CLAUSE_COVERAGE = 0.5;

interface Finding {
  supports?: Support[];
  /** Where there are none: what holds most of the claim, and what says most of the same matter. */
  nearest?: Support;
  toQuote?: Support;
}

/** What a model may write that no reader should get, whatever supports it: addresses, mentions, markup, invisible signs. */
const UNSAFE =
  /https?:|www\.|:\/\/|\b[\w-]+\.(?:com|org|net|io|ru|cn|info|xyz|gg|me|co|app|dev|site|link|example)\b|@|<[@#!:a-z/]|\]\(|!\[|`|\|\||[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/iu;

const MAX_CLAIM_CHARS = 600;

export function createClaimVerifier(passages: OfferedPassage[], lexicon: Lexicon): ClaimVerifier {
  const known = knownNames(passages);
  const read = (text: string) => readStatement(text, { lexicon, isKnownName: (term) => known.has(term) });
  const unitsOf = passages.map((passage, number) => {
    let units: Unit[] | undefined;
    return () => (units ??= readUnits(passage, number, read));
  });
  const allUnits = (numbers: number[]) => numbers.flatMap((number) => unitsOf[number]());

  /** The sentence that holds most of the claim without a fault; none where one that holds clearly more speaks against it. */
  const bestSupport = (claim: Statement, units: Unit[], options: CompareOptions) => {
    let best: Support | undefined;
    let nearest: Support | undefined;
    let toQuote: Support | undefined;
    const ofUse: Unit[] = [];
    for (const unit of units) {
      const comparison = compare(claim, unit, lexicon, options);
      if (comparison.coverage >= MIN_COVERAGE_OF_PAIRED) ofUse.push(unit);
      // "The ministry said": nobody to lead with, so the claim has to say it itself.
      if (comparison.isUnattributed && !isName(unit.speaker?.name ?? '') && comparison.faults.length === 0)
        comparison.faults.push('speaker');
      const isNearer = comparison.coverage - (nearest?.comparison.coverage ?? -1);
      if (isNearer > 0 || (isNearer === 0 && isContrary(comparison))) nearest = { unit, comparison };
      if (!toQuote || isMoreToThePoint(comparison, toQuote.comparison) > 0) toQuote = { unit, comparison };
      if (comparison.faults.length > 0) continue;
      if (!best || comparison.coverage > best.comparison.coverage) best = { unit, comparison };
    }
    const isContradicted =
      best &&
      nearest &&
      nearest.comparison.coverage >= best.comparison.coverage &&
      nearest.unit !== best.unit &&
      !nearest.comparison.faults.some((fault) => OTHER_MATTER.has(fault));
    return { best: isContradicted ? undefined : best, nearest, toQuote, ofUse };
  };

  const nearestTo = (part: Statement, units: Unit[]) => bestSupport(part, units, {}).toQuote;

  /** The whole claim on one sentence, or each of its parts on one. */
  const findSupport = (claim: Statement, units: Unit[], claimedSpeaker?: { terms: Set<string> }): Finding => {
    const { best, ofUse, ...refusal } = bestSupport(claim, units, { claimedSpeaker });
    const { nearest } = refusal;
    const clauses = splitClaim(claim);
    const holds = (clause: string) => {
      const statement = read(clause);
      return carriesClause(compare(statement, best!.unit, lexicon)) || bestSupport(statement, units, {}).best;
    };
    if (best && clauses.every(holds)) return { supports: [best] };
    // What a sentence with nearly all of the words speaks against isn't put together from others.
    if (nearest && nearest.comparison.coverage >= MIN_CONTRARY_COVERAGE && isContrary(nearest.comparison))
      return refusal;
    const known = new Map<string, Support | undefined>();
    for (const parts of waysToSplit(claim)) {
      const supports = supportsOf(parts, units, claimedSpeaker, known);
      if (supports) return { supports };
    }
    const { best: pair } = bestSupport(claim, pairUnits(ofUse, claimedSpeaker, read), { claimedSpeaker });
    if (!pair || !clauses.every((clause) => carriesClause(compare(read(clause), pair.unit, lexicon)))) return refusal;
    const isNearlyContrary =
      nearest &&
      isContrary(nearest.comparison) &&
      nearest.comparison.coverage >= pair.comparison.coverage - CONTRARY_MARGIN;
    return isNearlyContrary || !keepsFiguresTogether(claim, pair.unit) ? refusal : { supports: [pair] };
  };

  /** A sentence for each part, the first of which names the subject of all; undefined where one part has none. */
  const supportsOf = (
    parts: string[],
    units: Unit[],
    claimedSpeaker: { terms: Set<string> } | undefined,
    known: Map<string, Support | undefined>,
  ) => {
    const supports: Support[] = [];
    let inherited: Word[] = [];
    for (const [i, part] of parts.entries()) {
      const statement = read(part);
      const key = `${i > 0} ${inherited.map(({ term }) => term).join(' ')} ${part}`;
      if (!known.has(key)) {
        const { best } = bestSupport(statement, units, {
          inherited,
          claimedSpeaker: speakerOf(part, []) ?? (i > 0 || statement.hasSpeech ? claimedSpeaker : undefined),
        });
        known.set(key, best);
      }
      const best = known.get(key);
      if (!best || best.comparison.coverage < MIN_CLAUSE_COVERAGE) return undefined;
      supports.push(best);
      if (i === 0) inherited = statement.words.filter(({ isName }) => isName);
    }
    return supports;
  };

  return {
    verify({ text, marks }, before = []) {
      const claimed = text.trim();
      if (claimed.length === 0) return { refused: { faults: ['empty'] } };
      if (claimed.length > MAX_CLAIM_CHARS || UNSAFE.test(claimed) || addressesModel(claimed))
        return { refused: { faults: ['unsafe'] } };
      const statement = read(claimed);
      const speaker = speakerOf(claimed, before);
      const all = passages.map((_, i) => i);
      const marked = [...new Set(marks.map((mark) => mark - 1))].filter((number) => passages[number]);
      let refused: Refusal = { faults: ['empty'] };
      let instead: VerifiedClaim | undefined;
      for (const numbers of marked.length > 0 ? [marked, all] : [all]) {
        const { supports, nearest, toQuote } = findSupport(statement, allUnits(numbers), speaker);
        if (supports) return { verified: toVerified(claimed, statement, supports, speaker, before) };
        if (!nearest) continue;
        refused = { faults: nearest.comparison.faults, nearest: nearest.unit.statement.text };
        instead ??= quoteInstead([
          toQuote,
          ...splitClaim(statement).map((part) => nearestTo(read(part), allUnits(numbers))),
        ]);
      }
      return { refused: { ...refused, ...(instead && { instead }) } };
    },
  };

  /** The words a claim's speaker may be called by; undefined where it attributes nothing. */
  function speakerOf(text: string, before: string[]) {
    const main = withoutSubordinate(text);
    const body = [...before, main].join(' ');
    const start = body.length - main.length;
    const spans: Span[] = [];
    let at = 0;
    for (const sentence of before) {
      spans.push({ start: at, end: at + sentence.length });
      at += sentence.length + 1;
    }
    spans.push({ start, end: body.length });
    const tokens = spans.map((span) => tokenize(body, span.start, span.end));
    return attributeSpeakers(body, spans, tokens).at(-1)?.speaker;
  }

  function toVerified(
    text: string,
    claim: Statement,
    supports: Support[],
    claimedSpeaker: { terms: Set<string> } | undefined,
    before: string[],
  ): VerifiedClaim {
    const citations: Citation[] = [];
    const cite = ({ article }: Unit, span: Span) => {
      const { id } = article.meta;
      if (citations.some(({ articleId, start, end }) => articleId === id && start === span.start && end === span.end))
        return;
      citations.push(citationOf(article, span));
    };
    for (const { unit } of supports) for (const span of [unit.span, unit.nextSpan ?? []].flat()) cite(unit, span);
    for (const { unit, comparison } of supports) {
      for (const place of comparison.borrowed) cite(unit, unit.aroundSpans[place]);
      const isAbout = claimedSpeaker || claim.words.some(({ term }) => unit.speaker?.terms.has(term));
      if (unit.speakerSpan && !unit.speaker?.isNamedHere && isAbout) cite(unit, unit.speakerSpan);
    }
    const [{ unit, comparison }] = supports;
    const lead =
      comparison.isUnattributed && unit.speaker && isName(unit.speaker.name)
        ? unit.speaker.name
        : danglingName(text, unit, before);
    if (lead && unit.speakerSpan) cite(unit, unit.speakerSpan);
    return { text: lead ? `${lead}: ${text}` : text, citations };
  }
}

/** Its names alone don't carry a clause, nor does what speaks against it. */
const carriesClause = (comparison: Comparison) =>
  comparison.coverage >= MIN_CLAUSE_COVERAGE && comparison.wordsHeld > 0 && !comparison.faults.includes('negation');

const isContrary = ({ faults }: Comparison) =>
  faults.length > 0 && !faults.some((fault) => OTHER_MATTER.has(fault) || fault === 'words');

/** Up to a clause that tells when: "resigned a day before Truss announced" isn't what Truss said. */
function withoutSubordinate(given: string): string {
  // "After Musk tweeted that it was freed, Breton answered": the main clause is Breton's.
  const text = given.replace(/^(?:After|When|While|Although|Though|Before|Since|Once)\b[^,]*,\s+(?=\S+\s+\S+\s)/, '');
  const at = text.search(/(?<=\S{3,}\s.*)\b(?:before|after|when|until|since|who|which|where|because)\b/);
  return at > 0 ? text.slice(0, at) : text;
}

/** Who "He" at the start of a sentence is, where no sentence that is shown before names them. */
function danglingName(text: string, { speaker }: Unit, before: string[]): string | undefined {
  if (!/^(he|she|they|it)\b/i.test(text) || !speaker || !isName(speaker.name)) return undefined;
  const last = speaker.name.split(' ').at(-1)!;
  return before.some((sentence) => sentence.includes(last)) ? undefined : speaker.name;
}

/** Words written with a capital inside sentences. */
function knownNames(passages: OfferedPassage[]): Set<string> {
  const known = new Set<string>();
  for (const { article } of passages) {
    for (const { start, end } of article.sentences) {
      const [, ...inside] = tokenize(article.body, start, end);
      for (const token of inside) if (isCapitalised(article.body, token)) known.add(token.term);
    }
  }
  return known;
}
