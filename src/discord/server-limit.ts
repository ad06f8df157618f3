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

/** In place of no outlet at all, because an empty list means all of them: a character that is set aside for private use. */
const NO_OUTLET = '\u{10fffd}';

/**
 * The settings as they hold in a channel: of the server's outlets and those of each of its places, a thread and its parent, what
 * all of them name. `places` is undefined where nobody knows which they are; then a server that limits any channel shows nothing.
 */
export function settingsIn(settings: ServerSettings, places: readonly string[] | undefined): ServerSettings {
  const { channelSources } = settings;
  if (Object.keys(channelSources).length === 0) return settings;
  if (!places) return { ...settings, sources: [NO_OUTLET] };
  const limits = places.flatMap((id) => (channelSources[id]?.length ? [channelSources[id]] : []));
  const sources = limits.reduce((all, limit) => (all.length === 0 ? limit : narrower(all, limit)), settings.sources);
  return { ...settings, sources };
}

function narrower(outlets: readonly string[], limit: readonly string[]): string[] {
  const isAllowed = outletFilter(limit);
  const both = outlets.filter((source) => isAllowed({ source }));
  return both.length > 0 ? both : [NO_OUTLET];
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
