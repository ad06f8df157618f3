import { describe, expect, it } from 'vitest';
import {
  chooseModels,
  DEFAULT_CHAT_MODEL,
  DEFAULT_EMBEDDING_MODEL,
  describeJudge,
} from '../../src/models/model-choice.js';
import { chatCostUsd, embeddingCostUsd, estimateTokens } from '../../src/models/prices.js';

const KEY = { openAiKey: 'sk-1' };
const BASE = { openAiBaseUrl: 'http://127.0.0.1:11434/v1' };
const name = ({ provider, model }: { provider: string; model: string }) => `${provider}:${model}`;

describe('the choice of models', () => {
  it('is offline and extractive where nothing is set', () => {
    expect(chooseModels({})).toEqual({ embedding: { kind: 'offline' }, notes: [] });
  });

  it('is OpenAI’s for a key alone', () => {
    const { chat, embedding } = chooseModels(KEY);
    expect(name(chat!)).toBe(DEFAULT_CHAT_MODEL);
    expect(embedding).toMatchObject({ kind: 'remote', apiKey: 'sk-1' });
    expect(name(embedding as never)).toBe(DEFAULT_EMBEDDING_MODEL);
    expect(chatCostUsd(chat!, 1e6, 1e6)).toBeGreaterThan(0);
    expect(embeddingCostUsd(embedding as never, 1e6)).toBeGreaterThan(0);
  });

  it('stays extractive for an address without a model, and says so', () => {
    const { chat, embedding, notes } = chooseModels({ ...KEY, ...BASE });
    expect(chat).toBeUndefined();
    expect(embedding.kind).toBe('offline');
    expect(notes).toEqual([expect.stringContaining('CHAT_MODEL=openai:MODEL')]);
  });

  it('takes a server of one’s own with or without a key, which costs nothing', () => {
    const { chat, notes } = chooseModels({ ...BASE, chatModel: 'openai:llama3.2:3b' });
    expect(chat).toEqual({ provider: 'openai', model: 'llama3.2:3b', baseUrl: BASE.openAiBaseUrl });
    expect(notes).toEqual([]);
    expect(chatCostUsd(chat!, 1e6, 1e6)).toBe(0);
  });

  it('can be turned off beside a key', () => {
    expect(chooseModels({ ...KEY, chatModel: 'none', embeddingModel: 'offline' })).toEqual({
      embedding: { kind: 'offline' },
      notes: [],
    });
  });

  it('takes local embeddings, and other providers without a key of OpenAI’s', () => {
    expect(chooseModels({ embeddingModel: 'local:Xenova/all-MiniLM-L6-v2' }).embedding).toEqual({
      kind: 'local',
      model: 'Xenova/all-MiniLM-L6-v2',
    });
    expect(chooseModels({ chatModel: 'anthropic:claude-x' }).chat).toEqual({
      provider: 'anthropic',
      model: 'claude-x',
    });
    expect(chatCostUsd({ provider: 'anthropic', model: 'claude-x' }, 1, 1)).toBeUndefined();
  });

  it('lets the chat model judge, or whom JUDGE_MODEL names, or nobody', () => {
    const judgeOf = (judgeModel?: string, chatModel = 'openai:big') =>
      describeJudge(chooseModels({ ...BASE, chatModel, ...(judgeModel && { judgeModel }) }));
    expect(judgeOf()).toBe('openai:big');
    expect(judgeOf('openai:small')).toBe('openai:small');
    expect(judgeOf('local:desk/judge')).toBe('local:desk/judge');
    expect(judgeOf('none')).toBe('none');
    // Where nothing is written there is nothing to judge.
    expect(judgeOf('openai:small', 'none')).toBe('none');
  });

  it.each([
    [
      { ...BASE, chatModel: 'openai:x', judgeModel: 'local:' },
      "JUDGE_MODEL is 'local:'; expected none, openai:MODEL or local:MODEL.",
    ],
    [{ chatModel: 'opnai:x' }, "CHAT_MODEL is 'opnai:x'; expected none or PROVIDER:MODEL with one of openai"],
    [{ chatModel: 'gpt' }, "CHAT_MODEL is 'gpt'; expected none or"],
    [{ chatModel: 'openai:' }, "CHAT_MODEL is 'openai:'"],
    [{ embeddingModel: 'local:' }, "EMBEDDING_MODEL is 'local:'; expected offline, openai:MODEL or local:MODEL."],
    [{ embeddingModel: 'voyage:x' }, "EMBEDDING_MODEL is 'voyage:x'; expected offline, local:MODEL or PROVIDER:MODEL"],
    [{ chatModel: 'openai:x' }, "CHAT_MODEL is 'openai:x', which needs OPENAI_API_KEY, or OPENAI_BASE_URL"],
  ])('refuses %j with what was expected', (environment, message) => {
    expect(() => chooseModels(environment)).toThrow(message);
  });

  it('estimates tokens within a third of what tokenisers count', () => {
    expect(estimateTokens('The ferry between Lindvik and Skarholm will not sail for a week.')).toBeGreaterThan(11);
    expect(estimateTokens('The ferry between Lindvik and Skarholm will not sail for a week.')).toBeLessThan(22);
    expect(estimateTokens('渡船は一週間運航しません')).toBeGreaterThan(8);
  });
});
