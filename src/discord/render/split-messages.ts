/** Cuts an answer into messages of at most 2,000 characters, between its lines and never within one. */

/** Discord's limit for the content of a message. */
export const MESSAGE_MAX_CHARS = 2000;

/**
 * `lines` fill messages in order; `ending` stands together on the last one, where it fits on any. A line that is longer
 * than a message is cut at a word, which only strangers' text without markup can be.
 */
export function splitMessages(lines: string[], ending: string[] = [], maxChars = MESSAGE_MAX_CHARS): string[] {
  const messages: string[] = [];
  let current = '';
  const close = () => {
    if (current) messages.push(current);
    current = '';
  };
  const add = (block: string) => {
    if (current && current.length + 1 + block.length > maxChars) close();
    current = current ? `${current}\n${block}` : block;
  };
  for (const line of lines.flatMap((whole) => cutLine(whole, maxChars))) add(line);
  const block = ending.join('\n');
  if (block.length + 1 <= maxChars) {
    if (block) add(`\n${block}`);
  } else {
    close();
    for (const line of ending.flatMap((whole) => cutLine(whole, maxChars))) add(line);
  }
  close();
  return messages.map((message) => message.replace(/^\n+/, ''));
}

/** Messages with a line above the first of them, or before it where that has no room for it. */
export function withHeading(heading: string, [first, ...rest]: string[], maxChars = MESSAGE_MAX_CHARS): string[] {
  const isRoomy = heading.length + 1 + first.length <= maxChars;
  return isRoomy ? [`${heading}\n${first}`, ...rest] : [heading, first, ...rest];
}

function cutLine(line: string, maxChars: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > maxChars) {
    const space = rest.lastIndexOf(' ', maxChars);
    let at = space > maxChars / 2 ? space : maxChars;
    // Neither an escape nor a surrogate pair is torn apart.
    while (/[\\\ud800-\udbff]$/.test(rest.slice(0, at))) at--;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}
