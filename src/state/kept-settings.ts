/** Settings in memory, because they are asked for with every message, until somebody says that they changed. */
import type { ServerSettings } from './server-settings.js';

const MAX_KEPT = 10_000;

export class KeptSettings {
  /** Promises, so that what was read just before a change and comes after word of it isn't kept. */
  readonly #kept = new Map<string, Promise<ServerSettings>>();

  get(guild: string, read: () => Promise<ServerSettings>): Promise<ServerSettings> {
    const kept = this.#kept.get(guild);
    if (kept) return kept;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const settings = read();
    this.#kept.set(guild, settings);
    settings.catch(() => this.#kept.get(guild) === settings && this.#kept.delete(guild));
    return settings;
  }

  /** Of one server, or all of them. */
  forget(guild?: string): void {
    if (guild === undefined) this.#kept.clear();
    else this.#kept.delete(guild);
  }
}
