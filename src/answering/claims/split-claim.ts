/** Where a claim says two things, each of which may rest on a sentence of its own. */

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

/** Where a claim may go on with what another sentence says: before these words. */
const CONNECTIVE =
  /,?\s+(?=(?:but|while|whereas|although|though|which|who|where|when|because|as|with|compared with|without|arguing|claiming|saying|adding|insisting|warning|noting|calling)\s)/g;

const MIN_PART_WORDS = 4;
const MAX_WAYS = 6;

/** The claim in its clauses, and in two at each word that joins. */
export function waysToSplit(text: string): string[][] {
  const clauses = splitClaim(text);
  const ways = clauses.length > 1 ? [clauses] : [];
  for (const { 0: gap, index } of text.matchAll(CONNECTIVE)) {
    const way = [text.slice(0, index), text.slice(index + gap.length)];
    const isFresh = !ways.some((other) => other.length === 2 && other[0] === way[0]);
    if (isFresh && way.every((part) => part.split(/\s+/).length >= MIN_PART_WORDS)) ways.push(way);
  }
  return ways.slice(0, MAX_WAYS);
}
