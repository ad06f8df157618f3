/** The bounds of what models may use in a day, which all processes count together. */
import type { Budget } from '../config.js';
import type { State } from '../state/state.js';

export interface Budgeted {
  state: Pick<State, 'hasRoom' | 'spentToday'>;
  budget: Budget;
  nowMs: () => number;
}

/** Whether a model may be asked: today's use of the person, the server and all is within bounds. */
export async function isWithinBudget(
  { state, budget, nowMs }: Budgeted,
  { guild, user }: { guild?: string; user: string },
): Promise<boolean> {
  // What can't be counted isn't spent.
  if (!state.hasRoom) return false;
  const spent = await state.spentToday(nowMs(), { guild, user });
  return (
    spent.person.tokens < budget.tokensPerPerson &&
    spent.server.tokens < budget.tokensPerServer &&
    spent.all.usd < budget.usdPerDay
  );
}
