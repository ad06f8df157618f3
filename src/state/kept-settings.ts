/** Settings in memory until word of a change: every message asks for them. */
import type { ServerSettings } from './server-settings.js';

const MAX_KEPT = 10_000;

export class KeptSettings {
  /** Promises and not values: a read that began before a change was told is forgotten with it. */
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

  /** Forgets one server's settings, or all. */
  forget(guild?: string): void {
    if (guild === undefined) this.#kept.clear();
    else this.#kept.delete(guild);
  }
}
