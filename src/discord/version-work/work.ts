/** What work is that follows a new version of the index. */
import { setImmediate as turn } from 'node:timers/promises';
import type { IndexVersion } from '../../flows/browse.js';
import type { BotContext } from '../context.js';

export interface VersionWork {
  name: string;
  /**
   * Does what there is to do in this version; asked at every look, because some of it may have been left. Where nothing was
   * left it must be cheap: one question to the state. It looks at `isStopped` between two rows, and ends where `isBusy`.
   */
  run(context: BotContext, version: IndexVersion, isStopped: () => boolean): Promise<void>;
}

/** Whether people wait for answers. Then work that nobody waits for does one row at a look. */
export const isBusy = ({ queue }: Pick<BotContext, 'queue'>) => queue.running + queue.waiting > 0;

/** Between two rows: lets in what came from Discord meanwhile, for an index in a file answers without ever pausing. */
export const nextTurn = (): Promise<void> => turn();
