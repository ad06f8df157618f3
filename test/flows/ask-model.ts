/** One question to a real app whose chat model is a local server, with little time for each call. */
import type { Answer, Draft } from '../../src/answering/types.js';
import type { ModelsConfig } from '../../src/config.js';
import type { Question } from '../../src/query/query.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { type IndexFolder, makeIndexFolder } from '../support/index-folder.js';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.js';

export const QUESTION = 'Why will the ferry between Lindvik and Skarholm not sail?';
export const KEY = 'sk-test-secret-key';

/** Little time for each call and before the next try, so that what never comes is soon given up. */
export const modelAt = (url: string): Partial<ModelsConfig> => ({
  chatModel: 'openai:tiny',
  openAiKey: KEY,
  openAiBaseUrl: url,
  answerMs: 2_500,
  callMs: 700,
  chunkMs: 300,
  retries: { pauseMs: 20 },
});

/**
 * A folder of three articles. The first answer loads the model's library, the tagger and the dictionary; the short time that
 * answers have here is for the rest.
 */
export async function makeAskedFolder(): Promise<IndexFolder> {
  const folder = makeIndexFolder({ 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN });
  await folder.reindex();
  const server = await startOpenAiServer();
  server.says('The ferry will not sail for a week, harbour master Ada Berg said. [1]');
  await askModel(folder, server, QUESTION, { answerMs: 120_000, callMs: 60_000, chunkMs: 60_000 });
  await server.close();
  return folder;
}

export async function askModel(
  folder: IndexFolder,
  { url }: Pick<OpenAiServer, 'url'>,
  question: string | Question = QUESTION,
  other: Partial<ModelsConfig> = {},
) {
  const warnings: string[] = [];
  const drafts: Draft[] = [];
  const app = folder.with({ ...modelAt(url), ...other }).open((sentence) => warnings.push(sentence));
  const startedMs = performance.now();
  const answer = await app.ask(typeof question === 'string' ? { question } : question, {
    onDraft: (draft) => drafts.push(draft),
  });
  app.close();
  return { answer, warnings, drafts, ms: performance.now() - startedMs };
}

export const said = ({ sentences }: Pick<Answer, 'sentences'>) => sentences.map(({ text }) => text);
