/** `footnote index`: brings the index up to date and reports what changed and what was left out. */
import type { ReindexReport } from '../flows/reindex.js';
import { chooseModels, describeEmbedding } from '../models/model-choice.js';
import { type CommandContext, EXIT } from './command.js';
import { knowsEnglishAlone, strangeLanguages } from './embedder-languages.js';
import { writeLine } from './json-lines.js';
import { openExisting, reindexWithProgress } from './open.js';
import { inert } from './terminal.js';

/** How many skipped files are listed for people; `--json` has them all. */
const MAX_LISTED = 20;

export async function indexCommand(
  context: CommandContext,
  { full, dryRun, yes, rollback }: { full?: boolean; dryRun?: boolean; yes?: boolean; rollback?: boolean },
): Promise<number> {
  const report = await reindexWithProgress(context, {
    full,
    dryRun,
    rollback,
    allowEmpty: yes,
    allowCost: yes,
    owner: rollback ? 'footnote index --rollback' : 'footnote index',
  });
  if (context.json) {
    const { setAside: _, estimate: __, broughtBack: ___, ...fields } = report;
    await writeLine(fields);
  } else process.stdout.write(renderReport(report, dryRun ?? false));
  if (!dryRun) await warnOfLanguages(context);
  return EXIT.done;
}

/** Says where the articles are in languages that the embedding model doesn't know. */
async function warnOfLanguages(context: CommandContext): Promise<void> {
  const embedder = describeEmbedding(chooseModels(context.config.models));
  if (!knowsEnglishAlone(embedder)) return;
  const app = await openExisting(context);
  try {
    const strange = await strangeLanguages(app, embedder);
    if (strange) process.stderr.write(`${strange}: see docs/MODELS.md.\n`);
  } finally {
    await app.close();
  }
}

function renderReport(report: ReindexReport, isDryRun: boolean): string {
  const { added, changed, removed, unchanged, skipped, version, setAside, estimate, broughtBack } = report;
  const lines = [
    `${isDryRun ? 'Would be: ' : ''}${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged, ${skipped.length} skipped; ${isDryRun ? 'the index stays at' : 'index'} version ${version}.`,
  ];
  if (broughtBack)
    lines.push(
      `The articles are those of version ${broughtBack.version}, indexed ${broughtBack.indexedAt}. The bot re-indexes nothing by itself until you do: mend the corpus, then run "footnote index". "footnote index --rollback" undoes this.`,
    );
  if (estimate && estimate.passages > 0) lines.push(estimateLine(estimate));
  if (setAside) lines.push(`An index that could not be read was set aside as ${setAside}.`);
  for (const { path, reason } of skipped.slice(0, MAX_LISTED)) lines.push(`  skipped ${inert(path)}: ${inert(reason)}`);
  if (skipped.length > MAX_LISTED) lines.push(`  … and ${skipped.length - MAX_LISTED} more; --json lists them all.`);
  return `${lines.join('\n')}\n`;
}

const estimateLine = ({ passages, tokens, usd }: NonNullable<ReindexReport['estimate']>) =>
  `  at most ${passages} passages to embed, about ${tokens} tokens${usd === undefined ? '' : `, about ${usd.toFixed(2)} USD`}.`;
