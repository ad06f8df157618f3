/** Who may ask in a server: its lists of roles and people, at every way to ask. */
import { describe, expect, it } from 'vitest';
import { type AskingLists, mayAsk, type Person } from '../../src/discord/rights.js';
import { advance, type BotFixture, startBot } from '../support/discord-bot.js';
import type { Channel, InteractionHandle, Message, Role, User } from '../support/discord-server/index.js';
import { answerTo } from '../support/read-components.js';

const MAY_NOT = /^You may not ask me questions in Harbour town; its administrators decide who may\.$/;
const NO_LISTS: AskingLists = { askRoles: [], askPeople: [], blockedRoles: [], blockedPeople: [] };

describe('mayAsk', () => {
  const person = (roles: string[] = []): Person => ({
    id: 'me',
    server: { id: 's', permissions: { has: () => true }, roles, ownerId: 'me' },
  });

  it.each<[string, Partial<AskingLists>, string[], boolean]>([
    ['nobody is listed', {}, [], true],
    ['one’s role is blocked', { blockedRoles: ['r'] }, ['r'], false],
    ['another role is blocked', { blockedRoles: ['r'] }, ['q'], true],
    ['one is blocked oneself', { blockedPeople: ['me'] }, [], false],
    ['one is blocked oneself and allowed', { blockedPeople: ['me'], askPeople: ['me'] }, [], false],
    ['one’s role is blocked and one is allowed', { blockedRoles: ['r'], askPeople: ['me'] }, ['r'], true],
    ['one’s roles are blocked and allowed', { blockedRoles: ['r'], askRoles: ['q'] }, ['r', 'q'], false],
    ['one’s role is allowed', { askRoles: ['r'] }, ['r'], true],
    ['others alone are allowed', { askRoles: ['r'], askPeople: ['you'] }, [], false],
  ])('where %s', (_what, lists, roles, may) => {
    expect(mayAsk(person(roles), { ...NO_LISTS, ...lists })).toBe(may);
  });

  it('refuses nobody where there is no server', () => {
    expect(mayAsk({ id: 'me' }, { ...NO_LISTS, blockedPeople: ['me'], askRoles: ['r'] })).toBe(true);
  });
});

interface World {
  bot: BotFixture;
  aside: Channel;
  people: Record<string, User>;
  answer: Message;
  abstention: Message;
  said: Message;
}

/** Who, and whether they may ask. */
const PEOPLE: Record<string, boolean> = {
  member: true,
  'allowed person': true,
  'blocked person': false,
  'blocked role': false,
  'blocked manager': false,
};

/** Each way to ask; true where the bot answers. */
const WAYS: Record<string, (world: World, user: User, may: boolean) => Promise<boolean>> = {
  ask: (world, user) => isAnswered(slash(world, user, 'ask', undefined, { question: 'Why does the ferry not sail?' })),
  'summarize a topic': (world, user) => isAnswered(slash(world, user, 'summarize', 'topic', { topic: 'ferry' })),
  follow: (world, user) => isAnswered(slash(world, user, 'follow', 'topic', { topic: `of ${user.username}` })),
  'ask about a message': (world, user) => isAnswered(menu(world, user, 'Ask about this')),
  'check a message': (world, user) => isAnswered(menu(world, user, 'Check against the articles')),
  'summarize a link': (world, user) => isAnswered(menu(world, user, 'Summarize the linked article')),
  'suggested outlets': ({ bot: { server, channel } }, user) =>
    isSuggested(server.autocomplete(user, { channel, name: 'ask', focused: 'source', options: { source: '' } })),
  'suggested titles': ({ bot: { server, channel } }, user) => {
    const call = { channel, name: 'summarize', subcommand: 'article', focused: 'title', options: { title: '' } };
    return isSuggested(server.autocomplete(user, call));
  },
  'follow up': async ({ bot: { server }, answer }, user) => {
    const clicked = server.click(user, answer, 'Follow up');
    await clicked.until(({ answered, modal }) => answered || modal !== undefined);
    return clicked.modal !== undefined;
  },
  'the modal of a follow-up': async ({ bot, answer }, user) => {
    const opened = await bot.server.click(bot.ann, answer, 'Follow up').acknowledged;
    const forged: InteractionHandle = Object.create(opened, { user: { value: user } });
    return isAnswered(bot.server.submitModal(user, forged, { question: 'What does the repair cost?' }));
  },
  'tell me later': ({ bot: { server }, abstention }, user) =>
    isAnswered(server.click(user, abstention, 'Tell me when there is an answer')),
  mention: ({ bot: { server, channel } }, user, may) =>
    isReplied(server, channel, user, may, `<@${server.world.bot.id}> Why does the ferry not sail?`),
  'a channel set aside': ({ bot: { server }, aside }, user, may) =>
    isReplied(server, aside, user, may, 'Why does the ferry not sail?'),
};

const slash = ({ bot: { server, channel } }: World, user: User, name: string, subcommand?: string, options = {}) =>
  server.slash(user, { channel, name, ...(subcommand && { subcommand }), options });

const menu = ({ bot: { server, channel }, said }: World, user: User, name: string) =>
  server.contextMenu(user, { channel, name, message: said });

