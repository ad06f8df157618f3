/**
 * Holds each sentence that a model wrote against the passages it was offered: finds the quote that carries it, mends a mark
 * that points elsewhere, and says why a sentence is kept back. What it returns is all that people may see of a reply.
 */
import type { Span } from '../../core/types.js';
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { EvidenceArticle } from '../../retrieval/find-evidence.js';
import { attributeSpeakers } from '../../retrieval/speakers.js';
import { clauseSpans, cutToClause } from '../../text/clauses.js';
import { splitSentences } from '../../text/split-sentences.js';
import { isCapitalised, tokenize } from '../../text/tokenize.js';
import { isName, QUOTE_MAX_CHARS } from '../draft-sentences.js';
import type { Citation } from '../types.js';
import { addressesModel } from './addresses-model.js';
import { type Comparison, compare, type EvidenceUnit, type Fault } from './compare.js';
import { readStatement, type Statement, type Word } from './read-statement.js';

/** A run of sentences of an article as it was offered to a model; its number is its place in the list, from 1. */
export interface OfferedPassage {
  article: Pick<EvidenceArticle, 'meta' | 'body' | 'sentences' | 'attributions'>;
  firstSentence: number;
  sentenceCount: number;
}

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
}

export type Verdict = { verified: VerifiedClaim } | { refused: Refusal };

export interface ClaimVerifier {
  /** `before` are the sentences of the reply so far, for whom "he" means. */
  verify(claim: Claim, before?: string[]): Verdict;
}

/** Of how many sentences before and behind one something may be borrowed. */
const SENTENCES_AROUND = 2;
const MAX_EARLIER = 24;

/** A sentence that lacks these speaks of something else, and contradicts nothing. */
const OTHER_MATTER = new Set<Fault>(['name', 'number', 'date', 'quotation']);
/** How much of a part of a claim its sentence must hold. */
const MIN_CLAUSE_COVERAGE = 0.5;

interface Unit extends EvidenceUnit {
  passage: number;
  span: Span;
  article: OfferedPassage['article'];
  /** The spans of `around`, and of the sentence that names the speaker. */
  aroundSpans: Span[];
  speakerSpan?: Span;
}

interface Support {
  unit: Unit;
  comparison: Comparison;
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
  const bestSupport = (claim: Statement, units: Unit[], options: Parameters<typeof compare>[3]) => {
    let best: Support | undefined;
    let nearest: Support | undefined;
    for (const unit of units) {
      const comparison = compare(claim, unit, lexicon, options);
      const isContrary = comparison.faults.length > 0 && !comparison.faults.some((fault) => OTHER_MATTER.has(fault));
      const isNearer = comparison.coverage - (nearest?.comparison.coverage ?? -1);
      if (isNearer > 0 || (isNearer === 0 && isContrary)) nearest = { unit, comparison };
      if (comparison.faults.length > 0) continue;
      if (!best || comparison.coverage > best.comparison.coverage) best = { unit, comparison };
    }
    const isContradicted =
      best &&
      nearest &&
      nearest.comparison.coverage >= best.comparison.coverage &&
      nearest.unit !== best.unit &&
      !nearest.comparison.faults.some((fault) => OTHER_MATTER.has(fault));
    return { best: isContradicted ? undefined : best, nearest };
  };

