import { expect, it } from 'vitest';
import { KeptSettings } from '../../src/state/kept-settings.js';
import { type ServerSettings, STANDARD_SETTINGS } from '../../src/state/server-settings.js';

const settings = (language: string): ServerSettings => ({ ...STANDARD_SETTINGS, language });

it('settings that were read before word of a change came are not kept after it', async () => {
  const kept = new KeptSettings();
  let answer = (_: ServerSettings) => {};
  const slow = kept.get('g1', () => new Promise((resolve) => (answer = resolve)));
  kept.forget('g1');
  answer(settings('en'));
  await slow;
  expect(await kept.get('g1', async () => settings('de'))).toMatchObject({ language: 'de' });
  expect(await kept.get('g1', async () => settings('fr'))).toMatchObject({ language: 'de' });
});

it('settings that could not be read are asked for anew', async () => {
  const kept = new KeptSettings();
  await expect(kept.get('g1', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept.get('g1', async () => settings('de'))).toMatchObject({ language: 'de' });
});
