/** Where the sentences of a structured body stand: in which block, under which headings, below which header, behind which lead. */
import type { Block, Sentence, Structure } from '../core/types.js';

const NONE: readonly number[] = [];
const STANDING: ReadonlySet<Block['kind']> = new Set(['item', 'row', 'code']);

/** Sentences are named by their number within the article. */
export class Outline {
  readonly #blockOf: (Block | undefined)[] = [];
  readonly #headings: (readonly number[])[] = [];
  readonly #headers = new Map<number | undefined, number>();
  readonly #leads: (number | undefined)[] = [];
  readonly #places: number[] = [];
  #sections = 0;

  constructor(
    private readonly sentences: readonly Sentence[],
    readonly structure: Structure,
  ) {
    let place = 0;
    let path: { number: number; level: number }[] = [];
    let above: readonly number[] = NONE;
    let lead: number | undefined;
    let below = 0;
    for (const [number, { start }] of sentences.entries()) {
      while (place < structure.blocks.length && structure.blocks[place].end <= start) place++;
      const block = structure.blocks[place];
      const isIn = block !== undefined && block.start <= start;
      this.#blockOf.push(isIn ? block : undefined);
      const kind = isIn ? block.kind : 'paragraph';
      if (kind === 'heading') {
        const level = block.level ?? 1;
        this.#sections++;
        path = path.filter((heading) => heading.level < level);
        this.#headings.push(path.map((heading) => heading.number));
        path.push({ number, level });
        above = path.map((heading) => heading.number);
        lead = undefined;
        below = 0;
      } else {
        this.#headings.push(above);
        if (kind === 'header') this.#headers.set(block.group, number);
        else if (!STANDING.has(kind)) lead = number;
      }
      this.#places.push(kind === 'heading' || kind === 'header' ? 0 : below++);
      this.#leads.push(STANDING.has(kind) ? lead : undefined);
    }
  }

  /** Whether it has sections. A page with one heading, its title, reads like any article. */
  get hasSections(): boolean {
    return this.#sections > 1;
  }

  blockOf(number: number): Block | undefined {
    return this.#blockOf[number];
  }

  /** Undefined where a sentence of prose outside of all blocks stands. */
  kindOf(number: number): Block['kind'] | undefined {
    return this.#blockOf[number]?.kind;
  }

  /** A heading names what follows, a header the columns: neither says anything by itself. */
  isLabel(number: number): boolean {
    const kind = this.kindOf(number);
    return kind === 'heading' || kind === 'header';
  }

  /** An item, a row and code stand by themselves: no sentence beside them goes on with theirs. */
  stands(number: number): boolean {
    return STANDING.has(this.kindOf(number) ?? 'paragraph');
  }

  /** The headings above a sentence, the outermost first; above a heading those it stands under. */
  headingsOf(number: number): readonly number[] {
    return this.#headings[number] ?? NONE;
  }

  /** The nearest of them: that of the section it is in. */
  headingOf(number: number): number | undefined {
    return this.headingsOf(number).at(-1);
  }

  /** The header of a row's table. */
  headerOf(number: number): number | undefined {
    const block = this.#blockOf[number];
    return block?.kind === 'row' ? this.#headers.get(block.group) : undefined;
  }

  /** What says what a sentence is about without being part of it: the headings above it and its table's header. */
  aboveOf(number: number): readonly number[] {
    const header = this.headerOf(number);
    return header === undefined ? this.headingsOf(number) : [...this.headingsOf(number), header];
  }

  /** The sentence of the same section before the list, the table or the code that this one is part of. */
  leadOf(number: number): number | undefined {
    return this.#leads[number];
  }

  /** Its place among the sentences below the same heading, from 0. */
  placeInSection(number: number): number {
    return this.#places[number] ?? 0;
  }

  /** The sentences of the same list or table, this one among them, its header not. */
  togetherWith(number: number): number[] {
    const { kind, group } = this.#blockOf[number] ?? {};
    if (group === undefined || (kind !== 'item' && kind !== 'row')) return [number];
    return this.#numbers(number, (other) => this.#blockOf[other]?.group === group && !this.isLabel(other));
  }

  /** The sentences under the same nearest heading, headings below it not. */
  sectionOf(number: number): number[] {
    const heading = this.headingOf(number);
    return this.#numbers(number, (other) => !this.isLabel(other) && this.headingOf(other) === heading);
  }

  /** The sentences around one, as far as they are accepted; labels between them are passed over. */
  #numbers(number: number, accept: (other: number) => boolean): number[] {
    const numbers = accept(number) ? [number] : [];
    for (let i = number - 1; i >= 0 && (accept(i) || this.isLabel(i)); i--) if (accept(i)) numbers.unshift(i);
    for (let i = number + 1; i < this.sentences.length && (accept(i) || this.isLabel(i)); i++)
      if (accept(i)) numbers.push(i);
    return numbers;
  }
}
