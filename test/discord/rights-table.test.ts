/** Who may do what, from the command to the button, as Discord's own payloads carry it. */
import { describe, expect, it } from 'vitest';
import { type BotFixture, type BotFixtureOptions, startBot } from '../support/discord-bot.js';
import type { Channel, InteractionHandle, Message, ModalValue, User } from '../support/discord-server/index.js';

const REFUSED = /^Only (?:members who manage this server|the owners of this bot)/;
const NOT_OWNER = /^Only the owners of this bot, people they named, and members who manage its home server/;

interface Cast extends BotFixture {
  people: Record<string, User>;
  dm: (user: User) => Channel;
}

/** One world for all cases: nothing in them changes it for the next. */
async function castOf({
  before = () => {},
  ...rest
}: Omit<BotFixtureOptions, 'before'> & {
  before?: (world: Pick<BotFixture, 'server' | 'guild'>, people: Cast['people']) => void;
} = {}): Promise<Cast> {
  const people: Record<string, User> = {};
  let adminRoleIds: string[] = [];
  const adminUserIds: string[] = [];
  let chosenRole = '';
  const options = {
    ...rest,
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
      const chosen = guild.addRole({ name: 'stewards', permissions: [] });
      adminRoleIds = [role.id];
      chosenRole = chosen.id;
      join('member');
      join('moderator', { permissions: ['ManageMessages'] });
      join('administrator', { permissions: ['Administrator'] });
      join('role', { roles: [role] });
      join('chosen', { roles: [chosen] });
      join('named');
      adminUserIds.push(people.named.id);
      people.manager = mia;
      people.owner = server.world.owner;
      guild.addMember(people.owner);
      before({ server, guild }, people);
      people.stranger = server.addUser({ username: 'stranger' });
    },
  };
  const bot = await startBot(options);
  await bot.state.changeSettings(bot.guild.id, { adminRoles: [chosenRole] });
  return { ...bot, people, dm: (user) => bot.server.openDm(user) };
}

type Right = 'corpus' | 'status' | 'server';
const SUBCOMMANDS: [string, Right, Record<string, string | boolean>?][] = [
  ['reindex', 'corpus', { preview: true }],
  ['remove', 'corpus', { article: 'no such title' }],
  ['status', 'status'],
  ['settings', 'server'],
  ['questions', 'server'],
  ['add', 'corpus'],
  ['helpers', 'status'],
];
/** In the only server, which is home; and once there is another, so that none is. */
const MAY: [string, { home: Right[]; elsewhere: Right[] }][] = [
  ['member', { home: [], elsewhere: [] }],
  ['moderator', { home: [], elsewhere: [] }],
  ['manager', { home: ['corpus', 'status', 'server'], elsewhere: ['status', 'server'] }],
  ['administrator', { home: ['corpus', 'status', 'server'], elsewhere: ['status', 'server'] }],
  ['role', { home: ['corpus', 'status'], elsewhere: [] }],
  ['chosen', { home: ['status', 'server'], elsewhere: ['status', 'server'] }],
  ['named', { home: ['corpus', 'status'], elsewhere: ['corpus', 'status'] }],
  ['owner', { home: ['corpus', 'status'], elsewhere: ['corpus', 'status'] }],
];
const withoutRight = (right: Right) => MAY.filter(([, { home }]) => !home.includes(right)).map(([who]) => who);

/** A modal is for those who may; it has no words of refusal. */
async function answerOrModal(asked: InteractionHandle): Promise<{ content: string }> {
  await asked.until(({ answered, modal }) => answered || modal !== undefined);
  return asked.modal ? { content: 'a modal' } : asked.original();
}

/** What each may do and mayn't, against the table; empty where all is as it should be. */
async function compare(cast: Cast, place: 'home' | 'elsewhere'): Promise<string[]> {
  const wrong: string[] = [];
  for (const [who, may] of MAY) {
    for (const [subcommand, right, options = {}] of SUBCOMMANDS) {
      const call = { channel: cast.channel, name: 'admin', subcommand, options };
      // A server can lift the veil of the default permissions.
      const asked = cast.server.slash(cast.people[who], { ...call, permissionOverridden: true });
      const { content } = await answerOrModal(asked);
      const sentence = right === 'corpus' ? NOT_OWNER : REFUSED;
      if (REFUSED.test(content) === may[place].includes(right)) wrong.push(`${who} ${subcommand}: ${content}`);
      else if (REFUSED.test(content) && !sentence.test(content)) wrong.push(`${who} ${subcommand}, told ${content}`);
    }
  }
  return wrong;
}

