import { beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/query/query.js';
import type { IndexFolder } from '../support/index-folder.js';
import { FAULTS } from '../support/openai-server/faults.js';
import { type Misbehaviour, startOpenAiServer } from '../support/openai-server/server.js';
import { askModel, makeAskedFolder, QUESTION, said } from './ask-model.js';

let folder: IndexFolder;

beforeAll(async () => {
  folder = await makeAskedFolder();
}, 180_000);

/** A server for each, so that one test needn't wait for the pauses of another. */
async function askFaulty(how: Misbehaviour, question?: Question) {
  const server = await startOpenAiServer();
  try {
    server.misbehaves('chat', how);
    return await askModel(folder, server, question);
  } finally {
    await server.close();
  }
}

describe('every fault of a chat model', () => {
  for (const { name, how } of FAULTS.filter((row) => row.in.includes('chat'))) {
    it.concurrent(`ends in the extractive answer: ${name}`, async () => {
      const { answer, warnings, ms } = await askFaulty(how);
      expect(answer).toMatchObject({ status: 'answered', composer: 'extractive', fallback: 'failed' });
      expect(said(answer).join(' ')).toContain('ferry');
      expect(ms).toBeLessThan(4_000);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/^openai:tiny wrote no answer: /);
      expect(`${warnings[0]}${JSON.stringify(answer)}`).not.toMatch(/sk-test|provider\.example|127\.0\.0\.1/);
    });

    it.concurrent(`does no harm while a follow-up is condensed: ${name}`, async () => {
      const { answer, warnings, ms } = await askFaulty(how, {
        question: QUESTION,
        history: [{ role: 'user', text: 'What about the harbour?' }],
      });
      expect(answer).toMatchObject({ status: 'answered', composer: 'extractive', fallback: 'failed' });
      expect(warnings).toHaveLength(1);
      expect(ms).toBeLessThan(4_000);
    });
  }

  it('ends in the extractive answer: refused', async () => {
    const { answer, warnings } = await askModel(folder, { url: 'http://127.0.0.1:9/v1' });
    expect(answer).toMatchObject({ status: 'answered', fallback: 'failed' });
    expect(warnings).toEqual([
      'openai:tiny wrote no answer: the provider could not be reached. The answer is quoted from the articles instead.',
    ]);
  });
});
