/** `footnote eval FILE.jsonl`: a team's own questions, as a table, beside the last run, with floors that must hold. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import {
  createMeasure,
  evaluationFigures,
  FIGURE_NAMES,
  type FigureName,
  type Figures,
  type MeasuredQuestion,
  type Outcome,
  scoreOf,
} from '../flows/measure.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { openOrIndex } from './open.js';
import { readQuestionsFile } from './questions-file.js';
import { alignColumns, formatShare } from './table.js';
import { inert } from './terminal.js';

const MAX_LISTED = 20;

export interface EvalOptions {
  min: string[];
}

export async function evalCommand(context: CommandContext, { min }: EvalOptions, file = ''): Promise<number> {
  const floors = min.map(readFloor);
  const questions = readQuestionsFile(file);
  const app = await openOrIndex(context);
  try {
    const isTerminal = process.stderr.isTTY ?? false;
    const outcomes = await createMeasure(app)(questions, {
      signal: context.signal,
      onProgress: (done) => isTerminal && process.stderr.write(`\r${done} of ${questions.length} questions`),
    });
    if (isTerminal) process.stderr.write('\r\u001b[K');
    const isUnanswerable = unanswerableOf(questions, outcomes);
    const figures = evaluationFigures(outcomes, isUnanswerable);
    const kinds = [...new Set(outcomes.map(({ kind }) => kind))].map((kind) => ({
      kind,
      ...evaluationFigures(
        outcomes.filter((outcome) => outcome.kind === kind),
        isUnanswerable,
      ),
    }));
    const before = readLast(context.config.dataDir, file);
    const changes = before && compareRuns(before, outcomes);
    saveRun(context.config.dataDir, file, outcomes);
    const fallen = floors.filter(({ name, least }) => (figures[name] ?? 1) < least);
    if (context.json) await writeLine({ figures, kinds, changes: changes ?? null, questions: outcomes });
    else process.stdout.write(render(figures, kinds, outcomes, changes));
    for (const { name, least } of fallen)
      process.stderr.write(
        `footnote: ${name} is ${formatShare(figures[name])}, and ${formatShare(least)} is the floor that was given.\n`,
      );
    return fallen.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    await app.close();
  }
}

/** "quote1>=0.7". */
function readFloor(text: string): { name: FigureName; least: number } {
  const match = /^(\w+)\s*>=\s*(0|1|0?\.\d+|1\.0+)$/.exec(text.trim());
  const name = FIGURE_NAMES.find((known) => known === match?.[1]);
  if (!match || !name)
    throw new UserError(
      'bad-floor',
      `--min is ${JSON.stringify(text)}; expected one of ${FIGURE_NAMES.join(', ')}, >= and a share, such as quote1>=0.7.`,
      EXIT.usage,
    );
  return { name, least: Number(match[2]) };
}

const unanswerableOf = (questions: MeasuredQuestion[], outcomes: Outcome[]) => {
  const those = new Set(outcomes.filter((_, i) => questions[i].unanswerable));
  return (outcome: Outcome) => those.has(outcome);
};

interface Changes {
  better: string[];
  worse: string[];
}

/** Questions whose outcome gained or lost, by their text. */
function compareRuns(before: Outcome[], now: Outcome[]): Changes {
  const known = new Map(before.map((outcome) => [outcome.question, scoreOf(outcome)]));
  const change = (outcome: Outcome) => scoreOf(outcome) - (known.get(outcome.question) ?? scoreOf(outcome));
  return {
    better: now.filter((outcome) => change(outcome) > 0).map(({ question }) => question),
    worse: now.filter((outcome) => change(outcome) < 0).map(({ question }) => question),
  };
}

const runPath = (dataDir: string, file: string) =>
  join(dataDir, 'evals', `${createHash('sha256').update(resolve(file)).digest('hex').slice(0, 16)}.json`);

/** A run that can't be read is as if there had been none. */
function readLast(dataDir: string, file: string): Outcome[] | undefined {
  try {
    const saved: unknown = JSON.parse(readFileSync(runPath(dataDir, file), 'utf8'));
    return Array.isArray(saved) ? saved : undefined;
  } catch {
    return undefined;
  }
}

function saveRun(dataDir: string, file: string, outcomes: Outcome[]): void {
  mkdirSync(join(dataDir, 'evals'), { recursive: true });
  writeFileSync(runPath(dataDir, file), JSON.stringify(outcomes));
}

function render(all: Figures, kinds: ({ kind: string } & Figures)[], outcomes: Outcome[], changes?: Changes): string {
  const header = ['', 'questions', ...FIGURE_NAMES];
  const row = (name: string, figures: Figures) => [
    name,
    String(figures.questions),
    ...FIGURE_NAMES.map((figure) => formatShare(figures[figure])),
  ];
  const rows = [
    header,
    ...(kinds.length > 1 ? kinds.map(({ kind, ...figures }) => row(inert(kind), figures)) : []),
    row('all', all),
  ];
  const wrong = outcomes
    .filter(({ isRight }) => !isRight)
    .map(
      ({ question, isAnswered }) =>
        `  ${isAnswered ? 'answered, and should not be' : 'not answered'}: ${inert(question)}`,
    );
  const sections = [
    `${alignColumns(rows).join('\n')}\n`,
    wrong.length > 0 ? `\nWrong\n${listed(wrong)}` : '',
    changes ? renderChanges(changes) : '\nThe first run of this file; the next one is compared with it.\n',
  ];
  return sections.join('');
}

const listed = (lines: string[]) =>
  `${lines.slice(0, MAX_LISTED).join('\n')}\n${lines.length > MAX_LISTED ? `  … and ${lines.length - MAX_LISTED} more\n` : ''}`;

function renderChanges({ better, worse }: Changes): string {
  if (better.length + worse.length === 0) return '\nAs in the last run.\n';
  const lines = [
    ...better.map((question) => `  better: ${inert(question)}`),
    ...worse.map((question) => `  worse: ${inert(question)}`),
  ];
  return `\nSince the last run: ${better.length} better, ${worse.length} worse\n${listed(lines)}`;
}
