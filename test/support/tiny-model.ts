/**
 * An embedding model of a few hundred bytes, in the files that a real one has: a vocabulary of whole words, and a network
 * that looks each word's vector up. The texts of one topic lie near each other, because their words were given one direction.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words by topic; each topic is one direction of the space. */
const TOPICS = [
  ['ferry', 'ship', 'boat', 'sail', 'harbour'],
  ['bread', 'bakery', 'rye', 'loaf'],
  ['book', 'library', 'novel'],
];
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
export const TINY_WIDTH = TOPICS.length + 1;

/** Writes the model `name` into the folder that EMBEDDING_MODEL=local:NAME reads from. */
export function writeTinyModel(modelsDir: string, name: string): void {
  const folder = join(modelsDir, name);
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const words = TOPICS.flat();
  const vocab = Object.fromEntries([...SPECIAL, ...words].map((word, id) => [word, id]));
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  write('config.json', { model_type: 'bert', architectures: ['BertModel'], hidden_size: TINY_WIDTH });
  write('tokenizer_config.json', { tokenizer_class: 'BertTokenizer', model_max_length: 128, pad_token: '[PAD]' });
  write('tokenizer.json', {
    version: '1.0',
    added_tokens: SPECIAL.map((content, id) => ({
      ...{ id, content, special: true },
      ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: null,
    model: {
      ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##' },
      ...{ max_input_chars_per_word: 100, vocab },
    },
  });
  // The last number is the same for all, so that no text is zero.
  const vectors = Float32Array.from(
    [...SPECIAL, ...words].flatMap((word) => [...TOPICS.map((topic) => Number(topic.includes(word))), 0.1]),
  );
  writeFileSync(join(folder, 'onnx', 'model.onnx'), lookUpNetwork(vectors, words.length + SPECIAL.length));
}

/** One Gather node: `last_hidden_state[b][i] = vectors[input_ids[b][i]]`. Field numbers are those of onnx.proto3. */
function lookUpNetwork(vectors: Float32Array, count: number): Buffer {
  const tensor = [
    ...[number(1, count), number(1, TINY_WIDTH), number(2, FLOAT), text(8, 'vectors')],
    bytes(9, Buffer.from(vectors.buffer)),
  ];
  const node = [text(1, 'vectors'), text(1, 'input_ids'), text(2, 'last_hidden_state'), text(4, 'Gather')];
  const graph = [
    ...[message(1, node), text(2, 'tiny'), message(5, tensor)],
    ...[message(11, value('input_ids', INT64, ['batch', 'length']))],
    ...[message(12, value('last_hidden_state', FLOAT, ['batch', 'length', TINY_WIDTH]))],
  ];
  return Buffer.concat([number(1, 8), message(7, graph), message(8, [number(2, 13)])]);
}

const FLOAT = 1;
const INT64 = 7;

const value = (name: string, type: number, shape: (string | number)[]) => [
  text(1, name),
  message(2, [
    message(1, [
      number(1, type),
      message(
        2,
        shape.map((size) => message(1, [typeof size === 'number' ? number(1, size) : text(2, size)])),
      ),
    ]),
  ]),
];

/** Protocol buffers on the wire: a key of field and kind, then the value. */
const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)]);
const number = (field: number, n: number) => Buffer.from([...varint(field << 3), ...varint(n)]);
const bytes = (field: number, content: Buffer) =>
  Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(content.length)]), content]);
const text = (field: number, content: string) => bytes(field, Buffer.from(content));
const message = (field: number, parts: Buffer[]) => bytes(field, Buffer.concat(parts));
