/** Every modal in every language, at the extremes of what people and articles bring, within Discord's limits. */
import { describe, expect, it } from 'vitest';
import { filesModal } from '../../src/discord/commands/admin-add.js';
import { digestModal } from '../../src/discord/commands/digest-modal.js';
import { SETTINGS_GROUPS, settingsModal } from '../../src/discord/commands/settings-modals.js';
import { articleModal } from '../../src/discord/commands/teach.js';
import { caseModal } from '../../src/discord/components/cases.js';
import { reasonModal } from '../../src/discord/components/feedback.js';
import { questionModal } from '../../src/discord/components/follow-up.js';
import type { Modal } from '../../src/discord/render/modal.js';
import { LANGUAGES, type Words } from '../../src/discord/words/index.js';
import { STANDARD_SETTINGS } from '../../src/state/server-settings.js';
import { checkModal } from '../support/discord-server/limits/modal-limits.js';

const ID = 'a'.repeat(24);
/** Emoji, right-to-left, controls and nothing visible, at the longest that an option takes, and beyond. */
const ODD = ['🗞️'.repeat(33), 'صحيفة '.repeat(16), '\u202eegasrever', 'x'.repeat(100), 'y'.repeat(101), '\u200b', ''];
const OUTLETS = [...ODD, ...Array.from({ length: 30 }, (_, i) => `Outlet ${i}`)];
const ids = (count: number) => Array.from({ length: count }, (_, i) => String(10n ** 18n + BigInt(i)));
const FULL = {
  ...{ askChannels: ids(100), allowedChannels: ids(25), adminRoles: ids(25), sources: OUTLETS.slice(0, 25) },
  ...{ askRoles: ids(25), askPeople: ids(25), blockedRoles: ids(25), blockedPeople: ids(25) },
  ...{ channelSources: { [ids(1)[0]]: OUTLETS.slice(0, 25) } },
  ...{ teacherRoles: ids(25), helperChannel: ids(1)[0], helperRole: ids(1)[0] },
  ...{ ownersChannel: ids(1)[0], language: 'xx', threads: true, privateByDefault: true, corrections: 'quiet' as const },
};
const GIVEN = {
  ...{ channel: ids(1)[0], day: '0', hour: 23, zone: 'America/Argentina/ComodRivadavia' },
  ...{ topic: '🗞️'.repeat(200), source: OUTLETS[0], saysEmpty: true },
};

const MODALS: [string, (words: Words) => Modal][] = [
  ['👎', (words) => reasonModal(ID, words)],
  ['follow up', (words) => questionModal(ID, [], words)],
  ['follow up with suggestions', (words) => questionModal(ID, ['🗞️'.repeat(50), 'x'.repeat(100), 'y'], words)],
  ['a test of a question', (words) => caseModal({ id: ID, question: 'x'.repeat(3000) }, [], words)],
  [
    'a message for the collection',
    (words) => articleModal({ id: ids(1)[0], channelId: ids(1)[0], createdTimestamp: 0 }, '🗞️'.repeat(5000), words),
  ],
  ['files', filesModal],
  ['digest', (words) => digestModal({}, [], words)],
  ['digest of all that can be given', (words) => digestModal(GIVEN, OUTLETS, words)],
  ...SETTINGS_GROUPS.flatMap((group): [string, (words: Words) => Modal][] => [
    [`settings ${group}`, (words) => settingsModal(group, STANDARD_SETTINGS, [], words)],
    [`settings ${group} in full`, (words) => settingsModal(group, FULL, OUTLETS, words, ids(1)[0])],
  ]),
];

describe.each(LANGUAGES.map(({ code, words }) => [code, words] as const))('in %s the modal', (_code, words) => {
  it.each(MODALS)('%s is one that Discord takes, with no word of ours cut off', (_what, make) => {
    const modal = make(words);
    expect(() => checkModal(modal as never)).not.toThrow();
    const said = modal.components.flatMap((field) => ('label' in field ? [field.label, field.description ?? ''] : []));
    for (const text of [modal.title, ...said]) expect(text).not.toMatch(/…$/);
  });
});
