/** `footnote bench`: how quick Footnote is beside its peers, over this corpus, in one run; the index stays as it is. */
import { bench } from '../bench/bench.js';
import type { BenchReport, ContenderFigures } from '../bench/report.js';
import { GRAPH_MIN_RECALL, GRAPH_MIN_VECTORS } from '../index/vectors-segment.js';
import { count, figuresToJson, rounded } from './bench-figures.js';
import type { BenchGrowthOptions } from './bench-growth.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { withProgress } from './progress.js';
import { readQuestionsFile } from './questions-file.js';
import { alignColumns, formatShare } from './table.js';
import { inert } from './terminal.js';

export interface BenchCommandOptions {
  file?: string;
  questions?: number;
  rounds: number;
  growth?: boolean;
}

export async function benchCommand(
  context: CommandContext,
  { growth, file, questions: most, rounds, ...made }: BenchCommandOptions & BenchGrowthOptions,
): Promise<number> {
  if (growth) {
    const { benchGrowth } = await import('./bench-growth.js');
    return benchGrowth(context, { ...made, questions: most, rounds });
  }
  const {
    config: { corpusDir },
    json,
    signal,
  } = context;
  const own = file === undefined ? undefined : readQuestionsFile(file);
  const report = await withProgress(
    `Measuring ${corpusDir}`,
    (onProgress) => bench({ corpusDir, own, most, rounds, signal, onProgress }),
    ({ questions }) => `Measured with ${count(questions, 'question')} in ${count(rounds, 'round')}`,
  );
  if (json) await writeLine(toJson(report));
  else process.stdout.write(render(report, file));
  return EXIT.done;
}

function toJson({ contenders, leftOut, vectors, ...counts }: BenchReport): object {
  return {
    ...counts,
    contenders: contenders.map(figuresToJson),
    left_out: leftOut,
    vectors: {
      dimensions: vectors.dimensions,
      ef: vectors.ef,
      contenders: vectors.contenders.map(({ recall, ...figures }) => ({
        ...figuresToJson(figures),
        recall: rounded(recall),
      })),
    },
  };
}

const HEADER = [
  '',
  'index s',
  'ratio',
  'MB',
  'median ms',
  'p95 ms',
  'p99 ms',
  'CPU ms',
  'ratio',
  'lowest',
  'highest',
  'found',
];

/** Vectors live in memory alone. */
const FILES = HEADER.indexOf('MB');
const VECTORS_HEADER = ['vectors', ...HEADER.slice(1).toSpliced(FILES - 1, 1), 'recall'];
const vectorsCells = (figures: ContenderFigures) => [
  ...cells(figures).toSpliced(FILES, 1),
  formatShare(figures.recall),
];

function render(report: BenchReport, file?: string): string {
  const { articles, passages, questions, known, rounds, node, contenders, leftOut, vectors } = report;
  const asked =
    file === undefined ? 'sentences of the articles, their most telling word left out' : `of ${inert(file)}`;
  const lines = [
    `${count(articles, 'article')}, ${count(passages, 'passage')}; ${count(questions, 'question')} (${asked}); ${count(rounds, 'round')} after warming up; Node ${node.slice(1)}.`,
    '',
    ...alignColumns([HEADER, ...contenders.map(cells)]),
    '',
    'The ratios are what holds on other machines: 1.00 is the time of Footnote’s own index and search, 0.30 three tenths',
    'of it, 3.00 three times as long; lowest and highest are those of single rounds.',
    'index s: from articles read to an index that can be asked. Footnote cuts the passages in it, peers get them cut.',
    'CPU ms: of the process at the median, its other threads included; less than the median where others were at work.',
  ];
  if (known > 0)
    lines.push(
      `found: the share of ${known === questions ? 'the questions' : `the ${known} questions whose article is known`} that has the right article among the first ten.`,
    );
  lines.push(
    '',
    ...alignColumns([VECTORS_HEADER, ...vectors.contenders.map(vectorsCells)]),
    '',
    `Vectors of spelling, ${vectors.dimensions} numbers each, embedded before; a graph keeps ${vectors.ef} candidates. The ratios are to the first line.`,
    `Footnote makes a graph of ${GRAPH_MIN_VECTORS} vectors or more, and uses it where it finds ${formatShare(GRAPH_MIN_RECALL, 2)} of the truly nearest.`,
    'recall: the share of the ten truly nearest passages among those found.',
  );
  for (const { name, reason } of leftOut) lines.push(`Left out: ${name}: ${inert(reason).replace(/\.$/, '')}.`);
  return `${lines.join('\n')}\n`;
}

function cells({ name, index, medianMs, p95Ms, p99Ms, cpuMs, found, ...ratios }: ContenderFigures): string[] {
  return [
    name,
    index ? (index.ms / 1000).toFixed(2) : '',
    index ? ratio(index.ratio) : '',
    index?.bytes === undefined ? '' : (index.bytes / 1e6).toFixed(1),
    medianMs.toFixed(2),
    p95Ms.toFixed(2),
    p99Ms.toFixed(2),
    cpuMs.toFixed(2),
    ratio(ratios.ratio),
    ratio(ratios.lowest),
    ratio(ratios.highest),
    formatShare(found),
  ];
}

const ratio = (value: number) => value.toFixed(value < 0.1 ? 3 : 2);
