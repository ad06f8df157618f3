/** Which segments to build again, so that they stay few and mostly alive. */

/** Segments are merged when there are more than this, or when more than a quarter of one is dead. */
const MAX_SEGMENTS = 8;
const MAX_DEAD_SHARE = 0.25;

interface MergeCandidate {
  id: number;
  passages: number;
  total: number;
  live: number;
  isUsable: boolean;
}

/** The segments to build again: damaged or foreign ones, ones with many dead, and the small ones when there are many. */
export function chooseMerges(segments: MergeCandidate[], addsSegment: boolean): number[] {
  const merged = new Set(
    segments
      .filter((segment) => !segment.isUsable || segment.live < segment.total * (1 - MAX_DEAD_SHARE))
      .map(({ id }) => id),
  );
  const rest = segments.filter(({ id }) => !merged.has(id)).sort((a, b) => a.passages - b.passages);
  const after = rest.length + Number(addsSegment || merged.size > 0);
  // All but the largest become one: a large segment is built again only when its own articles are dead.
  if (after > MAX_SEGMENTS) for (const { id } of rest.slice(0, -1)) merged.add(id);
  return [...merged].sort((a, b) => a - b);
}
