/** Logistic weights of the gate, positive where more speaks for answering: see gate-weights.json. */
import { createRequire } from 'node:module';
import { type WeightsFile, weightsOf } from '../core/weights.js';
import type { GateFeatures } from './gate.js';

const file: WeightsFile<keyof GateFeatures | 'bias'> = createRequire(import.meta.url)('./gate-weights.json');

export const GATE_WEIGHTS = weightsOf(file);
