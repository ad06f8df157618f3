/** @huggingface/transformers, where somebody installed it: models that run on this machine. */
import { join } from 'node:path';
import { UserError } from '../core/errors.js';

export const PACKAGE = '@huggingface/transformers';
/** Loading may fetch a model the first time. */
export const LOAD_MS = 300_000;

interface Settings {
  env: { cacheDir?: string; localModelPath?: string; allowLocalModels?: boolean };
}

/**
 * The package, with models kept in the data folder: one that was put there by hand needs no network. `setting` is the variable
 * that asks for it. Throws UserError where it isn't installed.
 */
export async function loadPackage<T>(setting: string, dataDir: string, from = PACKAGE): Promise<T & Settings> {
  let transformers: T & Settings;
  try {
    transformers = await import(from);
  } catch {
    throw new UserError('no-transformers', `${setting} needs ${PACKAGE}; run "npm install ${PACKAGE}".`);
  }
  const folder = modelsFolder(dataDir);
  transformers.env.cacheDir = folder;
  transformers.env.localModelPath = folder;
  transformers.env.allowLocalModels = true;
  return transformers;
}

const modelsFolder = (dataDir: string) => join(dataDir, 'models');

export const cantLoad = (model: string, dataDir: string) =>
  new UserError(
    'no-local-model',
    `The model ${model} could not be loaded; put it into ${join(modelsFolder(dataDir), model)}, or allow the network for the first run.`,
  );

/** Throws UserError where the model isn't ready in time. */
export async function withinLoadTime<T>(promise: Promise<T>, ms: number, model: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new UserError(
            'local-model-slow',
            `The model ${model} wasn't ready after ${Math.round(ms / 1000)} s; try again, or take a smaller one.`,
          ),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
