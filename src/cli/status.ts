/** `footnote status`: what the index holds and how well it serves. */
import { DAY_MS, formatDate, parseIsoMs } from '../core/dates.js';
import { type LanguageShare, languageShares } from '../index/language-shares.js';
import type { IndexStatus } from '../index/search-index.js';
import { isSemanticId } from '../models/offline-embedder.js';
import { languageName } from '../text/languages/languages.js';
import { type CommandContext, EXIT } from './command.js';
import { strangeLanguages } from './embedder-languages.js';
import { writeLine } from './json-lines.js';
import { openExisting } from './open.js';
import { renderStates, stateToJson, withSources } from './sources.js';

export async function statusCommand(context: CommandContext): Promise<number> {
  const app = await openExisting(context);
  try {
    const status = await app.index.status();
    const languages = status.articles === 0 ? [] : await app.index.read(languageShares);
    const sources = await withSources(context, (all) => all.list());
    if (context.json) await writeLine({ ...statusToJson(status), languages, sources: sources.map(stateToJson) });
    else {
      const strange = await strangeLanguages(app, status.embedder);
      process.stdout.write(renderStatus(status, languages, strange));
      if (sources.length > 0) process.stdout.write(`Sources\n${renderStates(sources, context.config.sourcesFile)}`);
    }
    return EXIT.done;
  } finally {
    await app.close();
  }
}

const newestAgeDays = ({ newestAt }: IndexStatus) => {
  const ms = parseIsoMs(newestAt);
  return ms === undefined ? null : Math.floor((Date.now() - ms) / DAY_MS);
};

function statusToJson(status: IndexStatus): object {
  const {
    articles,
    passages,
    sentences,
    version,
    corpus,
    embedder,
    dimensions,
    newestAt,
    oldestAt,
    indexedAt,
    segments,
    recall,
    bytes,
    repaired,
    isOutdated,
  } = status;
  return {
    articles,
    passages,
    sentences,
    version,
    corpus,
    embedding_model: embedder,
    dimensions,
    chat_model: null,
    newest_at: newestAt,
    oldest_at: oldestAt,
    newest_age_days: newestAgeDays(status),
    indexed_at: indexedAt,
    recall,
    segments,
    bytes,
    repaired,
    before: status.before && { version: status.before.version, indexed_at: status.before.indexedAt },
    held_since: status.heldSince,
    outdated: isOutdated,
  };
}

/** "English 96%, German 3%, not told 1%". */
const languageWords = (languages: readonly LanguageShare[]) =>
  languages
    .map(
      ({ language, share }) =>
        `${language ? languageName(language) : 'not told'} ${Math.max(1, Math.round(100 * share))}%`,
    )
    .join(', ');

function renderStatus(status: IndexStatus, languages: readonly LanguageShare[], strange?: string): string {
  const { articles, passages, sentences, version, corpus, embedder, newestAt, oldestAt, indexedAt, bytes, repaired } =
    status;
  const megabytes = (count: number) => `${(count / 1e6).toFixed(1)} MB`;
  const rows: [string, string][] = [
    ['Articles', `${articles}, in ${passages} passages and ${sentences} sentences`],
    [
      'Published',
      newestAt && oldestAt
        ? `${formatDate(oldestAt)} to ${formatDate(newestAt)}; the newest is ${newestAgeDays(status)} days old`
        : 'no article has a date',
    ],
    ...(languages.length > 0 ? [['Languages', languageWords(languages)] as [string, string]] : []),
    ['Corpus', corpus ?? 'unknown'],
    ['Version', `${version}, indexed ${indexedAt ?? 'at an unknown time'}`],
    ...(status.before
      ? [
          [
            'Before',
            `version ${status.before.version}, indexed ${status.before.indexedAt}; "footnote index --rollback" brings it back`,
          ] as [string, string],
        ]
      : []),
    ...(status.heldSince
      ? [
          [
            'Held',
            `since ${status.heldSince}, when a version was brought back; nothing re-indexes by itself until "footnote index"`,
          ] as [string, string],
        ]
      : []),
    [
      'Embeddings',
      isSemanticId(embedder) ? embedder : `${embedder}: spelling alone, no say in the order, so none are made`,
    ],
    ...(strange ? [['Note', strange] as [string, string]] : []),
    ['Answers', 'extractive: verbatim sentences, no model'],
    ['Segments', segmentWords(status)],
    ['Recall', recallWords(status)],
    ['Size', `${megabytes(bytes.database)} database, ${megabytes(bytes.segments)} segments`],
    ...repaired.map((sentence): [string, string] => ['Repaired', `${sentence}; "footnote index" writes it again`]),
  ];
  return `${rows.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n')}\n`;
}

function recallWords({ embedder, recall }: IndexStatus): string {
  if (!isSemanticId(embedder)) return 'no vectors, nothing to miss';
  return recall === null ? 'not measured' : `${recall.toFixed(3)} of the true nearest neighbours`;
}

function segmentWords({ embedder, segments }: IndexStatus): string {
  if (segments.length === 0) return 'none';
  const dead = segments.reduce((sum, segment) => sum + segment.dead, 0);
  const graphs = segments.filter(({ ef }) => ef !== null).length;
  const graphWords = isSemanticId(embedder) ? ` (${graphs} with a graph, the others scanned exactly)` : '';
  return `${segments.length}${graphWords}, ${dead} dead articles`;
}