async function isAnswered(asked: InteractionHandle): Promise<boolean> {
  const message = await answerTo(asked);
  if (!MAY_NOT.test(message.content)) return true;
  expect(message.ephemeral).toBe(true);
  return false;
}

const isSuggested = async (choices: Promise<unknown[]>) => (await choices).length > 0;

/** A message after it is answered by then. */
async function isReplied(
  server: BotFixture['server'],
  channel: Channel,
  user: User,
  may: boolean,
  text: string,
): Promise<boolean> {
  const members = [...channel.guild!.members.values()];
  const { user: witness } = members.find((member) => member.user.username === 'witness')!;
  const isAnswered = (message: Message) => channel.messages.some(({ reference }) => reference === message);
  const message = server.sendMessage(user, channel, text);
  const later = server.sendMessage(witness, channel, text);
  await server.until(() => isAnswered(later) && (!may || isAnswered(message)));
  return isAnswered(message);
}

async function makeWorld(): Promise<World> {
  const people: Record<string, User> = {};
  let unwanted: Role | undefined;
  const bot = await startBot({
    before: ({ server, guild }) => {
      unwanted = guild.addRole({ name: 'unwanted' });
      const join = (name: string, member: Parameters<typeof guild.addMember>[1] = {}) => {
        people[name] = server.addUser({ username: name.replaceAll(' ', '_') });
        guild.addMember(people[name], member);
      };
      join('witness');
      join('member');
      join('allowed person', { roles: [unwanted] });
      join('blocked person');
      join('blocked role', { roles: [unwanted] });
      join('blocked manager', { permissions: ['ManageGuild'] });
    },
  });
  const { server, guild, channel, ann, state } = bot;
  const aside = guild.addChannel({ name: 'aside' });
  const ask = (question: string) => answerTo(server.slash(ann, { channel, name: 'ask', options: { question } }));
  const answer = await ask('Why does the ferry not sail?');
  const abstention = await ask('Which kind of violin did the astronaut tune?');
  const said = server.sendMessage(ann, channel, 'The ferry sails again: https://example.org/ferry');
  await state.changeSettings(guild.id, {
    askChannels: [aside.id],
    blockedRoles: [unwanted!.id],
    blockedPeople: [people['blocked person'].id, people['blocked manager'].id],
    askPeople: [people['allowed person'].id],
    askRoles: [guild.id],
  });
  return { bot, aside, people, answer, abstention, said };
}

describe('a server’s lists of who may ask', () => {
  it('hold at every way to ask, and are told to nobody else', async () => {
    const world = await makeWorld();
    const wrong: string[] = [];
    for (const [who, may] of Object.entries(PEOPLE))
      for (const [what, way] of Object.entries(WAYS)) {
        advance(world.bot, 10_000);
        if ((await way(world, world.people[who], may)) !== may) wrong.push(`${who}: ${what}`);
      }
    expect(wrong).toEqual([]);
    expect(world.bot.channel.messages.filter(({ content }) => MAY_NOT.test(content))).toEqual([]);
  });

  it('are told to a person once, by direct message, and never in a channel', async () => {
    const { bot, aside, people } = await makeWorld();
    const { server, channel } = bot;
    const user = people['blocked person'];
    for (const place of [channel, aside, channel]) {
      advance(bot, 10_000);
      await isReplied(server, place, user, false, `<@${server.world.bot.id}> Why does the ferry not sail?`);
    }
    const told = server.openDm(user).messages.map(({ content }) => content);
    expect(told).toEqual([expect.stringMatching(MAY_NOT)]);
  });

  it('lock nobody out of /admin, nor of what is kept of them', async () => {
    const { bot, people } = await makeWorld();
    const { server, channel } = bot;
    const manager = people['blocked manager'];
    const panel = await server.slash(manager, { channel, name: 'admin', subcommand: 'settings' }).original();
    const opened = await server.click(manager, panel, 'Who may ask').acknowledged;
    const saved = server.submitModal(manager, opened, { blockedPeople: [] });
    await saved.until(() => panel.edits.length > 0);
    for (const name of ['privacy', 'help', 'sources'])
      expect((await server.slash(people['blocked role'], { channel, name }).original()).content).not.toMatch(MAY_NOT);
    const question = 'Why does the ferry not sail?';
    const asked = server.slash(manager, { channel, name: 'ask', options: { question } });
    expect((await answerTo(asked)).content).toContain('[1]');
  });

  it('keep what was found later from who was blocked meanwhile', async () => {
    const bot = await startBot();
    const { server, ann, channel, guild, state } = bot;
    const options = { question: 'Who designed the lighthouse in Vik?' };
    const nothing = await answerTo(server.slash(ann, { channel, name: 'ask', options }));
    await server.click(ann, nothing, 'Tell me when there is an answer').original();
    await state.changeSettings(guild.id, { blockedPeople: [ann.id] });
    bot.folder.write({ 'new.md': 'The architect Nora Dahl designed the lighthouse in Vik.\n' });
    await bot.folder.reindex();
    for (let i = 0; i < 4; i++) {
      advance(bot, 3_000);
      await bot.tick();
    }
    expect(bot.log()).toContain('notice-void');
    const said = [...channel.messages, ...server.openDm(ann).messages].map((message) =>
      JSON.stringify(message.content),
    );
    expect(said.join()).not.toContain('Nora Dahl');
  });
});
