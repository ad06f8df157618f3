/**
 * Takes out of a reply, as it arrives, what a model writes for itself: thoughts between tags, channels of its template, and the
 * template's own signs. A thought that was never opened is closed all the same: then what came before is void.
 */

/** A pair of tags around thoughts, in the forms that models use. */
const OPENED = [
  /<(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis|seed:think)>/i,
  /<\|begin_of_thought\|>/i,
  /◁think▷/i,
  /\[THINK\]/,
  /<\|channel\|>\s*(?:analysis|commentary)[^<]{0,80}<\|message\|>/i,
];
const CLOSED = [
  /<\/(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis|seed:think)>/i,
  /<\|end_of_thought\|>/i,
  /◁\/think▷/i,
  /\[\/THINK\]/,
  /<\|channel\|>\s*final[^<]{0,80}<\|message\|>/i,
];
/** What ends a channel of thoughts without naming the next one. */
const CHANNEL_END = /<\|end\|>/i;
/** Signs of chat templates that say nothing. */
const TEMPLATE =
  /<\|(?:im_start|start_header_id|start)\|>\s{0,3}(?:assistant|model)?|<\|[^|<>\n]{1,40}\|>|<\/?(?:s|bos|eos|pad|start_of_turn|end_of_turn|answer|response|output|final|solution)>|\[\/?INST\]|<<\/?SYS>>|<(?:end|start)_of_turn>\s*(?:model|user)?/gi;
/** Longer than any tag: so much of the end is held back until it is known whether one begins there. */
const LONGEST_TAG = 130;
const MAY_BEGIN_TAG = /[<[◁][^>\]▷\n]{0,128}$|<\|(?:im_start|start_header_id|start)\|>\s{0,3}[a-z]{0,9}$/;

const openedOrClosed = new RegExp([...OPENED, ...CLOSED].map(({ source }) => `(?:${source})`).join('|'), 'i');
const closes = (tag: string) =>
  CLOSED.some((pattern) => pattern.test(tag)) && !OPENED.some((pattern) => pattern.test(tag));

/** Text that may be read, and whether all that was given before is void. */
export interface Spoken {
  text: string;
  isVoid: boolean;
}

export class ThoughtFilter {
  #held = '';
  #isThinking = false;
  #isChannel = false;

  feed(piece: string): Spoken {
    this.#held += piece;
    return this.#take(false);
  }

  /** What was held back, once nothing more comes. */
  finish(): Spoken {
    return this.#take(true);
  }

  #take(isEnd: boolean): Spoken {
    let text = '';
    let isVoid = false;
    for (;;) {
      const pattern = this.#isThinking && this.#isChannel ? CHANNEL_END : openedOrClosed;
      const found = pattern.exec(this.#held) ?? (this.#isChannel ? openedOrClosed.exec(this.#held) : null);
      if (!found) break;
      if (!this.#isThinking) text += this.#held.slice(0, found.index);
      this.#held = this.#held.slice(found.index + found[0].length);
      const isClosing = closes(found[0]) || CHANNEL_END.test(found[0]);
      // What stands before a thought's end is a thought, opened or not.
      if (isClosing && !this.#isThinking) {
        isVoid = true;
        text = '';
      }
      this.#isThinking = !isClosing;
      this.#isChannel = this.#isThinking && found[0].includes('channel');
    }
    const keep = isEnd ? 0 : (MAY_BEGIN_TAG.exec(this.#held.slice(-LONGEST_TAG))?.[0].length ?? 0);
    const ready = this.#held.slice(0, this.#held.length - keep);
    if (!this.#isThinking) text += ready;
    this.#held = this.#held.slice(this.#held.length - keep);
    return { text: text.replace(TEMPLATE, ''), isVoid };
  }
}

/** A whole reply without thoughts and template signs. */
export function withoutThoughts(reply: string): string {
  const filter = new ThoughtFilter();
  const first = filter.feed(reply);
  const rest = filter.finish();
  return rest.isVoid ? rest.text : first.text + rest.text;
}
