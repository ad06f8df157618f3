// Takes dist/ away before a package is made, so that nothing goes into it that an earlier build left; "prepare" then builds anew.
import { rmSync } from 'node:fs';

rmSync(new URL('../dist/', import.meta.url), { recursive: true, force: true });
