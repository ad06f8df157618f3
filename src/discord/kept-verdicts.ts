/** Verdicts on the sentences of a checked message, as they are kept. */
import { z } from 'zod';
import { VERDICTS } from '../flows/check-claims.js';

const SPAN = z.object({ start: z.number(), end: z.number() });

export const KEPT_CHECK = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      verdict: z.enum(VERDICTS),
      /** Places in the answer's citations. */
      citations: z.array(z.number()),
      isSaid: z.boolean().optional(),
      speaker: z.string().optional(),
      differs: z.object({ said: SPAN, told: SPAN }).optional(),
    }),
  ),
  leftOut: z.object({ questions: z.number(), chatter: z.number(), further: z.number() }),
});

export type KeptCheck = z.infer<typeof KEPT_CHECK>;
