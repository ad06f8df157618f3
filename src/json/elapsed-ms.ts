/** Milliseconds with three decimals, as the contract's `ms`. */
export const elapsedMs = (startedMs: number) => Math.round((performance.now() - startedMs) * 1000) / 1000;
