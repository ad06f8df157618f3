import { PEERS } from '../../src/bench/peers/registry.js';
import { describePeer } from './peer-contract.js';

for (const peer of PEERS) describePeer(peer);
