/** The peers, in the order in which the report names them. */
import type { Peer, VectorPeer } from '../peer.js';
import { hnswlib } from './hnswlib.js';
import { langchainMemory } from './langchain-memory.js';
import { miniSearch } from './minisearch.js';
import { sqliteFts5 } from './sqlite-fts5.js';

export const PEERS: readonly Peer[] = [sqliteFts5, miniSearch];
export const VECTOR_PEERS: readonly VectorPeer[] = [langchainMemory, hnswlib];
