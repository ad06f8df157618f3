/** The judge that the configuration asks for. */
import type { ModelsConfig } from '../config.js';
import { createChatJudge } from './chat-judge.js';
import type { Judge } from './judge.js';
import { lazyChatModel } from './lazy-chat-model.js';
import { createLocalJudge } from './local-judge.js';
import type { ModelChoice } from './model-choice.js';
import type { Prompts } from './prompts.js';

/** Where a local model is kept, and what a call may take. */
export interface JudgeHome {
  dataDir: string;
  models: Pick<ModelsConfig, 'callMs' | 'chunkMs' | 'judgeThreshold' | 'retries'>;
}

/** Undefined where nobody judges. A chat model's calls have a breaker of their own. */
export function openJudge(
  { judge }: Pick<ModelChoice, 'judge'>,
  { dataDir, models: { callMs, chunkMs, judgeThreshold, retries } }: JudgeHome,
  prompts: Prompts,
): Judge | undefined {
  if (!judge) return undefined;
  if (judge.kind === 'local') return createLocalJudge({ model: judge.model, dataDir, threshold: judgeThreshold });
  return createChatJudge(lazyChatModel(judge, prompts, { callMs, chunkMs, temperature: 0, ...retries }), prompts);
}
