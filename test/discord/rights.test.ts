import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { isModerator, managesServer, ownsCorpus, type Person } from '../../src/discord/rights.js';

const server = (permissions: bigint, roles: string[] = [], { ownerId = 'owner', id = 'home' } = {}) => ({
  id,
  permissions: new PermissionsBitField(permissions),
  roles,
  ownerId,
});
const OWNERS = {
  applicationOwners: ['maker'],
  adminUserIds: ['named'],
  adminRoleIds: ['named-role'],
  homeGuildIds: ['home'],
};
const SETTINGS = { adminRoles: ['chosen-role'] };
const { ManageGuild, Administrator, ManageMessages, SendMessages } = PermissionFlagsBits;

const elsewhere = { id: 'other' };
const CASES: [string, Person, { corpus: boolean; server: boolean }][] = [
  ['a member', { id: 'a', server: server(SendMessages) }, { corpus: false, server: false }],
  ['a moderator', { id: 'a', server: server(ManageMessages) }, { corpus: false, server: false }],
  ['who manages a home server', { id: 'a', server: server(ManageGuild) }, { corpus: true, server: true }],
  ['who may do everything there', { id: 'a', server: server(Administrator) }, { corpus: true, server: true }],
  ['its owner', { id: 'owner', server: server(0n) }, { corpus: true, server: true }],
  [
    'who manages another server',
    { id: 'a', server: server(ManageGuild, [], elsewhere) },
    { corpus: false, server: true },
  ],
  ['its administrator', { id: 'a', server: server(Administrator, [], elsewhere) }, { corpus: false, server: true }],
  ['its owner', { id: 'owner', server: server(0n, [], elsewhere) }, { corpus: false, server: true }],
  [
    'the owner of a server elsewhere',
    { id: 'owner', server: server(0n, [], { ownerId: 'b' }) },
    { corpus: false, server: false },
  ],
  [
    'a member with the named role at home',
    { id: 'a', server: server(0n, ['x', 'named-role']) },
    { corpus: true, server: false },
  ],
  ['the same elsewhere', { id: 'a', server: server(0n, ['named-role'], elsewhere) }, { corpus: false, server: false }],
  [
    'a member with the role that the server chose',
    { id: 'a', server: server(0n, ['chosen-role']) },
    { corpus: false, server: true },
  ],
  ['a named person anywhere', { id: 'named', server: server(0n, [], elsewhere) }, { corpus: true, server: false }],
  ['a named person in a direct message', { id: 'named' }, { corpus: true, server: false }],
  ['the application’s owner in a direct message', { id: 'maker' }, { corpus: true, server: false }],
  ['anyone else in a direct message', { id: 'a' }, { corpus: false, server: false }],
];

describe('rights', () => {
  it.each(CASES)('of %s', (_who, person, { corpus, server: manages }) => {
    expect(ownsCorpus(person, OWNERS)).toBe(corpus);
    expect(managesServer(person, SETTINGS)).toBe(manages);
  });

  it('are not those of a role that another server chose', () => {
    expect(managesServer({ id: 'a', server: server(0n, ['chosen-role']) }, { adminRoles: [] })).toBe(false);
  });
});

it('moderators manage messages', () => {
  expect(isModerator({ id: 'a', server: server(ManageMessages) })).toBe(true);
  expect(isModerator({ id: 'a', server: server(SendMessages) })).toBe(false);
  expect(isModerator({ id: 'a' })).toBe(false);
});
