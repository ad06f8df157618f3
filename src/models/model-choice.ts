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

/** "openai:gpt-5.4-mini": what a model is called in answers, and an embedding model in the index, there without its width. */
export const remoteName = ({ provider, model }: RemoteModel): string => `${provider}:${model}`;

export interface ModelChoice {
  chat?: RemoteModel;
  /** Who judges what the chat model writes; absent where nobody does. */
  judge?: { kind: 'local'; model: string } | ({ kind: 'remote' } & RemoteModel);
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
export function chooseModels({
  chatModel,
  embeddingModel,
  judgeModel,
  openAiKey,
  openAiBaseUrl,
}: ModelEnvironment): ModelChoice {
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
  const judge = chooseJudge(chat, judgeModel, (name) =>
    remote(name, 'JUDGE_MODEL', CHAT_PACKAGES, 'none, local:MODEL'),
  );
  const models = { ...(chat && { chat }), ...(judge && { judge }), notes };
  const local = localModel('EMBEDDING_MODEL', embeddingName, 'offline, openai:MODEL or local:MODEL');
  if (embeddingName === 'offline') return { ...models, embedding: { kind: 'offline' } };
  if (local) return { ...models, embedding: { kind: 'local', model: local } };
  const embedding = remote(embeddingName, 'EMBEDDING_MODEL', EMBEDDING_PACKAGES, 'offline, local:MODEL');
  return { ...models, embedding: { kind: 'remote', ...embedding } };
}

/** Whoever writes judges, too, unless somebody else is named; without a writer there is nothing to judge. */
function chooseJudge(
  chat: RemoteModel | undefined,
  name: string | undefined,
  remote: (name: string) => RemoteModel,
): ModelChoice['judge'] {
  if (!chat || name === 'none') return undefined;
  if (name === undefined) return { kind: 'remote', ...chat };
  const local = localModel('JUDGE_MODEL', name, 'none, openai:MODEL or local:MODEL');
  return local ? { kind: 'local', model: local } : { kind: 'remote', ...remote(name) };
}

/** The model's name behind "local:"; undefined for another kind of model. */
function localModel(variable: string, name: string, expected: string): string | undefined {
  if (!name.startsWith('local:')) return undefined;
  const model = name.slice('local:'.length);
  if (model === '') throw badName(variable, name, expected);
  return model;
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

/** Who is sent people's words, by the part that they play: a provider's name, or the host of a server; absent where all stays here. */
export interface Recipients {
  chat?: string;
  judge?: string;
  embedding?: string;
}

export function recipientsOf({ chat, judge, embedding }: ModelChoice): Recipients {
  const name = ({ provider, baseUrl }: RemoteModel) => (baseUrl ? new URL(baseUrl).host : provider);
  return {
    ...(chat && { chat: name(chat) }),
    ...(judge?.kind === 'remote' && { judge: name(judge) }),
    ...(embedding.kind === 'remote' && { embedding: name(embedding) }),
  };
}

/** The embedding model as an operator would write it. */
export function describeEmbedding({ embedding }: ModelChoice): string {
  if (embedding.kind === 'offline') return 'offline';
  return embedding.kind === 'local' ? `local:${embedding.model}` : `${embedding.provider}:${embedding.model}`;
}

/** The judge as an operator would write it. */
export function describeJudge({ judge }: ModelChoice): string {
  if (!judge) return 'none';
  return judge.kind === 'local' ? `local:${judge.model}` : `${judge.provider}:${judge.model}`;
}
