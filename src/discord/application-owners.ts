/** Who owns the application in Discord's developer portal: one person, or a team. */
import { Team, TeamMemberMembershipState, TeamMemberRole } from 'discord.js';
import type { BotContext } from './context.js';
import { describeError } from './faults.js';

/** Teams change seldom, and a person who is asked about waits for three seconds at most. */
const FRESH_MS = 10 * 60_000;

type Portal = Pick<BotContext, 'client' | 'logger' | 'nowMs'>;

export class ApplicationOwners {
  #ids: readonly string[] = [];
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly portal: Portal) {}

  /** Ids of people, as they were ten minutes ago at most, or when Discord last told. */
  ids(): readonly string[] {
    if (this.portal.nowMs() - this.#readAtMs > FRESH_MS) void this.read();
    return this.#ids;
  }

  /** Asks Discord. Never throws: until it answers, whom it named before are the owners. */
  async read(): Promise<void> {
    const { client, logger, nowMs } = this.portal;
    this.#readAtMs = nowMs();
    try {
      const { owner } = await client.application.fetch();
      this.#ids = owner instanceof Team ? membersOf(owner) : owner ? [owner.id] : [];
    } catch (error) {
      logger.warn({ event: 'owners-unknown', ...describeError(error) });
    }
  }
}

/** Those who were only invited, or may only look, own nothing. */
const membersOf = ({ ownerId, members }: Team): string[] => [
  ...(ownerId ? [ownerId] : []),
  ...members
    .filter(
      ({ membershipState, role }) =>
        membershipState === TeamMemberMembershipState.Accepted && role !== TeamMemberRole.ReadOnly,
    )
    .map(({ id }) => id),
];
