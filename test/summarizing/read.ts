/** An article read for a summary, and what a draft says, for tests without an index. */
import type { Draft } from '../../src/answering/types.js';
import { verifyDraft } from '../../src/answering/verify.js';
import type { ArticleMeta } from '../../src/index/stored-article.js';
import { type ParsedArticle, parseArticle } from '../../src/summarizing/parse-article.js';

export const read = (body: string, meta: Partial<ArticleMeta> = {}): ParsedArticle =>
  parseArticle({ key: 1, id: 'a.txt', path: 'a.txt', title: 'A title', ...meta }, { body });

export const textOf = ({ body, sentences }: ParsedArticle, number: number) =>
  body.slice(sentences[number].start, sentences[number].end);

/** The draft as it comes out of the wall, and what was dropped there. */
export const verified = (draft: Draft, ...articles: ParsedArticle[]) =>
  verifyDraft(draft, (id) => articles.find(({ meta }) => meta.id === id));

/** An invented dispute, with what such reports are made of. */
export const DISPUTE = `Lindvik’s harbour master Ada Berg has rejected claims by the islanders that the port poured oil into the bay, saying the port loves the sea as much as anyone on the coast.
Berg made the remarks in a hearing on Monday with the island’s mayor Olof Krans.
“The port has lost three ships to bad weather and is therefore careful with every drop,” she said, according to the minutes of the hearing.
“We have known the islanders for a lifetime and have shared our nets with them, but our rule for every crew is to keep the oil on board, not to pour it into the bay, and to call the port before the tanks are cleaned,” she said.
She added that the rule had stood for thirty years.
Both the port and its crews have repeatedly denied claims that the port poured oil into the bay.
The claims against the port first emerged in March, with the island’s warden Karin Blom alleging that she had seen “black water” behind the ferry, up to a mile long, on a morning without wind.
On Friday, the harbour master said the port was ready to speak with the islanders about the claims.
Berg repeated this on Monday, telling the mayor that the port is ready to open its tanks to divers of the island without any notice in advance.
She also said the port would pay for a new jetty.
Krans, for his part, welcomed the rule of the port that oil stays on board.
He said it was important that divers of both sides meet.
He also said nobody tells the island what to think.
`;
