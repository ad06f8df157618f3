/** `footnote calibrate`: what the gate keeps and lets through in this very index, at each threshold; nothing is changed. */
import { type Calibration, createCalibrate } from '../flows/calibrate.js';
import { type CommandContext, EXIT } from './command.js';
import { writeLine } from './json-lines.js';
import { openExisting } from './open.js';
import { formatShare } from './table.js';

export async function calibrateCommand(context: CommandContext, { questions }: { questions: number }): Promise<number> {
  const app = await openExisting(context);
  try {
    const isTerminal = process.stderr.isTTY ?? false;
    const calibration = await createCalibrate(app.index)({
      questions,
      signal: context.signal,
      onProgress: (done, all) => isTerminal && process.stderr.write(`\r${done} of ${all} sentences`),
    });
    if (isTerminal) process.stderr.write('\r\u001b[K');
    if (context.json) await writeLine(calibration);
    else process.stdout.write(render(calibration));
    return EXIT.done;
  } finally {
    await app.close();
  }
}

const format = (share: number) => formatShare(share, 2);

function render({ articles, noiseFloor, questions, auroc, threshold, curve }: Calibration): string {
  const rows = curve.map((point) => {
    const figures = [point.threshold, point.kept, point.refused, point.risk].map(format);
    const isInForce = point.threshold === threshold;
    return `${figures.map((figure) => figure.padStart(9)).join('')}${isInForce ? '   in force' : ''}`;
  });
  return [
    `${questions} sentences of ${articles} articles were asked with a word left out, each with its own article and without it.`,
    `Noise floor ${format(noiseFloor)}: how well questions about something else do here, which is taken off.`,
    `A question that can be answered is given the higher confidence in ${format(auroc)} of all pairs.`,
    '',
    `${['from', 'kept', 'refused', 'risk'].map((name) => name.padStart(9)).join('')}`,
    ...rows,
    '',
    "from: answered from this confidence on; kept: of what can be answered; refused: of what can't; risk: of all that is",
    'answered, what should not be. Sentences are easier than people\'s questions: "footnote eval" measures those.',
    '',
  ].join('\n');
}
