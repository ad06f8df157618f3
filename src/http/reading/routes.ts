/** `/a/ID`: an article to be read, where the operator gave a PUBLIC_URL. */
import { Hono } from 'hono';
import { wholeArticle } from '../../flows/whole-article.js';
import type { SearchIndex } from '../../index/search-index.js';
import { outletFilter } from '../../state/server-settings.js';
import type { State } from '../../state/state.js';
import type { SiteEnv } from '../site-env.js';
import { missingPage, readingPage } from './page.js';
import { quotedPlace } from './quoted-place.js';
import { READING_KEY } from './reading-links.js';
import { readId } from './signed-id.js';

export interface ReadingParts {
  app: { index: SearchIndex };
  state: Pick<State, 'settings' | 'signingKeys'>;
}

/** Whatever isn't shown looks the same: a wrong code, an article that is gone, an outlet that a server hides since. */
export function readingRoutes(parts: () => ReadingParts, nowMs: () => number): Hono<SiteEnv> {
  return new Hono<SiteEnv>().get('/:id', async (context) => {
    const { app, state } = parts();
    const reading = readId(await state.signingKeys.of(READING_KEY, nowMs()), context.req.param('id'));
    const article = reading && (await wholeArticle(app.index, reading.articleId));
    if (!article || (reading.guild && !(await isShownIn(state, reading.guild, article))))
      return context.html(missingPage(), 404);
    const quote = quotedPlace(article.body, context.req.query('q'), context.req.query('h'));
    return context.html(readingPage(article, quote));
  });
}

/** A limit holds from the moment it is set. */
async function isShownIn(
  state: Pick<State, 'settings'>,
  guild: string,
  article: { source?: string },
): Promise<boolean> {
  const { sources } = await state.settings(guild);
  return sources.length === 0 || outletFilter(sources)(article);
}
