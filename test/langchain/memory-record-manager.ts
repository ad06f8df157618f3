/** A RecordManager that keeps its records in memory: LangChain's own ones come with packages that aren't needed otherwise. */
import { type ListKeyOptions, RecordManager, type UpdateOptions } from '@langchain/core/indexing';

export class MemoryRecordManager extends RecordManager {
  readonly #records = new Map<string, { groupId: string | null; updatedAt: number }>();
  #clock = 0;

  async createSchema(): Promise<void> {}

  /** Each look at the clock is later than the one before. */
  async getTime(): Promise<number> {
    return ++this.#clock;
  }

  async update(keys: string[], { groupIds = [] }: UpdateOptions = {}): Promise<void> {
    const updatedAt = await this.getTime();
    keys.forEach((key, i) => {
      this.#records.set(key, { groupId: groupIds[i] ?? null, updatedAt });
    });
  }

  async exists(keys: string[]): Promise<boolean[]> {
    return keys.map((key) => this.#records.has(key));
  }

  async listKeys({ before, after, groupIds, limit }: ListKeyOptions = {}): Promise<string[]> {
    return [...this.#records]
      .filter(
        ([, { groupId, updatedAt }]) =>
          (before === undefined || updatedAt < before) &&
          (after === undefined || updatedAt > after) &&
          (!groupIds || groupIds.includes(groupId)),
      )
      .map(([key]) => key)
      .slice(0, limit);
  }

  async deleteKeys(keys: string[]): Promise<void> {
    for (const key of keys) this.#records.delete(key);
  }
}
