/** `footnote mcp`: the index for other programs, by the Model Context Protocol over standard input and output. Writes nothing. */
import { type CommandContext, EXIT } from './command.js';
import { openExisting } from './open.js';

export async function mcpCommand(context: CommandContext): Promise<number> {
  const app = await openExisting(context);
  try {
    await app.current();
    const { serveStdio } = await import('../mcp/serve-stdio.js');
    const onFault = (reason: string) => void process.stderr.write(`footnote: something went wrong (${reason}).\n`);
    await serveStdio({ app, onFault }, context.signal);
    return EXIT.done;
  } finally {
    await app.close();
  }
}
