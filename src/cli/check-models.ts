/** What doctor asks of the models: whether they are named rightly, their prompts hold and the provider answers. */
import { errorText, UserError } from '../core/errors.js';
import { EmbeddedIndex } from '../index/embedded-index.js';
import { ChatModelError } from '../models/chat-model.js';
import { hasPassed, takeExam } from '../models/entrance-exam.js';
import { chooseModels, describeEmbedding, describeJudge } from '../models/model-choice.js';
import { openEmbedder } from '../models/open-embedder.js';
import { openJudge } from '../models/open-judge.js';
import { Prompts } from '../models/prompts.js';
import { createRemoteChatModel } from '../models/remote-chat-model.js';
import type { CommandContext } from './command.js';
import { examSentence, keepExam } from './exams.js';

export interface ModelCheck {
  name: 'Chat model' | 'Judge' | 'Embeddings' | 'Models';
  state: 'ok' | 'note' | 'fault';
  message: string;
  fix: string | null;
}

const CHAT_FIX = 'see docs/MODELS.md; until then answers are quoted from the articles';

/** One short call each, and only where a model is configured. */
export async function checkModels({ config, signal }: CommandContext): Promise<ModelCheck[]> {
  try {
    const choice = chooseModels(config.models);
    const notes = choice.notes.map(
      (message): ModelCheck => ({ name: 'Models', state: 'note', message, fix: 'set CHAT_MODEL' }),
    );
    const chat = await checkChat({ config, signal });
    // Who doesn't answer doesn't judge either.
    const judge = chat.state === 'ok' && choice.chat ? [await checkJudge({ config, signal })] : [];
    return [...notes, chat, ...judge, await checkEmbeddings({ config, signal })];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ name: 'Models', state: 'fault', message: error.message, fix: 'see the sentence' }];
  }
}

async function checkChat({ config, signal }: Pick<CommandContext, 'config' | 'signal'>): Promise<ModelCheck> {
  const name = 'Chat model';
  const { chat } = chooseModels(config.models);
  if (!chat) return { name, state: 'ok', message: 'none: answers are extractive', fix: null };
  const id = `${chat.provider}:${chat.model}`;
  try {
    const { promptsDir, callMs, chunkMs } = config.models;
    const model = createRemoteChatModel(chat, new Prompts(promptsDir), { callMs, chunkMs, tries: 1 });
    const values = { mark: '=== try ===', history: 'Person: Where is the ferry?', question: 'Where is it?' };
    await model.stream({ prompt: 'condense', values }, { signal });
    return { name, state: 'ok', message: `${id} answers`, fix: null };
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof ChatModelError || error instanceof UserError ? error.message : errorText(error);
    return { name, state: 'fault', message: `${id} does not answer: ${reason}`, fix: CHAT_FIX };
  }
}

/** Holds the judge's exam, and keeps the result where a state is there. */
async function checkJudge({ config, signal }: Pick<CommandContext, 'config' | 'signal'>): Promise<ModelCheck> {
  const name = 'Judge';
  const choice = chooseModels(config.models);
  const id = describeJudge(choice);
  const opened = openJudge(choice, config, new Prompts(config.models.promptsDir));
  if (!opened)
    return {
      ...{ name, state: 'note', message: 'none: what isn’t nearly the articles’ own words is quoted from them' },
      fix: 'unset JUDGE_MODEL, or name a model',
    };
  try {
    const taken = await takeExam(opened, signal);
    await keepExam(opened, taken, config);
    const { inputTokens, outputTokens } = taken.usage;
    const tokens = inputTokens + outputTokens > 0 ? ` The exam took ${inputTokens + outputTokens} tokens.` : '';
    const message = examSentence(id, taken) + tokens;
    return hasPassed(taken)
      ? { name, state: 'ok', message, fix: null }
      : { name, state: 'note', message, fix: 'name another model with JUDGE_MODEL; see docs/MODELS.md' };
  } catch (error) {
    signal.throwIfAborted();
    return { name, state: 'fault', message: `${id} judged nothing: ${errorText(error)}`, fix: 'see docs/MODELS.md' };
  } finally {
    await opened.close?.();
  }
}

async function checkEmbeddings({ config, signal }: Pick<CommandContext, 'config' | 'signal'>): Promise<ModelCheck> {
  const name = 'Embeddings';
  const id = describeEmbedding(chooseModels(config.models));
  try {
    const made = EmbeddedIndex.embedderIdIn(config.dataDir);
    const embedder = await openEmbedder(chooseModels(config.models), made, config, { signal });
    await embedder.embedQuery('harbour', { signal });
    return { name, state: 'ok', message: `${id}, ${embedder.dimensions} numbers each`, fix: null };
  } catch (error) {
    signal.throwIfAborted();
    return { name, state: 'fault', message: `${id}: ${errorText(error)}`, fix: 'see docs/MODELS.md' };
  }
}
