/** Who may do what, from the command to the button, as Discord's own payloads carry it. */
import { describe, expect, it } from 'vitest';
import { type BotFixture, startBot } from '../support/discord-bot.js';
import type { Channel, InteractionHandle, Message, User } from '../support/discord-server/index.js';

const REFUSED = /^Only members who manage this server/;

interface Cast extends BotFixture {
  people: Record<string, User>;
  dm: (user: User) => Channel;
}

/** One world for all cases: nothing in them changes it for the next. */
async function castOf(): Promise<Cast> {
  const people: Record<string, User> = {};
  let adminRoleIds: string[] = [];
  const adminUserIds: string[] = [];
  const options = {
    adminUserIds,
    get adminRoleIds() {
      return adminRoleIds;
    },
    before: ({ server, guild, mia }: Pick<BotFixture, 'server' | 'guild' | 'mia'>) => {
      const join = (name: string, member: Parameters<typeof guild.addMember>[1] = {}) => {
        people[name] = server.addUser({ username: name.replaceAll(' ', '_') });
        guild.addMember(people[name], member);
      };
      const role = guild.addRole({ name: 'editors', permissions: [] });
      adminRoleIds = [role.id];
      join('member');
      join('moderator', { permissions: ['ManageMessages'] });
      join('administrator', { permissions: ['Administrator'] });
      join('role', { roles: [role] });
      join('named');
      adminUserIds.push(people.named.id);
      people.manager = mia;
      people.stranger = server.addUser({ username: 'stranger' });
    },
  };
  const bot = await startBot(options);
  return { ...bot, people, dm: (user) => bot.server.openDm(user) };
}

const SUBCOMMANDS = ['reindex', 'status', 'settings', 'questions', 'remove'] as const;
const OPTIONS: Partial<Record<(typeof SUBCOMMANDS)[number], Record<string, string | boolean>>> = {
  reindex: { preview: true },
  remove: { article: 'no such title' },
};
const MAY: [string, boolean][] = [
  ['member', false],
  ['moderator', false],
  ['manager', true],
  ['administrator', true],
  ['role', true],
  ['named', true],
];

describe('/admin', () => {
  it('is for those who may, whatever the command', async () => {
    const cast = await castOf();
    const wrong: string[] = [];
    for (const [who, may] of MAY) {
      for (const subcommand of SUBCOMMANDS) {
        const asked = cast.server.slash(cast.people[who], {
          channel: cast.channel,
          name: 'admin',
          subcommand,
          options: OPTIONS[subcommand] ?? {},
          // A server can lift the veil of the default permissions.
          permissionOverridden: true,
        });
        const { content } = await asked.original();
        if (REFUSED.test(content) === may) wrong.push(`${who} ${subcommand}: ${content}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('digest is for the same', async () => {
    const cast = await castOf();
    const call = { channel: cast.channel, name: 'admin', group: 'digest', permissionOverridden: true };
    for (const [who, may] of MAY) {
      for (const [subcommand, options] of [
        ['add', { channel: cast.channel, hour: 8, zone: 'UTC' }],
        ['list', {}],
        ['remove', { digest: 'none' }],
      ] as const) {
        const asked = cast.server.slash(cast.people[who], { ...call, subcommand, options });
        expect(REFUSED.test((await asked.original()).content), `${who} ${subcommand}`).toBe(!may);
      }
      const focus = { ...call, subcommand: 'add', focused: 'zone', options: { zone: 'UTC' } };
      expect((await cast.server.autocomplete(cast.people[who], focus)).length > 0, who).toBe(may);
    }
  });

  it('in a direct message is for named people alone', async () => {
    const cast = await castOf();
    for (const [who, may] of [
      ['named', true],
      ['manager', false],
      ['stranger', false],
    ] as const) {
      const user = cast.people[who];
      const call = { channel: cast.dm(user), name: 'admin', subcommand: 'status', permissionOverridden: true };
      expect(REFUSED.test((await cast.server.slash(user, call).original()).content), who).toBe(!may);
    }
  });

  it('suggests no titles to those who may not remove any', async () => {
    const cast = await castOf();
    const call = {
      channel: cast.channel,
      name: 'admin',
      subcommand: 'remove',
      focused: 'article',
      permissionOverridden: true,
    };
    const suggested = (user: User) => cast.server.autocomplete(user, { ...call, options: { article: '' } });
    expect(await suggested(cast.people.member)).toEqual([]);
    expect((await suggested(cast.people.manager)).length).toBe(3);
  });
});

describe('a button of /admin', () => {
  const BUTTONS: [string, (cast: Cast) => Promise<Message>, string | RegExp][] = [
    ['re-index now', (cast) => open(cast, 'reindex', { preview: true }), 'Re-index now'],
    ['the settings', (cast) => open(cast, 'settings'), /settings:threads/],
  ];

  it.each(BUTTONS)('%s asks for the rights again', async (_what, openMessage, matcher) => {
    const cast = await castOf();
    const message = await openMessage(cast);
    for (const [who, may] of MAY) {
      if (may) continue;
      const clicked = cast.server.click(cast.people[who], message, matcher, { seesAll: true });
      expect((await clicked.original()).content, who).toMatch(REFUSED);
    }
    expect((await cast.state.settings(cast.guild.id)).threads).toBe(false);
  });

  it('is refused to who lost the role between the command and the click', async () => {
    const cast = await castOf();
    const editor = cast.people.role;
    const call = { channel: cast.channel, name: 'admin', subcommand: 'settings', permissionOverridden: true };
    const panel = await cast.server.slash(editor, call).original();
    const toggle = () => cast.server.click(editor, panel, /settings:threads/);
    await toggle().until(() => panel.edits.length > 0);
    cast.guild.setMemberRoles(editor, []);
    const refused: InteractionHandle = toggle();
    expect((await refused.original()).content).toMatch(REFUSED);
    expect((await cast.state.settings(cast.guild.id)).threads).toBe(true);
  });
});

async function open(cast: Cast, subcommand: string, options: Record<string, boolean> = {}): Promise<Message> {
  const call = { channel: cast.channel, name: 'admin', subcommand, options };
  const asked = cast.server.slash(cast.people.manager, call);
  await asked.until(({ messages }) => (messages[0]?.components.length ?? 0) > 0, 20_000);
  return asked.messages[0];
}

describe('settings', () => {
  it('of one server are no other’s', async () => {
    const cast = await castOf();
    const elsewhere = cast.server.addGuild({ name: 'elsewhere' });
    elsewhere.addMember(cast.people.manager, { permissions: ['ManageGuild'] });
    const channel = elsewhere.addChannel({ name: 'talk' });
    await cast.server.until(() => cast.log().includes('joined-server'));
    const panel = await cast.server
      .slash(cast.people.manager, { channel, name: 'admin', subcommand: 'settings' })
      .original();
    await cast.server.click(cast.people.manager, panel, /settings:threads/).until(() => panel.edits.length > 0);
    expect((await cast.state.settings(elsewhere.id)).threads).toBe(true);
    expect((await cast.state.settings(cast.guild.id)).threads).toBe(false);
  });
});
