/** A chat model of LangChain as a runnable pipeline: prompt, model, parser. Loaded only when a model is configured. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk } from '@langchain/core/messages';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { Runnable, RunnableSequence } from '@langchain/core/runnables';
import { UserError } from '../../core/errors.js';
import { ChatModelError, type Refusable } from '../chat-model.js';
import { CHAT_PACKAGES, type RemoteModel } from '../model-choice.js';
import type { Prompt } from '../prompts.js';
import { createGuardedFetch } from './guarded-fetch.js';

/** A piece of a reply: text, and at the end why it ended and what it cost. */
export interface ReplyPiece {
  text: string;
  finish?: string;
  usage?: { inputTokens: number; outputTokens: number };
}

/** Enough for a summary; more is a model that runs on. */
const MAX_OUTPUT_TOKENS = 2_000;
const MAX_REPLY_BYTES = 4 * 1024 * 1024;

export interface ChatSettings {
  /** The provider's own where absent. */
  temperature?: number;
  /** What the server refused before. */
  without: ReadonlySet<Refusable>;
}

/** Throws UserError where the provider's package isn't installed. */
export async function openChatModel(
  { provider, model, apiKey, baseUrl }: RemoteModel,
  { temperature, without }: ChatSettings,
): Promise<BaseChatModel> {
  const streams = !without.has('streaming');
  const settings = {
    maxRetries: 0,
    ...(!without.has('token-limit') && { maxTokens: MAX_OUTPUT_TOKENS }),
    ...(temperature !== undefined && !without.has('temperature') && { temperature }),
    ...(!streams && { disableStreaming: true }),
  };
  if (provider === 'openai') {
    const { ChatOpenAI } = await import('@langchain/openai');
    return new ChatOpenAI({
      model,
      // A server of one's own may want no key; the client insists on one.
      apiKey: apiKey ?? 'none',
      ...settings,
      useResponsesApi: false,
      streaming: streams,
      streamUsage: streams && !without.has('usage'),
      configuration: {
        ...(baseUrl && { baseURL: baseUrl }),
        fetch: createGuardedFetch({
          accepts: streams ? /^text\/event-stream/i : /^application\/json/i,
          maxBytes: MAX_REPLY_BYTES,
          streams,
        }),
      },
    });
  }
  const { initChatModel } = await import('langchain/chat_models/universal');
  try {
    return (await initChatModel(model, {
      modelProvider: provider,
      ...settings,
    })) as unknown as BaseChatModel;
  } catch {
    throw new UserError(
      'no-provider',
      `CHAT_MODEL names the provider ${provider}, whose package could not be loaded; run "npm install ${CHAT_PACKAGES[provider] ?? `@langchain/${provider}`}" and set its key.`,
    );
  }
}

/**
 * Prompt, model, parser. What is given as a value is never read as a template. Without a system role its text stands at the
 * head of the user's.
 */
export function pipeline(
  { system, human }: Prompt,
  model: BaseChatModel,
  hasSystemRole: boolean,
): Runnable<Record<string, string>, ReplyPiece> {
  return RunnableSequence.from([
    ChatPromptTemplate.fromMessages(
      hasSystemRole
        ? [
            ['system', system],
            ['human', human],
          ]
        : [['human', `${system}\n\n${human}`]],
    ),
    model,
    new ReplyParser(),
  ]) as Runnable<Record<string, string>, ReplyPiece>;
}

/** Takes the text, the reason for the end and the count of tokens out of a model's messages. */
class ReplyParser extends Runnable<AIMessageChunk, ReplyPiece> {
  static override lc_name() {
    return 'FootnoteReplyParser';
  }

  override lc_namespace = ['footnote', 'parsers'];

  override async invoke(message: AIMessageChunk): Promise<ReplyPiece> {
    return readPiece(message);
  }

  override async *transform(messages: AsyncGenerator<AIMessageChunk>): AsyncGenerator<ReplyPiece> {
    for await (const message of messages) yield readPiece(message);
  }
}

function readPiece(message: AIMessageChunk): ReplyPiece {
  const { content, response_metadata: metadata, usage_metadata: usage } = message;
  const text =
    typeof content === 'string'
      ? content
      : content.map((part) => (part.type === 'text' && typeof part.text === 'string' ? part.text : '')).join('');
  const finish: unknown =
    metadata?.finish_reason ?? metadata?.stop_reason ?? metadata?.done_reason ?? metadata?.finishReason;
  if (finish === 'content_filter') throw new ChatModelError('filtered');
  return {
    text,
    ...(typeof finish === 'string' && finish !== '' && { finish }),
    ...(usage && { usage: { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens } }),
  };
}
