/** The thread of a local judge: how surely each premise entails its hypothesis, by a cross-encoder. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorText, UserError } from '../core/errors.js';
import { cantLoad, loadPackage } from './local-package.js';

export interface JudgeThreadData {
  model: string;
  dataDir: string;
  /** Where the package is imported from, if not by its name. */
  from?: string;
}
export interface EntailmentRequest {
  id: number;
  pairs: [premise: string, hypothesis: string][];
}
export type EntailmentReply =
  | { id: number; scores: number[] }
  | { id: number; fault: { code?: string; message: string } };

interface Tensor {
  tolist(): number[][];
}
interface Transformers {
  AutoTokenizer: { from_pretrained(model: string): Promise<Tokenizer> };
  AutoModelForSequenceClassification: { from_pretrained(model: string, options: object): Promise<Classifier> };
}
type Tokenizer = (texts: string[], options: object) => unknown;
type Classifier = ((inputs: unknown) => Promise<{ logits: Tensor }>) & {
  config: { id2label?: Record<string, string> };
};

const PAIRS_AT_ONCE = 8;

const { model, dataDir, from } = workerData as JudgeThreadData;
let loading: ReturnType<typeof load> | undefined;

async function load() {
  const { AutoTokenizer, AutoModelForSequenceClassification } = await loadPackage<Transformers>(
    `JUDGE_MODEL is 'local:${model}', which`,
    dataDir,
    from,
  );
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(model);
    const classifier = await AutoModelForSequenceClassification.from_pretrained(model, {});
    const labels = Object.entries(classifier.config.id2label ?? {});
    const entailment = labels.find(([, label]) => /^entail/i.test(label))?.[0];
    return { tokenizer, classifier, entailment: entailment === undefined ? undefined : Number(entailment) };
  } catch {
    throw cantLoad(model, dataDir);
  }
}

async function score(pairs: EntailmentRequest['pairs']): Promise<number[]> {
  loading ??= load();
  loading.catch(() => (loading = undefined));
  const { tokenizer, classifier, entailment } = await loading;
  const scores: number[] = [];
  for (let at = 0; at < pairs.length; at += PAIRS_AT_ONCE) {
    const some = pairs.slice(at, at + PAIRS_AT_ONCE);
    const inputs = tokenizer(
      some.map(([premise]) => premise),
      { text_pair: some.map(([, hypothesis]) => hypothesis), padding: true, truncation: true },
    );
    const { logits } = await classifier(inputs);
    scores.push(...logits.tolist().map((row) => probability(row, entailment)));
  }
  return scores;
}

/** Softmax over the labels; of a model with one number, or none called entailment, the logistic of the first. */
function probability(logits: number[], entailment: number | undefined): number {
  if (logits.length < 2 || entailment === undefined) return 1 / (1 + Math.exp(-logits[0]));
  const most = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - most));
  return exponentials[entailment] / exponentials.reduce((sum, value) => sum + value, 0);
}

/** One after the other: two at once would only share the processor. */
let last: Promise<unknown> = Promise.resolve();
parentPort!.on('message', ({ id, pairs }: EntailmentRequest) => {
  last = last
    .then(() => score(pairs))
    .then(
      (scores): EntailmentReply => ({ id, scores }),
      (error): EntailmentReply => ({
        id,
        fault: { ...(error instanceof UserError && { code: error.code }), message: errorText(error) },
      }),
    )
    .then((reply) => parentPort!.postMessage(reply));
});
