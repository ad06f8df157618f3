/** One refresh of the source "desk" in a process of its own, which a test kills: `node refresh-child.mjs FILE DATA_DIR`. */
import { openSources } from '../../dist/sources/sources.js';

const [file, dataDir] = process.argv.slice(2);
const sources = openSources({ file, dataDir, fetchPrivate: true, fetching: { pauseMs: 0 } });
await sources.refresh('desk');
await sources.close();
