/** How figures of a measurement are given as JSON and counted in words. */
import type { ContenderFigures } from '../bench/report.js';

export const figuresToJson = (figures: ContenderFigures) => ({
  name: figures.name,
  index_ms: rounded(figures.index?.ms),
  index_cpu_ms: rounded(figures.index?.cpuMs),
  index_ratio: rounded(figures.index?.ratio),
  index_bytes: figures.index?.bytes ?? null,
  median_ms: rounded(figures.medianMs),
  p95_ms: rounded(figures.p95Ms),
  p99_ms: rounded(figures.p99Ms),
  cpu_ms: rounded(figures.cpuMs),
  ratio: rounded(figures.ratio),
  ratio_lowest: rounded(figures.lowest),
  ratio_highest: rounded(figures.highest),
  found: rounded(figures.found),
});

/** Four decimals: finer than a clock in milliseconds, and than anybody reads a share. */
export const rounded = (value: number | undefined) => (value === undefined ? null : Math.round(value * 1e4) / 1e4);
export const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
