/**
 * What a server that is limited to some outlets may still see of an answer that was given before: asked at every look-up,
 * because a limit holds from the moment it is set.
 */
import { outletFilter, type ServerSettings } from '../state/server-settings.js';
import type { BotApp } from './context.js';
import type { KeptAnswer } from './kept-answer.js';

export interface ShownArticle {
  articleId: string;
  /** The outlet as it was quoted; null where none was kept, and the index alone can tell. */
  source?: string | null;
}

export interface ServerLimit {
  allows(article: ShownArticle): boolean;
  allowsOutlet(source: string | undefined): boolean;
}

const NO_LIMIT: ServerLimit = { allows: () => true, allowsOutlet: () => true };

export async function limitOf(
  app: Pick<BotApp, 'articles'>,
  settings: Pick<ServerSettings, 'sources'>,
): Promise<ServerLimit> {
  if (settings.sources.length === 0) return NO_LIMIT;
  const isAllowed = outletFilter(settings.sources);
  const articles = await app.articles();
  const allowed = new Set(articles.filter(isAllowed).map(({ id }) => id));
  const known = new Set(articles.map(({ id }) => id));
  const allowsOutlet = (source: string | undefined) => isAllowed({ source });
  return {
    allowsOutlet,
    // An article may have changed its outlet since: neither the old nor the new one may be another.
    allows: ({ articleId, source }) =>
      source === null
        ? allowed.has(articleId)
        : allowsOutlet(source) && (allowed.has(articleId) || !known.has(articleId)),
  };
}

/** Whether all that an answer shows may be shown. */
export function isWithin({ citations, draft, nearest, summary }: KeptAnswer, limit: ServerLimit): boolean {
  const cited = [...citations, ...(draft?.citations ?? [])];
  return (
    cited.every(({ articleId, source }) => limit.allows({ articleId, source })) &&
    nearest.every(({ articleId }) => limit.allows({ articleId, source: null })) &&
    (summary?.kind !== 'article' || limit.allowsOutlet(summary.source)) &&
    (summary?.kind !== 'period' || summary.stories.every(({ outlets }) => outlets.every(limit.allowsOutlet)))
  );
}

/** The sentences that were weighed, without those of other outlets. */
export const traceWithin = (kept: KeptAnswer, limit: ServerLimit): KeptAnswer => ({
  ...kept,
  trace: {
    ...kept.trace,
    sentences: kept.trace.sentences.filter(({ articleId }) => limit.allows({ articleId, source: null })),
  },
});
