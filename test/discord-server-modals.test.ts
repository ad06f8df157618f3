/** Modals of the local Discord: what it refuses, what a user fills in, and how the real client reads it. */
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DiscordServer, type Json } from './support/discord-server/index.js';
import { checkComponents } from './support/discord-server/limits/component-limits.js';
import { FieldErrors } from './support/discord-server/limits/field-errors.js';
import { checkModal } from './support/discord-server/limits/modal-limits.js';

const labelled = (component: object, label = 'Label') => ({ type: 18, label, component });
const modalOf = (...components: object[]) => ({ custom_id: 'modal', title: 'Title', components });
const options = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, i) => ({ label: `Option ${i}`, value: String(i), ...more }));
const radios = (count: number, more: object = {}) => ({ type: 21, custom_id: 'radio', options: options(count, more) });
const boxes = (count: number, more: object = {}) => ({
  type: 22,
  custom_id: 'boxes',
  options: options(count),
  ...more,
});
const upload = (more: object = {}) => ({ type: 19, custom_id: 'files', ...more });
const channels = (more: object = {}) => ({ type: 8, custom_id: 'channels', ...more });
const person = (id: string) => ({ id, type: 'channel' });

describe('a modal', () => {
  it.each<[string, object]>([
    ['two radios', radios(2)],
    ['ten radios', radios(10)],
    ['one box', boxes(1)],
    ['ten boxes, of which none has to be ticked', boxes(10, { required: false, min_values: 0 })],
    ['ten files of ten kinds', upload({ max_values: 10, file_types: Array(10).fill('.pdf') })],
    ['no file', upload({ required: false, min_values: 0 })],
    ['a single checkbox', { type: 23, custom_id: 'box', default: true }],
    ['as many channels as are chosen', channels({ max_values: 2, default_values: [person('1'), person('2')] })],
  ])('takes %s', (_, field) => {
    expect(() => checkModal(modalOf(labelled(field)))).not.toThrow();
  });

  it.each<[string, object]>([
    ['one radio', radios(1)],
    ['eleven radios', radios(11)],
    ['two radios chosen at first', radios(2, { default: true })],
    ['two radios of one value', radios(2, { value: 'same' })],
    ['a radio without a label', radios(2, { label: '' })],
    ['a radio of 101 characters', radios(2, { label: 'x'.repeat(101) })],
    ['no box', boxes(0)],
    ['eleven boxes', boxes(11)],
    ['more ticks than boxes', boxes(2, { max_values: 3 })],
    ['fewer ticks than the least', boxes(3, { min_values: 3, max_values: 2 })],
    ['boxes that must be ticked, or not', boxes(2, { min_values: 0 })],
    ['eleven files', upload({ max_values: 11 })],
    ['a file that is needed, or not', upload({ min_values: 0 })],
    ['eleven kinds of files', upload({ file_types: Array(11).fill('.pdf') })],
    ['a kind of files without a dot', upload({ file_types: ['pdf'] })],
    ['a field without an id', { ...radios(2), custom_id: undefined }],
    ['a button', { type: 2, style: 1, custom_id: 'button', label: 'Button' }],
    ['a menu that is switched off', channels({ disabled: true })],
    ['more channels chosen than may be', channels({ default_values: [person('1'), person('2')] })],
    ['text beyond its own bound', { type: 4, custom_id: 'text', style: 1, max_length: 3, value: 'long' }],
  ])('refuses %s', (_, field) => {
    expect(() => checkModal(modalOf(labelled(field)))).toThrow('Invalid Form Body');
  });

  it('refuses a label of 46 characters, six labels, and a field without one', () => {
    const many = Array.from({ length: 6 }, (_, i) => labelled({ ...radios(2), custom_id: `radio ${i}` }));
    for (const modal of [modalOf(labelled(radios(2), 'x'.repeat(46))), modalOf(...many), modalOf(radios(2))])
      expect(() => checkModal(modal)).toThrow('Invalid Form Body');
  });

  it('alone holds what modals hold', () => {
    for (const field of [upload(), radios(2), boxes(2), { type: 23, custom_id: 'box' }, labelled(radios(2))]) {
      const row = { type: 1, components: [field] };
      for (const [component, isV2] of [
        [row, false],
        [field, true],
        [{ type: 17, components: [field] }, true],
      ] as const) {
        const errors = new FieldErrors();
        checkComponents(errors, ['components'], [component], isV2);
        expect(errors.isEmpty, JSON.stringify(component)).toBe(false);
      }
    }
  });
});

it('what is filled in arrives in the real client as it was', async () => {
  const server = await DiscordServer.start();
  onTestFinished(() => server.stop());
  const guild = server.addGuild();
  const anna = server.addUser({ username: 'anna' });
  guild.addMember(anna);
  const channel = guild.addChannel({ name: 'open' });
  const overwrites = [{ target: 'everyone' as const, deny: ['SendMessages' as const] }];
  const closed = guild.addChannel({ name: 'closed', overwrites });
  const role = guild.addRole({ name: 'editors', permissions: [] });
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: server.apiUrl, version: '10' } });
  onTestFinished(() => client.destroy());
  let seen: Json = {};
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        ...{ custom_id: 'modal', title: 'Title' },
        components: [
          labelled({ ...radios(2), required: false }, 'Radio'),
          labelled(boxes(3), 'Boxes'),
          labelled({ type: 23, custom_id: 'box', default: true }, 'Box'),
          labelled(upload({ max_values: 2 }), 'Files'),
          labelled(channels({ max_values: 2 }), 'Channels'),
        ],
      } as never);
    if (!interaction.isModalSubmit()) return;
    const { fields } = interaction;
    const files = fields.getUploadedFiles('files', true);
    const chosen = fields.getSelectedChannels('channels', true);
    seen = {
      radio: fields.getRadioGroup('radio'),
      boxes: fields.getCheckboxGroup('boxes'),
      box: fields.getCheckbox('box'),
      files: await Promise.all(files.map(async ({ name, url }) => `${name} ${await (await fetch(url)).text()}`)),
      channels: chosen.map((one) => 'appPermissions' in one && one.appPermissions?.missing(['SendMessages'])),
    };
    await interaction.reply('seen');
  });
  await client.login(server.token);
  await server.until(() => server.identifies > 0 && client.isReady());
  await client.application!.commands.set([{ name: 'open', description: 'opens' }]);
  const opened = await server.slash(anna, { channel, name: 'open' }).acknowledged;
  const good = {
    ...{
      boxes: ['0', '2'],
      files: [
        { filename: 'a.txt', bytes: 'one' },
        { filename: 'b.txt', bytes: 'two' },
      ],
    },
    channels: [channel, closed],
  };
  const refused: [object, RegExp][] = [
    [{ radio: '9' }, /doesn't offer 9/],
    [{ boxes: [] }, /"boxes" is required/],
    [{ files: Array(3).fill({ filename: 'a.txt', bytes: '' }) }, /takes 1 to 2 values, not 3/],
    [{ channels: [role] }, /doesn't take this value/],
    [{ nothing: 'x' }, /has no field "nothing"/],
  ];
  for (const [change, why] of refused)
    expect(() => server.submitModal(anna, opened, { ...good, ...change })).toThrow(why);
  await server.submitModal(anna, opened, good).original();
  expect(seen).toEqual({
    ...{ radio: null, boxes: ['0', '2'], box: true, files: ['a.txt one', 'b.txt two'] },
    channels: [[], ['SendMessages']],
  });
});