  /** The whole claim on one sentence, or each of its clauses on one. */
  const findSupport = (claim: Statement, units: Unit[], claimedSpeaker?: { terms: Set<string> }) => {
    const { best, nearest } = bestSupport(claim, units, { claimedSpeaker });
    const clauses = splitClaim(claim.text);
    const holds = (clause: string) => {
      const statement = read(clause);
      return (
        compare(statement, best!.unit, lexicon).coverage >= MIN_CLAUSE_COVERAGE ||
        bestSupport(statement, units, {}).best
      );
    };
    if (best && clauses.every(holds)) return { supports: [best] };
    if (clauses.length < 2) return { nearest };
    const supports: Support[] = [];
    let inherited: Word[] = [];
    for (const [i, clause] of clauses.entries()) {
      const statement = read(clause);
      const found = bestSupport(statement, units, {
        inherited,
        claimedSpeaker: speakerOf(clause, []) ?? (i > 0 || statement.hasSpeech ? claimedSpeaker : undefined),
      });
      if (!found.best || found.best.comparison.coverage < MIN_CLAUSE_COVERAGE)
        return { nearest: found.nearest ?? nearest };
      supports.push(found.best);
      if (i === 0) inherited = statement.words.filter(({ isName }) => isName);
    }
    return { supports };
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
      for (const numbers of marked.length > 0 ? [marked, all] : [all]) {
        const { supports, nearest } = findSupport(statement, allUnits(numbers), speaker);
        if (supports) return { verified: toVerified(claimed, statement, supports, speaker, before) };
        if (nearest) refused = { faults: nearest.comparison.faults, nearest: nearest.unit.statement.text };
      }
      return { refused };
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
    const cite = ({ article: { meta, body } }: Unit, { start, end }: Span) => {
      if (citations.some((other) => other.articleId === meta.id && other.start === start && other.end === end)) return;
      const { id, title, source, publishedAt, url } = meta;
      citations.push({ articleId: id, title, source, publishedAt, url, quote: body.slice(start, end), start, end });
    };
    for (const { unit } of supports) cite(unit, unit.span);
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

/** Up to a clause that tells when: "resigned a day before Truss announced" isn't what Truss said. */
function withoutSubordinate(text: string): string {
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

/** The sentences of a passage that may carry a claim; one that is too long for a quote in parts of whole clauses. */
export function readUnits(
  { article, firstSentence, sentenceCount }: OfferedPassage,
  passage: number,
  read: (text: string) => Statement,
): Unit[] {
  const { body, sentences, attributions, meta } = article;
  const textOf = ({ start, end }: Span) => body.slice(start, end);
  const statements = new Map<string, Statement>();
  const readOnce = (text: string) => {
    const known = statements.get(text) ?? read(text);
    statements.set(text, known);
    return known;
  };
  const units: Unit[] = [];
  for (let number = firstSentence; number < firstSentence + sentenceCount; number++) {
    const sentence = sentences[number];
    if (addressesModel(textOf(sentence))) continue;
    const aroundSpans: Span[] = [];
    for (let back = 1; back <= SENTENCES_AROUND; back++)
      if (sentences[number - back]) aroundSpans.push(sentences[number - back]);
    const attribution = attributions[number];
    const naming = attribution && sentences[attribution.speaker.namedIn];
    if (naming && attribution.speaker.namedIn !== number && !aroundSpans.includes(naming)) aroundSpans.push(naming);
    // Whoever was named before may be meant by "the company" here.
    for (const earlier of sentences.slice(Math.max(0, number - MAX_EARLIER), number))
      if (!aroundSpans.includes(earlier)) aroundSpans.push(earlier);
    if (number > 0 && !aroundSpans.includes(sentences[0])) aroundSpans.push(sentences[0]);
    const short = aroundSpans.map((span) =>
      cutToClause(body, span, { start: span.start, end: span.start + 1 }, QUOTE_MAX_CHARS),
    );
    const around = short.map((span) => readOnce(textOf(span)));
    const aroundSpeakers = aroundSpans.map((span) => attributions[sentences.indexOf(span)]?.speaker.terms);
    for (const span of quotableSpans(body, sentence))
      units.push({
        passage,
        span,
        article,
        statement: readOnce(textOf(span)),
        ...(attribution && {
          speaker: {
            name: attribution.speaker.name,
            terms: attribution.speaker.terms,
            isNamedHere: attribution.isNamedHere,
          },
          speakerSpan: cutToClause(body, naming!, attribution.speaker.span, QUOTE_MAX_CHARS),
        }),
        ...(meta.publishedAt !== undefined && { publishedAt: meta.publishedAt }),
        around,
        aroundSpeakers,
        aroundSpans: short,
      });
  }
  return units;
}

/** The sentence, or runs of its clauses of at most the length of a quote. */
function quotableSpans(body: string, sentence: Span): Span[] {
  if (sentence.end - sentence.start <= QUOTE_MAX_CHARS) return [sentence];
  const spans: Span[] = [];
  for (const clause of clauseSpans(body, sentence)) {
    const span = cutToClause(body, sentence, clause, QUOTE_MAX_CHARS);
    if (!spans.some(({ start, end }) => start === span.start && end === span.end)) spans.push(span);
  }
  return spans;
}

const JOINT =
  /(?:;\s+|,\s+(?:and|but|while|whereas|although|though)\s+|\s+and\s+(?=(?:also|then|that|will|would|had|has|have|was|were|is|are|did|later|said|told|added|[a-z]+ed)\b))/;
const MIN_CLAUSE_WORDS = 3;

/** The parts of a claim that can each rest on a sentence of their own. */
export function splitClaim(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(JOINT)) {
    if (parts.length > 0 && part.split(/\s+/).length < MIN_CLAUSE_WORDS) parts[parts.length - 1] += `, ${part}`;
    else parts.push(part);
  }
  return parts;
}

/** The sentences of a text as claims without marks. */
export const claimsOf = (text: string): Claim[] =>
  splitSentences(text).map(({ start, end }) => ({ text: text.slice(start, end), marks: [] }));
