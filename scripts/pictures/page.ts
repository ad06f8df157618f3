/** Messages as the bot sent them, laid out as Discord lays them out, by web components that draw Discord. */
import { ComponentType } from 'discord-api-types/v10';
import type { Embed, Json, Message, Modal } from '../../test/support/discord-server/index.js';

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('\u200b', '');

/** Discord's markup as far as the bot uses it; a backslash shows the next sign as it is. */
export function toHtml(markup: string): string {
  const inline = (text: string): string => {
    const kept: string[] = [];
    const keep = (html: string) => `\u0001${kept.push(html) - 1}\u0002`;
    const html = escapeHtml(text.replace(/\\([^\p{L}\p{N}\s])/gu, (_all, sign: string) => keep(escapeHtml(sign))))
      .replace(/\[([^\]]+)\]\(&#60;(.+?)&#62;\)/g, (_all, label: string, url: string) =>
        keep(`<discord-link href="${url}">${label}</discord-link>`),
      )
      .replace(/`([^`]+)`/g, (_all, code: string) => keep(`<discord-code>${code}</discord-code>`))
      .replace(/&#60;t:\d+:(\w)&#62;/g, (_all, style: string) =>
        keep(`<discord-time>${style === 'R' ? 'a few seconds ago' : 'today'}</discord-time>`),
      )
      .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
      .replace(/__(.+?)__/g, '<u>$1</u>');
    const restore = (part: string): string =>
      part.replace(/\u0001(\d+)\u0002/g, (_all, place: string) => restore(kept[Number(place)]));
    return restore(html);
  };
  return markup
    .split('\n')
    .map((line) => {
      if (line.startsWith('-# ')) return `<small>${inline(line.slice(3))}</small>`;
      if (line.startsWith('> ')) return `<discord-quote>${inline(line.slice(2))}</discord-quote>`;
      return inline(line);
    })
    .join('<br>')
    .replaceAll('</discord-quote><br>', '</discord-quote>');
}

const BUTTON_TYPES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive' };

function component(part: Json): string {
  const emoji = (part.emoji as { name?: string } | undefined)?.name ?? '';
  const label = [emoji, part.label].filter(Boolean).join(' ');
  if (part.type === 2)
    return part.style === 5
      ? `<discord-button url="${escapeHtml(String(part.url))}">${escapeHtml(label)}</discord-button>`
      : `<discord-button type="${BUTTON_TYPES[Number(part.style)]}">${escapeHtml(label)}</discord-button>`;
  const placeholder = escapeHtml(String(part.placeholder ?? ''));
  return `<discord-string-select-menu placeholder="${placeholder}"></discord-string-select-menu>`;
}

const inner = (part: Json): Json[] => (part.components as Json[] | undefined) ?? [];

const row = (part: Json) => `<discord-action-row>${inner(part).map(component).join('')}</discord-action-row>`;

/** A layout's components, which the drawing package doesn't know yet. */
function block(part: Json): string {
  switch (part.type) {
    case ComponentType.Container:
      return `<div class="container">${inner(part).map(block).join('')}</div>`;
    case ComponentType.Section:
      return `<div class="section"><div>${inner(part).map(block).join('')}</div>${row({ components: [part.accessory] })}</div>`;
    case ComponentType.Separator:
      return '<hr>';
    case ComponentType.TextDisplay:
      return `<div class="text">${toHtml(String(part.content))}</div>`;
    default:
      return row(part);
  }
}

function embed({ title, description, author, footer, url, fields = [] }: Embed): string {
  const attributes = [
    title && `embed-title="${escapeHtml(title.replace(/\\(.)/g, '$1'))}"`,
    author && `author-name="${escapeHtml(author.name)}"`,
    url && `url="${escapeHtml(url)}"`,
  ].filter(Boolean);
  const list = fields
    .map(
      ({ name, value, inline }) =>
        `<discord-embed-field field-title="${escapeHtml(name)}" ${inline ? 'inline inline-index="1"' : ''}>${toHtml(value)}</discord-embed-field>`,
    )
    .join('');
  return `<discord-embed slot="embeds" color="#5865f2" ${attributes.join(' ')}>
    <discord-embed-description slot="description">${toHtml(description ?? '')}</discord-embed-description>
    ${list ? `<discord-embed-fields slot="fields">${list}</discord-embed-fields>` : ''}
    ${footer ? `<discord-embed-footer slot="footer">${escapeHtml(footer.text)}</discord-embed-footer>` : ''}
  </discord-embed>`;
}

export interface Scene {
  /** Who asked, and by which command; none for what a click opened. */
  asker?: string;
  command?: string;
  message?: Message;
  /** In place of a message. */
  modal?: Modal;
  isEphemeral?: boolean;
}

export interface Look {
  bot: string;
  asker: string;
  isLight: boolean;
}

const DARK = { page: '#313338', card: '#2b2d31', line: '#3f4147', text: '#dbdee1', small: '#949ba4', field: '#1e1f22' };
const LIGHT = { page: '#fff', card: '#f2f3f5', line: '#d5d7dc', text: '#313338', small: '#5c5e66', field: '#e3e5e8' };

export function page(scene: Scene, look: Look): string {
  const colours = look.isLight ? LIGHT : DARK;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script type="module">import '@skyra/discord-components-core';</script>
<style>
  html, body { margin: 0; background: ${colours.page}; }
  discord-messages { border: none; padding: 8px 0 14px; min-height: 0; }
  small { font-size: 0.8em; color: ${colours.small}; }
  body { font-family: "gg sans", "Noto Sans", "DejaVu Sans", sans-serif; }
  .layout { display: flex; flex-direction: column; gap: 8px; max-width: 600px; padding-top: 4px; }
  .container {
    display: flex; flex-direction: column; gap: 8px; padding: 12px 16px; border-radius: 8px;
    border: 1px solid ${colours.line}; background: ${colours.card};
  }
  .section { display: flex; justify-content: space-between; align-items: center; gap: 12px; }
  .section > :last-child { flex: none; }
  hr { width: 100%; margin: 0; border: none; border-top: 1px solid ${colours.line}; }
  .modal {
    display: flex; flex-direction: column; gap: 16px; max-width: 420px; margin: 16px auto; padding: 16px 20px;
    border-radius: 8px; border: 1px solid ${colours.line}; background: ${colours.card}; color: ${colours.text};
  }
  .modal h1 { margin: 0; font-size: 20px; }
  .modal label { display: flex; flex-direction: column; gap: 8px; font-weight: 600; font-size: 14px; }
  .modal label span { font-weight: 400; font-size: 15px; }
  .modal i { display: inline-block; width: 16px; height: 16px; margin-right: 10px; vertical-align: -3px;
    border: 2px solid ${colours.small}; border-radius: 4px; box-sizing: border-box; }
  .modal i.radio { border-radius: 50%; }
  .modal i.set { background: #5865f2; border-color: #5865f2; }
  .modal .field { min-height: 20px; padding: 9px 12px; border-radius: 6px; background: ${colours.field}; font-weight: 400; }
  .modal .long { min-height: 64px; }
  .modal .send { align-self: flex-end; padding: 9px 20px; border-radius: 6px; background: #5865f2; color: #fff; }
</style></head><body>${scene.modal ? modalHtml(scene.modal) : messageHtml(scene, look)}</body></html>`;
}

