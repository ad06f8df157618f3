/**
 * What OpenAI asks for a million tokens, in US dollars, as its price list said in November 2026. A server of one's own
 * costs nothing here; the price of any other model is unknown, and then only tokens are counted.
 */
import type { RemoteModel } from './model-choice.js';

const CHAT_USD: Record<string, { input: number; output: number }> = {
  'gpt-5.4': { input: 2.5, output: 15 },
  'gpt-5.4-mini': { input: 0.75, output: 4.5 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
};
const EMBEDDING_USD: Record<string, number> = {
  'text-embedding-3-small': 0.02,
  'text-embedding-3-large': 0.13,
  'text-embedding-ada-002': 0.1,
};

/** Undefined where the price isn't known. */
export function chatCostUsd(
  { provider, model, baseUrl }: RemoteModel,
  inputTokens: number,
  outputTokens: number,
): number | undefined {
  if (baseUrl !== undefined || provider === 'ollama') return 0;
  const price = provider === 'openai' ? CHAT_USD[model] : undefined;
  return price && (inputTokens * price.input + outputTokens * price.output) / 1e6;
}

/** Undefined where the price isn't known. */
export function embeddingCostUsd({ provider, model, baseUrl }: RemoteModel, tokens: number): number | undefined {
  if (baseUrl !== undefined || provider === 'ollama') return 0;
  const price = provider === 'openai' ? EMBEDDING_USD[model] : undefined;
  return price === undefined ? undefined : (tokens * price) / 1e6;
}

/** About four characters of English make a token; of scripts without spaces nearly each character is one. */
export function estimateTokens(text: string): number {
  const unspaced = text.match(/[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return Math.ceil((text.length - unspaced) / 4 + unspaced);
}
