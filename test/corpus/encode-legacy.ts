/** Test helper: text to bytes in an encoding that Node only reads. */

/** The bytes of `text` in the encoding that TextDecoder calls `label`; throws where a character isn't in it. */
export function encodeLegacy(text: string, label: string): Buffer {
  const table = tableOf(label);
  return Buffer.concat(
    Array.from(text, (char) => {
      const bytes = char < '\x80' ? [char.charCodeAt(0)] : table.get(char);
      if (!bytes) throw new Error(`${label} has no ${JSON.stringify(char)}`);
      return Buffer.from(bytes);
    }),
  );
}

const tables = new Map<string, Map<string, number[]>>();

function tableOf(label: string): Map<string, number[]> {
  let table = tables.get(label);
  if (table) return table;
  table = new Map();
  tables.set(label, table);
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const add = (bytes: number[]) => {
    try {
      const char = decoder.decode(Buffer.from(bytes));
      if (Array.from(char).length === 1 && !table.has(char)) table.set(char, bytes);
    } catch {
      // No character of this encoding.
    }
  };
  for (let lead = 0x80; lead <= 0xff; lead++) add([lead]);
  if (/^(?:gb|big5|shift|euc)/.test(label))
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) add([lead, trail]);
  return table;
}
