// Asks Footnote over the Model Context Protocol, keeps nothing but what it answered, and has each quote checked later:
//   node examples/verify-quote.mjs "What did Iran's foreign minister tell Kuleba about the drones?"
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const footnote = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const connect = async () => {
  const client = new Client({ name: 'verify-quote', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [footnote, 'mcp'] }));
  return client;
};

const asking = await connect();
const question = process.argv[2] ?? 'Who denied sending drones?';
const { structuredContent: answer } = await asking.callTool({ name: 'ask', arguments: { question } });
await asking.close();

// Another day, another process: the result alone says which words, of which revision of which article.
const checking = await connect();
for (const { article_id, article_hash, field, quote, start, end } of answer.citations) {
  const named = { article_id, article_hash, field, quote, start, end };
  const { structuredContent: check } = await checking.callTool({ name: 'verify', arguments: named });
  console.log(check.verified ? 'verified' : check.reason, JSON.stringify(quote));
}
await checking.close();
