import { PEERS, VECTOR_PEERS } from '../../src/bench/peers/registry.js';
import { describePeer } from './peer-contract.js';
import { describeVectorPeer } from './vector-peer-contract.js';

for (const peer of PEERS) describePeer(peer);
for (const peer of VECTOR_PEERS) describeVectorPeer(peer);
