/** How reading pages look, on a phone and at night too. The policy names this very style by its digest and lets in no other. */
import { createHash } from 'node:crypto';

export const STYLE = `
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1f2328; --soft: #57606a; --line: #d8dde2; --link: #0b57d0; --mark: #ffe58a; --marked: #1f2328; --note: #fff4d6; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e4e6e9; --soft: #a4acb5; --line: #3a3f46; --link: #9cc2ff; --mark: #6b5600; --marked: #ffffff; --note: #35301c; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.65 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; padding-bottom: 1.25rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2rem 0 .75rem; }
h1 { font-size: 1.9rem; margin: 0 0 .75rem; }
h2 { font-size: 1.35rem; }
h3, h4, h5, h6 { font-size: 1.125rem; }
p, ul, ol, pre, blockquote, .wide { margin: 0 0 1.1rem; }
.about, .note, .caption, footer, table { font-family: system-ui, sans-serif; font-size: .95rem; line-height: 1.5; }
.about { margin: 0; color: var(--soft); }
.about + .about { margin-top: .35rem; }
.note { background: var(--note); border-left: .25rem solid var(--line); padding: .6rem .9rem; }
.caption { color: var(--soft); }
.lines { white-space: pre-line; }
a { color: var(--link); }
ul, ol { padding-left: 1.6rem; }
li { margin-bottom: .3rem; }
li > ul, li > ol { margin: .3rem 0 0; }
blockquote { border-left: .2rem solid var(--line); padding-left: 1rem; margin-left: 0; }
pre { border: 1px solid var(--line); border-radius: .3rem; padding: .7rem .9rem; font: .9rem/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; overflow-wrap: normal; }
th, td { min-width: 6rem; border: 1px solid var(--line); padding: .35rem .6rem; text-align: start; vertical-align: top; }
mark { background: var(--mark); color: var(--marked); padding: .05em .1em; border-radius: .15rem; scroll-margin-top: 30vh; }
::target-text { background: var(--mark); color: var(--marked); }
footer { margin-top: 2.5rem; padding-top: 1rem; padding-bottom: 2.5rem; color: var(--soft); }
@media (min-width: 44rem) { footer { border-top: 1px solid var(--line); } }
`;

export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
