/** robots.txt (RFC 9309): what its server allows, how slowly, and which sitemaps it names. */
import robotsParser from 'robots-parser';
import { shownAddress } from '../source-state.js';
import { FetchFault } from './fetch-fault.js';

/** What was read of an origin's robots.txt. Kept with a source's state, so that a run makes no request for it within a day. */
export interface KeptRobots {
  atMs: number;
  /** Empty where there is none. */
  text: string;
}
/** By origin: "https://example.org". */
export type RobotsStore = Map<string, KeptRobots>;

export const ROBOTS_KEPT_MS = 24 * 3_600_000;
/** As much as RFC 9309 asks for. */
export const ROBOTS_MAX_BYTES = 500 * 1024;
/** The name that a robots.txt calls this program by. */
const AGENT = 'Footnote';
/** A longer delay would make a feed of a hundred articles last for a day. */
const MAX_DELAY_MS = 30_000;

export class Robots {
  readonly #rules: ReturnType<typeof robotsParser.default>;

  constructor(
    origin: string,
    readonly text: string,
  ) {
    // Its types are of a module that it isn't: what is imported is the function itself.
    this.#rules = (robotsParser as unknown as typeof robotsParser.default)(`${origin}/robots.txt`, text);
  }

  /** Throws FetchFault 'robots'. */
  requireAllowed(url: URL): void {
    if (this.#rules.isAllowed(url.href, AGENT) === false)
      throw new FetchFault('robots', `The robots.txt of ${url.host} does not allow ${shownAddress(url)} to be read.`);
  }

  /** Milliseconds between two requests, 0 where it asks for none. */
  get delayMs(): number {
    const seconds = Number(this.#rules.getCrawlDelay(AGENT) ?? 0);
    return seconds > 0 ? Math.min(MAX_DELAY_MS, seconds * 1000) : 0;
  }

  get sitemaps(): string[] {
    return this.#rules.getSitemaps();
  }
}
