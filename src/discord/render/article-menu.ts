/** A menu to choose one of several articles that fit. */
import { ComponentType } from 'discord.js';
import type { ArticleMeta } from '../../index/stored-article.js';
import type { SummaryLength } from '../../summarizing/types.js';
import { referenceTo } from '../allowed-articles.js';
import { customId } from '../custom-ids.js';
import type { Words } from '../words/index.js';
import { type Row, row } from './answer-controls.js';
import { formatDay } from './dates.js';
import { orElse, plain } from './inert.js';

/** Discord's limits for a menu. */
const MAX_OPTIONS = 25;
const MAX_OPTION_CHARS = 100;

/** `user` is who asked: the choice of anyone else is answered to them alone. */
export function articleMenu(
  articles: ArticleMeta[],
  { user, length = 'medium' }: { user: string; length?: SummaryLength },
  words: Words,
): Row {
  return row({
    type: ComponentType.StringSelect,
    custom_id: customId('summarize-choose', user, length),
    placeholder: words.chooseArticle,
    options: articles.slice(0, MAX_OPTIONS).map((article) => {
      const { title, source, publishedAt, id } = article;
      const date = publishedAt ? formatDay(publishedAt, words) : words.undated;
      return {
        label: plain(orElse(title, words.noTitle), MAX_OPTION_CHARS),
        description: plain([date, source, id].filter(Boolean).join(' · '), MAX_OPTION_CHARS),
        value: referenceTo(article),
      };
    }),
  });
}
