/** The peers, in the order in which the report names them. */
import type { Peer } from '../peer.js';
import { miniSearch } from './minisearch.js';
import { sqliteFts5 } from './sqlite-fts5.js';

export const PEERS: readonly Peer[] = [sqliteFts5, miniSearch];