function messageHtml({ asker, command, message, isEphemeral }: Scene, { isLight, ...avatars }: Look): string {
  if (!message) return '';
  const parts = message.components as unknown as Json[];
  const reply = command
    ? `<discord-command slot="reply" author="${asker}" avatar="${avatars.asker}" role-color="#f0b232" command="${command}"></discord-command>`
    : '';
  const controls = message.isLaidOut ? '' : parts.map(row).join('');
  const said = message.isLaidOut ? `<div class="layout">${parts.map(block).join('')}</div>` : toHtml(message.content);
  return `<discord-messages ${isLight ? 'light-theme' : ''}>
  <discord-message author="Footnote" avatar="${avatars.bot}" bot ${isEphemeral ? 'ephemeral' : ''} timestamp="Today at 12:00">
    ${reply}${said}${message.embeds.map(embed).join('')}
    ${controls ? `<discord-attachments slot="components">${controls}</discord-attachments>` : ''}
  </discord-message>
</discord-messages>`;
}

function modalHtml({ title, components }: Modal): string {
  const fields = (components as unknown as Json[]).map((part) => {
    if (part.type === ComponentType.TextDisplay) return `<div>${toHtml(String(part.content))}</div>`;
    return `<label>${escapeHtml(String(part.label))}${field(part.component as Json)}</label>`;
  });
  return `<div class="modal"><h1>${escapeHtml(title)}</h1>${fields.join('')}<div class="send">Submit</div></div>`;
}

function field(part: Json): string {
  const options = (part.options as { label: string; default?: boolean }[] | undefined) ?? [];
  const boxes = (kind: string) =>
    options.map(
      ({ label, default: isSet }) => `<span><i class="${kind} ${isSet ? 'set' : ''}"></i>${escapeHtml(label)}</span>`,
    );
  if (part.type === ComponentType.CheckboxGroup) return boxes('box').join('');
  if (part.type === ComponentType.RadioGroup) return boxes('radio').join('');
  const shown = String(part.value ?? part.placeholder ?? options.find((one) => one.default)?.label ?? '');
  return `<div class="field ${part.style === 2 ? 'long' : ''}">${escapeHtml(shown)}</div>`;
}

/** The components' own imports, as a browser finds them under the folder of packages. */
const IMPORTS: Record<string, string> = {
  '@skyra/discord-components-core': '/node_modules/@skyra/discord-components-core/dist/index.js',
  lit: '/node_modules/lit/index.js',
  'lit/': '/node_modules/lit/',
  'lit-html': '/node_modules/lit-html/lit-html.js',
  'lit-html/': '/node_modules/lit-html/',
  'lit-element/': '/node_modules/lit-element/',
  'lit-element/lit-element.js': '/node_modules/lit-element/lit-element.js',
  '@lit/context': '/node_modules/@lit/context/index.js',
  '@lit/reactive-element': '/node_modules/@lit/reactive-element/reactive-element.js',
  '@lit/reactive-element/': '/node_modules/@lit/reactive-element/',
};
