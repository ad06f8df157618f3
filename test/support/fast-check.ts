/**
 * fast-check for the properties of all tests. Seeds are new in every run, so that each run can find what none found before; a
 * failure tells its seed, as in `{ seed: 1234, path: "7:1" }`, and `SEED=1234 npx vitest run test/…` is that run again.
 * With CI=true the seed comes from the commit, so that the same commit is judged alike twice. What was ever found is kept as
 * an example beside its property. Of the runs that a property names a quarter is made, of forty and fewer each; with LONG_FUZZ all.
 */
import { execFileSync } from 'node:child_process';
// biome-ignore lint/style/noRestrictedImports: what all others import instead.
import fastCheck, { type Arbitrary, type IAsyncProperty, type IProperty, type Parameters } from 'fast-check';
import { onTestFailed } from 'vitest';

const SEED = process.env.SEED ? Number(process.env.SEED) : process.env.CI === 'true' ? seedOfCommit() : undefined;
const DEFAULT_RUNS = 100;
/** Of few runs, each of which takes long, none is left out. */
const FEW_RUNS = 40;
fastCheck.configureGlobal({ seed: SEED });

/** The first 32 bits of the commit's hash; unknown outside a repository, where any seed is as good. */
function seedOfCommit(): number | undefined {
  try {
    const hash = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number.parseInt(hash.slice(0, 8), 16) | 0;
  } catch {
    return undefined;
  }
}

/** A property with a seed of its own would be a snapshot, which finds nothing new: the types know no seed. */
type Runs<T> = Omit<Parameters<T>, 'seed' | 'path' | 'randomType'>;
interface Properties extends Omit<typeof fastCheck, 'assert' | 'sample'> {
  assert<T>(property: IAsyncProperty<T>, runs?: Runs<T>): Promise<void>;
  assert<T>(property: IProperty<T>, runs?: Runs<T>): void;
  sample: typeof sample;
}

/** So many values, for a test that takes all of them at once; where it fails, their seed is shown. */
function sample<T>(arbitrary: Arbitrary<T>, count: number): T[] {
  const seed = SEED ?? Math.trunc(Math.random() * 2 ** 31);
  onTestFailed(() => console.error(`Its values were random; SEED=${seed} makes them again.`));
  return fastCheck.sample(arbitrary, { seed, numRuns: count });
}

function assert<T>(property: IAsyncProperty<T>, runs?: Runs<T>): Promise<void>;
function assert<T>(property: IProperty<T>, runs?: Runs<T>): void;
function assert<T>(property: IAsyncProperty<T> | IProperty<T>, runs: Runs<T> = {}): Promise<void> | void {
  const { numRuns = DEFAULT_RUNS } = runs;
  const tried = process.env.LONG_FUZZ ? numRuns : Math.max(Math.min(numRuns, FEW_RUNS), Math.ceil(numRuns / 4));
  return fastCheck.assert(property as IProperty<T>, { ...runs, numRuns: tried });
}

const properties: Properties = { ...fastCheck, assert, sample };
export default properties;
export type { Arbitrary };
