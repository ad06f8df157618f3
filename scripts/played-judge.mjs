/** A judge that is played from what is known of each sentence: never there, always right, or right with a probability. */
import { createHash } from 'node:crypto';

/** `(id, isTrue) => verdict`; what it says of a sentence depends on the seed and the sentence alone. */
export function playedJudge(kind, seed) {
  if (kind === 'none') return () => undefined;
  const right = kind === 'perfect' ? 1 : Number(kind);
  if (!(right >= 0 && right <= 1))
    throw new Error(`--judge is '${kind}'; expected none, perfect or a share such as 0.85`);
  return (id, isTrue) => {
    const drawn = createHash('sha256').update(`${seed} ${id}`).digest().readUInt32BE(0) / 2 ** 32;
    return drawn < right ? isTrue : !isTrue;
  };
}
