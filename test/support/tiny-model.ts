/**
 * Models of a few hundred bytes, in the files that real ones have: a vocabulary of whole words, and a network that looks each
 * word's vector up. One embeds: the texts of one topic lie near each other, because their words were given one direction. One
 * judges: it sums up what the words speak for.
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

/** Writes the embedding model `name` into the folder that EMBEDDING_MODEL=local:NAME reads from. */
export function writeTinyModel(modelsDir: string, name: string): void {
  const words = TOPICS.flat();
  const config = { model_type: 'bert', architectures: ['BertModel'], hidden_size: TINY_WIDTH };
  // The last number is the same for all, so that no text is zero.
  const vectors = [...SPECIAL, ...words].map((word) => [...TOPICS.map((topic) => Number(topic.includes(word))), 0.1]);
  writeModel(join(modelsDir, name), config, words, lookUpNetwork(vectors));
}

/** Words that speak for entailment: with both, in premise or hypothesis, a pair is entailed with .98, with one with .88. */
const FOR_ENTAILMENT = ['ferry', 'ramp'];

/** Writes the cross-encoder `name` into the folder that JUDGE_MODEL=local:NAME reads from. */
export function writeTinyJudge(modelsDir: string, name: string): void {
  const id2label = { 0: 'not_entailment', 1: 'entailment' };
  const config = { model_type: 'bert', architectures: ['BertForSequenceClassification'], id2label };
  const vectors = [...SPECIAL, ...FOR_ENTAILMENT].map((word) => [0, FOR_ENTAILMENT.includes(word) ? 2 : 0]);
  writeModel(join(modelsDir, name), config, FOR_ENTAILMENT, sumNetwork(vectors));
}

function writeModel(folder: string, config: object, words: string[], network: Buffer): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const vocab = Object.fromEntries([...SPECIAL, ...words].map((word, id) => [word, id]));
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  write('config.json', config);
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
  writeFileSync(join(folder, 'onnx', 'model.onnx'), network);
}

/** One Gather node: `last_hidden_state[b][i] = vectors[input_ids[b][i]]`. Field numbers are those of onnx.proto3. */
const lookUpNetwork = (vectors: number[][]) =>
  networkOf(
    [message(1, gather('last_hidden_state')), message(5, vectorsOf(vectors))],
    value('last_hidden_state', FLOAT, ['batch', 'length', vectors[0].length]),
  );

/** The same, summed up over all words: `logits[b] = Σ vectors[input_ids[b][i]]`. */
function sumNetwork(vectors: number[][]): Buffer {
  const axis = Buffer.from(BigInt64Array.of(1n).buffer);
  const axes = [number(1, 1), number(2, INT64), text(8, 'axes'), bytes(9, axis)];
  const dropsAxis = [text(1, 'keepdims'), number(3, 0), number(20, 2)];
  const sum = [text(1, 'looked_up'), text(1, 'axes'), text(2, 'logits'), text(4, 'ReduceSum'), message(5, dropsAxis)];
  return networkOf(
    [message(1, gather('looked_up')), message(1, sum), message(5, vectorsOf(vectors)), message(5, axes)],
    value('logits', FLOAT, ['batch', vectors[0].length]),
  );
}

const gather = (output: string) => [text(1, 'vectors'), text(1, 'input_ids'), text(2, output), text(4, 'Gather')];

const vectorsOf = (vectors: number[][]) => [
  ...[number(1, vectors.length), number(1, vectors[0].length), number(2, FLOAT), text(8, 'vectors')],
  bytes(9, Buffer.from(Float32Array.from(vectors.flat()).buffer)),
];

function networkOf(parts: Buffer[], output: Buffer[]): Buffer {
  const input = message(11, value('input_ids', INT64, ['batch', 'length']));
  const graph = [...parts, text(2, 'tiny'), input, message(12, output)];
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
