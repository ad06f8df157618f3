/** Which models an environment asks for. Pure: nothing is loaded or called. */
import type { ModelEnvironment } from '../config.js';
import { UserError } from '../core/errors.js';

/** A model behind a provider's interface. */
export interface RemoteModel {
  provider: string;
  model: string;
  apiKey?: string;
  baseUrl?: string;
}

export interface ModelChoice {
  chat?: RemoteModel;
  embedding: { kind: 'offline' } | { kind: 'local'; model: string } | ({ kind: 'remote' } & RemoteModel);
  /** What an operator should know about the choice. */
  notes: string[];
}

/** What a key alone turns on. */
export const DEFAULT_CHAT_MODEL = 'openai:gpt-5.4-mini';
export const DEFAULT_EMBEDDING_MODEL = 'openai:text-embedding-3-small';

/** LangChain's names of the providers, and the package each comes in. OpenAI's is installed; the others are installed by who uses them. */
export const CHAT_PACKAGES: Record<string, string> = {
  openai: '@langchain/openai',
  anthropic: '@langchain/anthropic',
  cohere: '@langchain/cohere',
  'google-genai': '@langchain/google-genai',
  'google-vertexai': '@langchain/google-vertexai',
  ollama: '@langchain/ollama',
  mistralai: '@langchain/mistralai',
  groq: '@langchain/groq',
  bedrock: '@langchain/aws',
  deepseek: '@langchain/deepseek',
  xai: '@langchain/xai',
  cerebras: '@langchain/cerebras',
  fireworks: '@langchain/fireworks',
  together: '@langchain/together-ai',
  azure_openai: '@langchain/openai',
};
export const EMBEDDING_PACKAGES: Record<string, { name: string; className: string }> = {
  openai: { name: '@langchain/openai', className: 'OpenAIEmbeddings' },
  ollama: { name: '@langchain/ollama', className: 'OllamaEmbeddings' },
  mistralai: { name: '@langchain/mistralai', className: 'MistralAIEmbeddings' },
  cohere: { name: '@langchain/cohere', className: 'CohereEmbeddings' },
  'google-genai': { name: '@langchain/google-genai', className: 'GoogleGenerativeAIEmbeddings' },
  bedrock: { name: '@langchain/aws', className: 'BedrockEmbeddings' },
};

/** Throws UserError for a name that is none, and for OpenAI without key or address. */
export function chooseModels({ chatModel, embeddingModel, openAiKey, openAiBaseUrl }: ModelEnvironment): ModelChoice {
  const isOpenAiAlone = openAiKey !== undefined && openAiBaseUrl === undefined;
  const notes: string[] = [];
  const access = { ...(openAiKey && { apiKey: openAiKey }), ...(openAiBaseUrl && { baseUrl: openAiBaseUrl }) };
  const remote = (name: string, variable: string, packages: Record<string, unknown>, others: string): RemoteModel => {
    const { provider, model } = parseName(name, variable, Object.keys(packages), others);
    if (provider !== 'openai') return { provider, model };
    if (!openAiKey && !openAiBaseUrl)
      throw new UserError(
        'no-key',
        `${variable} is '${name}', which needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own; set one of them.`,
        64,
      );
    return { provider, model, ...access };
  };

  const chatName = chatModel ?? (isOpenAiAlone ? DEFAULT_CHAT_MODEL : 'none');
  const embeddingName = embeddingModel ?? (isOpenAiAlone ? DEFAULT_EMBEDDING_MODEL : 'offline');
  if (openAiBaseUrl && chatModel === undefined)
    notes.push(
      'OPENAI_BASE_URL is set and CHAT_MODEL is not: answers stay extractive; name the model with CHAT_MODEL=openai:MODEL.',
    );
  const chat = chatName === 'none' ? undefined : remote(chatName, 'CHAT_MODEL', CHAT_PACKAGES, 'none');
  if (embeddingName === 'offline') return { ...(chat && { chat }), embedding: { kind: 'offline' }, notes };
  if (embeddingName.startsWith('local:')) {
    const model = embeddingName.slice('local:'.length);
    if (model === '') throw badName('EMBEDDING_MODEL', embeddingName, 'offline, openai:MODEL or local:MODEL');
    return { ...(chat && { chat }), embedding: { kind: 'local', model }, notes };
  }
  const embedding = remote(embeddingName, 'EMBEDDING_MODEL', EMBEDDING_PACKAGES, 'offline, local:MODEL');
  return { ...(chat && { chat }), embedding: { kind: 'remote', ...embedding }, notes };
}

function parseName(name: string, variable: string, providers: string[], others: string) {
  const colon = name.indexOf(':');
  const provider = name.slice(0, Math.max(0, colon));
  const model = name.slice(colon + 1);
  if (colon < 1 || model === '' || !providers.includes(provider))
    throw badName(variable, name, `${others} or PROVIDER:MODEL with one of ${providers.join(', ')}`);
  return { provider, model };
}

const badName = (variable: string, name: string, expected: string) =>
  new UserError('bad-model', `${variable} is '${name}'; expected ${expected}.`, 64);

/** The embedding model as an operator would write it. */
export function describeEmbedding({ embedding }: ModelChoice): string {
  if (embedding.kind === 'offline') return 'offline';
  return embedding.kind === 'local' ? `local:${embedding.model}` : `${embedding.provider}:${embedding.model}`;
}
