/** A chat model of LangChain as a runnable pipeline: prompt, model, parser. Loaded only when a model is configured. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk } from '@langchain/core/messages';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { Runnable, RunnableSequence } from '@langchain/core/runnables';
import { UserError } from '../../core/errors.js';
import { ChatModelError } from '../chat-model.js';
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

/** Throws UserError where the provider's package isn't installed. */
export async function openChatModel(
  { provider, model, apiKey, baseUrl }: RemoteModel,
  temperature?: number,
): Promise<BaseChatModel> {
  if (provider === 'openai') {
    const { ChatOpenAI } = await import('@langchain/openai');
    return new ChatOpenAI({
      model,
      // A server of one's own may want no key; the client insists on one.
      apiKey: apiKey ?? 'none',
      maxRetries: 0,
      maxTokens: MAX_OUTPUT_TOKENS,
      ...(temperature !== undefined && { temperature }),
      useResponsesApi: false,
      streaming: true,
      streamUsage: true,
      configuration: {
        ...(baseUrl && { baseURL: baseUrl }),
        fetch: createGuardedFetch({ accepts: /^text\/event-stream/i, maxBytes: MAX_REPLY_BYTES }),
      },
    });
  }
  const { initChatModel } = await import('langchain/chat_models/universal');
  try {
    return (await initChatModel(model, {
      modelProvider: provider,
      maxRetries: 0,
      maxTokens: MAX_OUTPUT_TOKENS,
      ...(temperature !== undefined && { temperature }),
    })) as unknown as BaseChatModel;
  } catch {
    throw new UserError(
      'no-provider',
      `CHAT_MODEL names the provider ${provider}, whose package could not be loaded; run "npm install ${CHAT_PACKAGES[provider] ?? `@langchain/${provider}`}" and set its key.`,
    );
  }
}

/** Prompt, model, parser. What is given as a value is never read as a template. */
export function pipeline(prompt: Prompt, model: BaseChatModel): Runnable<Record<string, string>, ReplyPiece> {
  return RunnableSequence.from([
    ChatPromptTemplate.fromMessages([
      ['system', prompt.system],
      ['human', prompt.human],
    ]),
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
