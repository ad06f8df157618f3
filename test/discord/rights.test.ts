import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { isAdministrator, isModerator, type Person } from '../../src/discord/rights.js';

const server = (permissions: bigint, roles: string[] = [], ownerId = 'owner') => ({
  permissions: new PermissionsBitField(permissions),
  roles,
  ownerId,
});
const CONFIG = { adminUserIds: ['named'], adminRoleIds: ['global-role'] };
const SETTINGS = { adminRoles: ['chosen-role'] };
const { ManageGuild, Administrator, ManageMessages, SendMessages } = PermissionFlagsBits;

const CASES: [string, Person, boolean][] = [
  ['a member', { id: 'a', server: server(SendMessages) }, false],
  ['a moderator', { id: 'a', server: server(ManageMessages) }, false],
  ['who manages the server', { id: 'a', server: server(ManageGuild) }, true],
  ['who may do everything', { id: 'a', server: server(Administrator) }, true],
  ['the owner', { id: 'owner', server: server(0n) }, true],
  ['the owner of another server', { id: 'owner', server: server(0n, [], 'someone') }, false],
  ['a member with the role of all servers', { id: 'a', server: server(0n, ['x', 'global-role']) }, true],
  ['a member with the role that the server chose', { id: 'a', server: server(0n, ['chosen-role']) }, true],
  ['a member with another role', { id: 'a', server: server(0n, ['other-role']) }, false],
  ['a named person anywhere', { id: 'named', server: server(0n) }, true],
  ['a named person in a direct message', { id: 'named' }, true],
  ['anyone else in a direct message', { id: 'a' }, false],
  ['who manages a server where the bot is no member', { id: 'owner' }, false],
];

describe('administrators', () => {
  it.each(CASES)('%s', (_who, person, isOne) => {
    expect(isAdministrator(person, CONFIG, SETTINGS)).toBe(isOne);
  });

  it('are not those whose role another server chose', () => {
    expect(isAdministrator({ id: 'a', server: server(0n, ['chosen-role']) }, CONFIG, { adminRoles: [] })).toBe(false);
  });
});

it('moderators manage messages', () => {
  expect(isModerator({ id: 'a', server: server(ManageMessages) })).toBe(true);
  expect(isModerator({ id: 'a', server: server(SendMessages) })).toBe(false);
  expect(isModerator({ id: 'a' })).toBe(false);
});
