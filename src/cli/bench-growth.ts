/** `footnote bench --growth`: how time and space grow with the articles, over made text; no corpus is read. */
import type { GrowthFactors, GrowthReport, GrowthSize } from '../bench/growth/growth-report.js';
import { measureGrowth } from '../bench/growth/measure-growth.js';
import type { ContenderFigures } from '../bench/report.js';
import { count, figuresToJson, rounded } from './bench-figures.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { withProgress } from './progress.js';
import { alignColumns, formatShare } from './table.js';
import { inert } from './terminal.js';

export interface BenchGrowthOptions {
  passages?: number;
  seed?: number;
  questions?: number;
  rounds: number;
}

export async function benchGrowth(
  { json, signal }: CommandContext,
  { passages = 100_000, seed = 1, questions: most = 100, rounds }: BenchGrowthOptions,
): Promise<number> {
  const report = await withProgress(
    'Measuring growth',
    (onProgress) => measureGrowth({ passages, seed, questions: most, rounds, signal, onProgress }),
    ({ questions }) => `Measured with ${count(questions, 'question')} in ${count(rounds, 'round')}`,
  );
  if (json) await writeLine(toJson(report));
  else process.stdout.write(render(report));
  return EXIT.done;
}

function toJson({ sizes, factors, leftOut, ...counts }: GrowthReport): object {
  return {
    ...counts,
    sizes: sizes.map(({ contenders, ...size }) => ({
      ...size,
      contenders: contenders.map((figures) => ({
        ...figuresToJson(figures),
        passages_per_s: rounded(passagesPerSecond(size, figures)),
      })),
    })),
    factors: factors.map(({ name, medianMs, p95Ms, cpuMs, indexCpuMs, bytes }) => ({
      name,
      median_ms: rounded(medianMs),
      p95_ms: rounded(p95Ms),
      cpu_ms: rounded(cpuMs),
      index_cpu_ms: rounded(indexCpuMs),
      index_bytes: rounded(bytes),
    })),
    left_out: leftOut,
  };
}

const passagesPerSecond = ({ passages }: Pick<GrowthSize, 'passages'>, { index }: ContenderFigures) =>
  index && passages / (index.ms / 1000);

const HEADER = ['', 'index s', 'CPU s', 'passages/s', 'MB', 'median ms', 'p95 ms', 'CPU ms', 'found'];
const FACTORS_HEADER = ['index CPU', 'MB', 'median', 'p95', 'CPU'];

function render({ seed, questions, rounds, node, sizes, factors, leftOut }: GrowthReport): string {
  const [, middle, largest] = sizes;
  const lines = [
    `Made text, seed ${seed}; ${count(questions, 'question')} (five words of one sentence, three its rarest); ${count(rounds, 'round')} after warming up; Node ${node.slice(1)}.`,
    '',
    ...alignColumns([
      HEADER,
      ...sizes.flatMap((size) => [
        [`${count(size.passages, 'passage')}, ${count(size.articles, 'article')}`, ...HEADER.slice(1).map(() => '')],
        ...size.contenders.map((figures) => cells(size, figures)),
      ]),
    ]),
    '',
    ...alignColumns([[`${middle.passages} to ${largest.passages}`, ...FACTORS_HEADER], ...factors.map(factorCells)]),
    '',
    'The last lines say how many times as much the largest takes as the one before.',
    'CPU is of the whole process, its other threads included; the rest is more where others were at work.',
  ];
  for (const { name, reason } of leftOut) lines.push(`Left out: ${name}: ${inert(reason).replace(/\.$/, '')}.`);
  return `${lines.join('\n')}\n`;
}

const cells = (size: GrowthSize, figures: ContenderFigures): string[] => {
  const { name, index, medianMs, p95Ms, cpuMs, found } = figures;
  return [
    `  ${name}`,
    index ? (index.ms / 1000).toFixed(2) : '',
    index ? (index.cpuMs / 1000).toFixed(2) : '',
    passagesPerSecond(size, figures)?.toFixed(0) ?? '',
    index?.bytes === undefined ? '' : (index.bytes / 1e6).toFixed(1),
    medianMs.toFixed(2),
    p95Ms.toFixed(2),
    cpuMs.toFixed(2),
    formatShare(found),
  ];
};

const factorCells = ({ name, indexCpuMs, bytes, medianMs, p95Ms, cpuMs }: GrowthFactors): string[] => [
  name,
  ...[indexCpuMs, bytes, medianMs, p95Ms, cpuMs].map((factor) => factor?.toFixed(1) ?? ''),
];