describe('/admin', () => {
  it('in the only server is for those who may, whatever the command', async () => {
    expect(await compare(await castOf(), 'home')).toEqual([]);
  });

  it('in one of several servers changes the corpus for its owners alone', async () => {
    const cast = await castOf();
    cast.server.addGuild({ name: 'elsewhere' });
    await cast.server.until(() => cast.log().includes('joined-server'));
    expect(await compare(cast, 'elsewhere')).toEqual([]);
  });

  it('in a home server that is named is as in an only one, and elsewhere not', async () => {
    const homeGuildIds: string[] = [];
    const cast = await castOf({ homeGuildIds });
    homeGuildIds.push(cast.guild.id);
    cast.server.addGuild({ name: 'elsewhere' });
    await cast.server.until(() => cast.log().includes('joined-server'));
    expect(await compare(cast, 'home')).toEqual([]);
    homeGuildIds[0] = '123456789012345678';
    expect(await compare(cast, 'elsewhere')).toEqual([]);
  });

  it('knows the application’s team, without those who were only invited or may only look', async () => {
    const names = ['captain', 'mate', 'invited', 'reader'];
    const cast = await castOf({
      before: ({ server, guild }, people) => {
        const member = (name: string, membership_state: number, role: string) => {
          people[name] = server.addUser({ username: name });
          guild.addMember(people[name]);
          return { user: people[name].toPayload(), team_id: '5', membership_state, permissions: ['*'], role };
        };
        const members = [
          member('captain', 2, 'admin'),
          member('mate', 2, 'developer'),
          member('invited', 1, 'admin'),
          member('reader', 2, 'read_only'),
        ];
        server.world.team = { id: '5', name: 'crew', icon: null, owner_user_id: people.captain.id, members };
      },
    });
    const call = { channel: cast.channel, name: 'admin', subcommand: 'reindex', options: { preview: true } };
    const refused: string[] = [];
    for (const who of names) {
      const asked = cast.server.slash(cast.people[who], { ...call, permissionOverridden: true });
      if (NOT_OWNER.test((await asked.original()).content)) refused.push(who);
    }
    expect(refused).toEqual(['invited', 'reader']);
  });

  it('digest is for who manages the server', async () => {
    const cast = await castOf();
    const call = { channel: cast.channel, name: 'admin', group: 'digest', permissionOverridden: true };
    for (const [who, { home }] of MAY) {
      const may = home.includes('server');
      for (const [subcommand, options] of [
        ['add', { channel: cast.channel, hour: 8, zone: 'UTC' }],
        ['add', {}],
        ['list', {}],
        ['remove', { digest: 'none' }],
      ] as const) {
        const asked = cast.server.slash(cast.people[who], { ...call, subcommand, options });
        expect(REFUSED.test((await answerOrModal(asked)).content), `${who} ${subcommand}`).toBe(!may);
      }
      const focus = { ...call, subcommand: 'add', focused: 'zone', options: { zone: 'UTC' } };
      expect((await cast.server.autocomplete(cast.people[who], focus)).length > 0, who).toBe(may);
    }
  });

  it('in a direct message is for the owners of the corpus, without the affairs of a server', async () => {
    const cast = await castOf();
    for (const [who, may] of [
      ['named', true],
      ['owner', true],
      ['manager', false],
      ['stranger', false],
    ] as const) {
      const user = cast.people[who];
      const told = async (subcommand: string, options = {}) => {
        const call = { channel: cast.dm(user), name: 'admin', subcommand, options, permissionOverridden: true };
        return (await cast.server.slash(user, call).original()).content;
      };
      expect(NOT_OWNER.test(await told('status')), who).toBe(!may);
      expect(NOT_OWNER.test(await told('reindex', { preview: true })), who).toBe(!may);
      expect(await told('settings'), who).toBe('This works in a server only.');
    }
  });

  it('says what all servers use to the owners alone', async () => {
    const cast = await castOf({ models: { chatModel: 'openai:writer', openAiBaseUrl: 'http://127.0.0.1:9/v1' } });
    const status = async (who: string) => {
      const call = { channel: cast.channel, name: 'admin', subcommand: 'status', permissionOverridden: true };
      return (await cast.server.slash(cast.people[who], call).original()).content;
    };
    expect(await status('manager')).toContain('Used today');
    expect(await status('chosen')).not.toContain('Used today');
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
  const BUTTONS: [string, Right, (cast: Cast) => Promise<Message>, string | RegExp][] = [
    ['re-index now', 'corpus', (cast) => open(cast, 'reindex', { preview: true }), 'Re-index now'],
    ['bring back a version', 'corpus', openWithTwoVersions, 'Bring back version 1'],
    ['the settings', 'server', (cast) => open(cast, 'settings'), 'Answers'],
    ['a new digest', 'server', openDigests, 'New digest'],
  ];

  it.each(BUTTONS)('%s asks for the rights again', async (_what, right, openMessage, matcher) => {
    const cast = await castOf();
    const message = await openMessage(cast);
    for (const who of withoutRight(right)) {
      const clicked = cast.server.click(cast.people[who], message, matcher, { seesAll: true });
      expect((await clicked.original()).content, who).toMatch(REFUSED);
    }
    expect((await cast.state.settings(cast.guild.id)).threads).toBe(false);
  });

  it('the menu of digests asks for the rights again', async () => {
    const cast = await castOf();
    const options = { channel: cast.channel, hour: 8, zone: 'UTC' };
    const call = { channel: cast.channel, name: 'admin', group: 'digest', subcommand: 'add', options };
    await cast.server.slash(cast.people.manager, call).original();
    const message = await openDigests(cast);
    const [{ id }] = await cast.state.digests.of(cast.guild.id);
    for (const who of withoutRight('server')) {
      const chosen = cast.server.select(cast.people[who], message, 'digest-remove', [id], { seesAll: true });
      expect((await chosen.original()).content, who).toMatch(REFUSED);
    }
    expect(await cast.state.digests.of(cast.guild.id)).toHaveLength(1);
  });

  it.each<[string, string | RegExp, string?]>([
    ['to make a test of a question', /case-make/],
    ['to list the tests', /cases-page/],
    ['to get the tests as a file', /cases-file/],
    ['to delete a test', /case-delete/, 'listed'],
  ])('%s asks for the right to the corpus again', async (_what, matcher, isListed) => {
    const cast = await castOf();
    const page = await openQuestions(cast, isListed !== undefined);
    const [{ answer }] = await cast.state.openQuestions(cast.guild.id);
    const isMenu = /make|delete/.test(String(matcher));
    for (const who of withoutRight('corpus')) {
      const user = cast.people[who];
      const used = isMenu
        ? cast.server.select(user, page, matcher, [answer], { seesAll: true })
        : cast.server.click(user, page, matcher, { seesAll: true });
      expect((await used.original()).content, who).toMatch(NOT_OWNER);
    }
    expect(await cast.state.cases.all()).toHaveLength(1);
    // Who administers the server alone isn't shown them.
    const call = { channel: cast.channel, name: 'admin', subcommand: 'questions', permissionOverridden: true };
    const seen = await cast.server.slash(cast.people.chosen, call).original();
    expect(JSON.stringify(seen.components)).not.toMatch(/case/);
  });

  it('and a modal that was opened before the right was lost keep no test', async () => {
    const cast = await castOf();
    const page = await openQuestions(cast);
    const editor = cast.people.role;
    const [{ answer }] = await cast.state.openQuestions(cast.guild.id);
    await cast.state.cases.remove(cast.guild.id, answer);
    const opened = cast.server.select(editor, page, /case-make/, [answer], { seesAll: true });
    await opened.acknowledged;
    cast.guild.setMemberRoles(editor, []);
    const refused = await cast.server.submitModal(editor, opened, { words: 'anything' }).original();
    expect(refused.content).toMatch(NOT_OWNER);
    expect(await cast.state.cases.all()).toEqual([]);
  });

  it('is refused to who manages the only server no more than any other', async () => {
    const cast = await castOf();
    const message = await open(cast, 'reindex', { preview: true });
    cast.server.addGuild({ name: 'elsewhere' });
    await cast.server.until(() => cast.log().includes('joined-server'));
    const clicked = cast.server.click(cast.people.manager, message, 'Re-index now');
    expect((await clicked.original()).content).toMatch(NOT_OWNER);
  });

  it('is refused to who lost the role between the command and the click', async () => {
    const cast = await castOf();
    const editor = cast.people.chosen;
    const call = { channel: cast.channel, name: 'admin', subcommand: 'settings', permissionOverridden: true };
    const panel = await cast.server.slash(editor, call).original();
    const opens = () => cast.server.click(editor, panel, 'Answers');
    expect((await opens().acknowledged).modal?.title).toBe('Answers');
    cast.guild.setMemberRoles(editor, []);
    expect((await opens().original()).content).toMatch(REFUSED);
  });
});

describe('a modal of /admin', () => {
  const slash = (cast: Cast, user: User, call: object) =>
    cast.server.slash(user, {
      channel: cast.channel,
      name: 'admin',
      subcommand: '',
      permissionOverridden: true,
      ...call,
    });
  const panelModal = (label: string) => async (cast: Cast, user: User) => {
    const panel = await slash(cast, user, { subcommand: 'settings' }).original();
    return cast.server.click(user, panel, label);
  };
  const file = { filename: 'new.txt', bytes: 'The lighthouse of Skarholm was painted red.' };
  const MODALS: [string, Right, (cast: Cast, user: User) => Promise<InteractionHandle>, Record<string, ModalValue>][] =
    [
      ['for channels', 'server', panelModal('Channels'), {}],
      ['for roles', 'server', panelModal('Roles, sources and language'), { language: 'de' }],
      ['for answers', 'server', panelModal('Answers'), { threads: 'on' }],
      ['for files', 'corpus', async (cast, user) => slash(cast, user, { subcommand: 'add' }), { files: [file] }],
      [
        'for a digest',
        'server',
        async (cast, user) =>
          slash(cast, user, { group: 'digest', subcommand: 'add', options: { channel: cast.channel } }),
        {},
      ],
    ];

  it.each(MODALS)('%s asks for the rights again when it is submitted', async (_what, right, opens, fields) => {
    const cast = await castOf();
    const before = await cast.state.settings(cast.guild.id);
    const person = right === 'corpus' ? cast.people.role : cast.people.chosen;
    const opened = await (await opens(cast, person)).acknowledged;
    // A modal's id can be sent by whoever knows it.
    for (const who of withoutRight(right)) {
      const forged: InteractionHandle = Object.create(opened, { user: { value: cast.people[who] } });
      expect((await cast.server.submitModal(forged.user, forged, fields).original()).content, who).toMatch(REFUSED);
    }
    cast.guild.setMemberRoles(person, []);
    expect((await cast.server.submitModal(person, opened, fields).original()).content).toMatch(REFUSED);
    expect(await cast.state.settings(cast.guild.id)).toEqual(before);
    expect(await cast.state.digests.of(cast.guild.id)).toEqual([]);
  });

  it('with an id that is none changes nothing', async () => {
    const cast = await castOf();
    const opened = await (await panelModal('Answers')(cast, cast.people.chosen)).acknowledged;
    const before = await cast.state.settings(cast.guild.id);
    for (const id of ['settings-save:owners', 'settings-save', 'settings-save:__proto__', 'settings:answers']) {
      opened.modal!.custom_id = id;
      cast.server.submitModal(cast.people.chosen, opened, { threads: 'on' });
    }
    opened.modal!.custom_id = 'settings-save:answers';
    await cast.server.submitModal(cast.people.chosen, opened, { corrections: 'off' }).acknowledged;
    expect(await cast.state.settings(cast.guild.id)).toEqual({ ...before, corrections: 'quiet' });
  });
});

async function openDigests(cast: Cast): Promise<Message> {
  const call = { channel: cast.channel, name: 'admin', group: 'digest', subcommand: 'list' };
  return cast.server.slash(cast.people.manager, call).original();
}

/** The page of questions with one question and one test, or the list of tests behind it. */
async function openQuestions(cast: Cast, isListed = false): Promise<Message> {
  const { server, people, channel, state, guild } = cast;
  const question = 'Who designed the new lighthouse in Skarholm?';
  await server.slash(people.member, { channel, name: 'ask', options: { question } }).original();
  await server.until(() => cast.log().includes('"answered"'));
  const [{ answer }] = await state.openQuestions(guild.id);
  await state.cases.keep({ answer, guild: guild.id, question, expected: { unanswerable: true }, madeAtMs: 1 });
  const page = await open(cast, 'questions');
  if (!isListed) return page;
  await server.click(people.manager, page, /cases-page/).until(() => page.edits.length > 0);
  return page;
}

async function openWithTwoVersions(cast: Cast): Promise<Message> {
  cast.folder.write({ 'new.txt': 'The lighthouse of Skarholm was painted red.' });
  await cast.folder.reindex();
  return open(cast, 'reindex', { preview: true });
}

async function open(cast: Cast, subcommand: string, options: Record<string, boolean> = {}): Promise<Message> {
  const call = { channel: cast.channel, name: 'admin', subcommand, options };
  const asked = cast.server.slash(cast.people.manager, call);
  await asked.until(({ messages }) => (messages[0]?.components.length ?? 0) > 0, 20_000);
  return asked.messages[0];
}

describe('/admin helpers', () => {
  it('offers to each what they may change, and asks for the right again', async () => {
    const cast = await castOf();
    const { server, channel, people, guild, state } = cast;
    const elders = guild.addRole({ name: 'elders' });
    const panelOf = (who: string) =>
      server
        .slash(people[who], { channel, name: 'admin', subcommand: 'helpers', permissionOverridden: true })
        .original();
    const menusIn = (message: Message) => JSON.stringify(message.components).match(/helpers:\w+/g) ?? [];
    const [TRUST, CHANNEL, ROLE] = ['helpers:teacherRoles', 'helpers:helperChannel', 'helpers:helperRole'];
    expect(menusIn(await panelOf('manager'))).toEqual([TRUST, CHANNEL, ROLE]);
    for (const who of ['role', 'named', 'owner']) expect(menusIn(await panelOf(who)), who).toEqual([TRUST]);
    expect(menusIn(await panelOf('chosen'))).toEqual([CHANNEL, ROLE]);
    const panel = await panelOf('manager');
    const choose = (who: string, menu: string, value: string) =>
      server.select(people[who], panel, menu, [value], { seesAll: true }).original();
    for (const [who, { home }] of MAY) {
      if (!home.includes('corpus')) expect((await choose(who, TRUST, elders.id)).content, who).toMatch(NOT_OWNER);
      if (home.includes('server')) continue;
      for (const [menu, value] of [
        [CHANNEL, channel.id],
        [ROLE, elders.id],
      ])
        expect((await choose(who, menu, value)).content, `${who} ${menu}`).toMatch(REFUSED);
    }
    server.addGuild({ name: 'elsewhere' });
    await server.until(() => cast.log().includes('joined-server'));
    // No home any more, so nobody there is trusted with the corpus.
    expect(menusIn(await panelOf('manager'))).toEqual([CHANNEL, ROLE]);
    expect((await choose('owner', TRUST, elders.id)).content).toMatch(NOT_OWNER);
    expect(await state.settings(guild.id)).toMatchObject({ teacherRoles: [], helperChannel: '', helperRole: '' });
  });
});

describe('Add to the collection', () => {
  const NOT_TRUSTED = /^Only the owners of this bot, and roles that they trust in its home server/;
  const REACHED = 'There is no text in this message that could be an article.';

  it('is for the corpus’s owners and the roles that they trust in a home server, from the menu to the modal', async () => {
    const trusted = ['elder'];
    const cast = await castOf({
      before: ({ server, guild }, people) => {
        const elders = guild.addRole({ name: 'elders' });
        people.elder = server.addUser({ username: 'elder' });
        guild.addMember(people.elder, { roles: [elders] });
      },
    });
    const { server, channel, people, guild, state } = cast;
    const elders = guild.roles.find(({ name }) => name === 'elders')!;
    // Everyone is no role that could be trusted.
    await state.changeSettings(guild.id, { teacherRoles: [elders.id, guild.id] });
    const empty = server.sendMessage(people.member, channel, '', { attachments: [{ filename: 'a.png', bytes: '' }] });
    const told = async (who: string) =>
      (await server.contextMenu(people[who], { channel, name: 'Add to the collection', message: empty }).original())
        .content;
    const owners = MAY.filter(([, { home }]) => home.includes('corpus')).map(([who]) => who);
    for (const [who] of [...MAY, ...trusted.map((name) => [name])])
      expect((await told(who)) === REACHED, who).toBe([...owners, ...trusted].includes(who));
    const message = server.sendMessage(people.member, channel, 'The market in Lindvik opens at nine.');
    const call = { channel, name: 'Add to the collection', message };
    const opened = await server.contextMenu(people.elder, call).acknowledged;
    guild.setMemberRoles(people.elder, []);
    expect((await server.submitModal(people.elder, opened, {}).original()).content).toMatch(NOT_TRUSTED);
    guild.setMemberRoles(people.elder, [elders]);
    server.addGuild({ name: 'elsewhere' });
    await server.until(() => cast.log().includes('joined-server'));
    for (const who of ['elder', 'manager', 'role']) expect(await told(who), who).toMatch(NOT_TRUSTED);
    for (const who of ['named', 'owner']) expect(await told(who), who).toBe(REACHED);
    expect(await state.taught.get(message.id)).toBeUndefined();
  });
});

describe('a button', () => {
  /** As if it stood on a message that everybody sees. */
  async function use(cast: Cast, who: string, message: Message, id: string): Promise<string> {
    return (await cast.server.click(cast.people[who], message, id, { seesAll: true }).original()).content;
  }

  it('withdraws an article for its author, who added it, and the owners of the corpus alone', async () => {
    const cast = await castOf();
    const { server, channel, people, guild, state } = cast;
    const question = 'What does the repair of the ferry cost?';
    const message = await server.slash(people.member, { channel, name: 'ask', options: { question } }).original();
    const taught = { guild: guild.id, path: 'added/none.md', author: people.member.id, adder: people.moderator.id };
    const may = ['member', 'moderator', ...MAY.filter(([, { home }]) => home.includes('corpus')).map(([who]) => who)];
    const rows = JSON.stringify(message.components);
    for (const [i, [who]] of MAY.entries()) {
      await state.taught.begin({ ...taught, message: `m${i}`, taughtAtMs: 1 });
      message.components = JSON.parse(rows.replace(/like:[^"]+/, `withdraw:m${i}`));
      const isRefused = !may.includes(who);
      if (isRefused) expect(await use(cast, who, message, `withdraw:m${i}`), who).toMatch(/^Only who wrote it/);
      else await server.click(people[who], message, `withdraw:m${i}`, { seesAll: true }).acknowledged;
      const after = await state.taught.get(`m${i}`);
      expect(after !== undefined && after.withdrawnAtMs === undefined, who).toBe(isRefused);
    }
    await state.taught.begin({ ...taught, guild: '1', message: 'elsewhere', taughtAtMs: 1 });
    message.components = JSON.parse(rows.replace(/like:[^"]+/, 'withdraw:elsewhere'));
    expect(await use(cast, 'owner', message, 'withdraw:elsewhere')).toBe('It is no longer in the collection.');
    expect((await state.taught.get('elsewhere'))?.withdrawnAtMs).toBeUndefined();
  });

  it('hands a question to people for its asker alone, whoever manages what', async () => {
    const cast = await castOf();
    const { server, channel, guild, state } = cast;
    await state.changeSettings(guild.id, { helperChannel: channel.id });
    const question = 'Who designed the new lighthouse in Skarholm?';
    const message = await server.slash(cast.ben, { channel, name: 'ask', options: { question } }).original();
    for (const [who] of MAY)
      expect(await use(cast, who, message, 'Ask a person'), who).toBe(
        'Only who asked can hand this question to a person.',
      );
  });
});

describe('/follow', () => {
  const REFUSED_HERE = /^Only members who may manage this channel/;
  const follow = (cast: Cast, who: string, where: string) =>
    cast.server.slash(cast.people[who], {
      ...{ channel: cast.channel, name: 'follow', subcommand: 'topic', options: { topic: `of ${who}`, where } },
    });

  it('in a channel, from the command to the button, is for who manages the channel or the server', async () => {
    const cast = await castOf({
      before: ({ server, guild }, people) => {
        people.keeper = server.addUser({ username: 'keeper' });
        guild.addMember(people.keeper, { permissions: ['ManageChannels'] });
      },
    });
    const all: [string, boolean][] = [
      ...MAY.map(([who, { home }]): [string, boolean] => [who, home.includes('server')]),
      ['keeper', true],
    ];
    for (const [who, may] of all) {
      const here = await follow(cast, who, 'here').original();
      expect(REFUSED_HERE.test(here.content), `${who} here`).toBe(!may);
      expect((await follow(cast, who, 'dm').original()).content, `${who} for themselves`).toMatch(/^I will tell you/);
    }
    const followed = await cast.state.follows.of({ channel: cast.channel.id });
    expect(followed).toHaveLength(all.filter(([, may]) => may).length);
    cast.folder.write({ 'news.md': 'All of manager and of nobody else.\n' });
    await cast.folder.reindex();
    await cast.tick();
    const message = cast.channel.last!;
    for (const [who, may] of all.filter(([, isAllowed]) => !isAllowed)) {
      const clicked = await cast.server.click(cast.people[who], message, 'Stop following').original();
      expect(REFUSED_HERE.test(clicked.content), `${who} stops`).toBe(!may);
    }
    expect(await cast.state.follows.of({ channel: cast.channel.id })).toHaveLength(followed.length);
  });

  it('of one’s own is nobody else’s to stop', async () => {
    const cast = await castOf();
    await follow(cast, 'member', 'dm').original();
    const [{ id }] = await cast.state.follows.of({ user: cast.people.member.id });
    const call = { channel: cast.channel, name: 'follow', subcommand: 'stop', options: { topic: id } };
    for (const who of ['manager', 'owner', 'named'])
      expect((await cast.server.slash(cast.people[who], call).original()).content, who).toMatch(
        /^There is no such topic/,
      );
    expect((await cast.server.slash(cast.people.member, call).original()).content).toMatch(/^I tell no more/);
  });
});

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
    const opened = await cast.server.click(cast.people.manager, panel, 'Answers').acknowledged;
    const saved = cast.server.submitModal(cast.people.manager, opened, { threads: 'on' });
    await saved.until(() => panel.edits.length > 0);
    expect((await cast.state.settings(elsewhere.id)).threads).toBe(true);
    expect((await cast.state.settings(cast.guild.id)).threads).toBe(false);
  });
});

describe('an answer of one server', () => {
  const CANARY = /kanarie|Heron/;
  const SECRET =
    '---\ntitle: The Heron papers\nsource: Heron desk\n---\nThe kanarie was hidden in the Heron papers by Ida.\n';

  it('gives another server nothing, whichever of its custom ids is sent there', async () => {
    const bot = await startBot({ articles: { 'secret.md': SECRET } });
    const { server, guild, channel, ann, ben, state } = bot;
    const options = { question: 'Where was the kanarie hidden?' };
    const answer = await server.slash(ann, { channel, name: 'ask', options }).original();
    expect(JSON.stringify([answer.content, answer.components])).toMatch(CANARY);
    const id = /"quote:([\w-]+):/.exec(JSON.stringify(answer.components))![1];
    const elsewhere = server.addGuild({ name: 'elsewhere' });
    elsewhere.addMember(ben, { permissions: ['ManageGuild', 'ManageMessages'] });
    const talk = elsewhere.addChannel({ name: 'talk' });
    await server.until(() => bot.log().includes('joined-server'));
    await state.changeSettings(elsewhere.id, { sources: ['another desk'] });
    const help = await server.slash(ben, { channel: talk, name: 'sources' }).original();
    const actions = ['quote', 'why', 'more', 'share', 'follow-up', 'within', 'summarize-cited', 'tell-later', 'like']
      .concat('dislike', 'delete')
      .map((action) => `${action}:${id}:0`)
      .concat(`summary-page:0:${id}`);
    for (const custom_id of actions) {
      help.components = [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id }] }] as never;
      const clicked = server.click(ben, help, 'x');
      await clicked.acknowledged;
      await clicked.until(({ answered, modal }) => answered || modal !== undefined);
      const told = JSON.stringify([clicked.modal, clicked.messages.map(({ content, embeds }) => [content, embeds])]);
      expect(told, custom_id).not.toMatch(CANARY);
    }
    expect(answer.deleted).toBe(false);
    expect(await state.answer(id)).toMatchObject({ guild: guild.id });
    expect(JSON.stringify(talk.messages.map(({ content, components }) => [content, components]))).not.toMatch(CANARY);
  });
});
