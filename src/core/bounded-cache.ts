/** What was used lately, by number, up to a size in all; the one used last is dropped last. */
export class BoundedCache<Value> {
  readonly #kept = new Map<number, { value: Value; size: number }>();
  #size = 0;

  constructor(private readonly maxSize: number) {}

  get(key: number): Value | undefined {
    const found = this.#kept.get(key);
    if (!found) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  set(key: number, value: Value, size: number): void {
    this.#drop(key);
    this.#kept.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.maxSize) return;
      this.#drop(oldest);
    }
  }

  #drop(key: number): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
