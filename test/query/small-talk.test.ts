import { describe, expect, it } from 'vitest';
import { cleanMessage } from '../../src/query/clean-message.js';
import { type SmallTalk, smallTalkIn } from '../../src/query/small-talk.js';

const read = (text: string) => smallTalkIn(cleanMessage(text));

const SAID: Record<SmallTalk, string> = {
  greeting: `hi | Hello! | hey there | good morning everyone | Hi Footnote 👋 | heyyy | yo | how are you? | hey, how are you?
    How are you doing today? | what’s up | Guten Tag | bonjour à tous | hola amigos | buenos días | merhaba | привіт | こんにちは
    hello, anyone there? | good evening folks | hi all, I am new here | are you there? | hello hello`,
  thanks: `thanks | Thank you so much! | thx | ty | cheers mate | ok thanks, that helped a lot | Thanks, that was helpful
    thank you for the quick answer | great, thanks! | danke dir | merci beaucoup | gracias | teşekkürler | дякую | ありがとう
    good bot | nice one bot | thats great thank you | that helps, thanks | wow thanks | thanks anyway | ah ok thanks
    thank you, I will read it tonight | thanks Ben | oh nice, thanks a bunch | tysm <3 | Thanks for the info about the ferry!`,
  farewell: `bye | goodbye | see you tomorrow | good night | cya | au revoir | bye everyone! | see you later guys
    have a nice day | have a good one`,
  chatter: `lol | LMAO | haha yes | ok | yes please | no | nice | 😂 | 👍👍 | +1 | ... | brb | same here lol | wow | idk | ping
    xD | ok cool | oh no | hmm ok | i agree | fair enough | my bad | sorry | that makes sense | well well | really? | no way!
    let me check | one moment | just testing | never mind, found it | no thanks | <:kek:123456789012345678> | oh well`,
  about: `help | who are you? | What are you? | what can you do? | who made you | are you a bot | how do you work?
    what do you know? | what can I ask you? | how does this bot work? | can you speak German? | how old are your articles?
    where do you get your information from? | do you use ChatGPT? | are your answers reliable? | What is this bot for?
    which articles do you have? | what’s your name? | how do I use this? | can you help me? | I need help | help me please
    how many articles are there? | what time is it? | can I trust you? | How up to date are you? | What is this?`,
};
const rows = (table: string) => table.split(/\s*[|\n]\s*/).map((text) => text.trim());

describe.each(Object.entries(SAID))('as %s', (kind, table) => {
  it.each(rows(table))('%s', (text) => {
    expect(read(text)).toBe(kind);
  });
});

describe('as a matter of the articles', () => {
  it.each(
    rows(`Who owns the quarry at Norrvik? | What did Signe Holm say? | thanks to whom did the ferry sail again? | ferry
      What is the latest on the ferry? | hi, who owns the quarry? | thanks! and who owns the bakery? | thanks who won
      good morning what happened to the dam | Is the dam at Elva safe? | rye bread prize | Who said hello to the mayor?
      what did you think of the quarry | help for the farmers at Elva | Who helps the farmers? | do you know who owns the bakery?
      No ferry today? | why no ferry | wages | Did the owner answer the question of the council? | 2024
      how do you make rye bread | what time does the ferry leave? | What do you know about the dam? | Are the repairs done?
      how old is the starter dough? | no elephants in the circus? | nice weather in Ost yesterday | same owner as the bakery?
      true that the dam leaked? | first prize for bread | test of the dam | is the bot used by the harbour master?
      does the ferry work? | what day did the quarry open? | What is the date of the hearing? | how many people work there?
      what’s up with the dam | what is the purpose of the hearing? | thanks, can you compare the two dams?`),
  )('%s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('as long as a message may be', () => {
    for (const word of ['nice ', 'good ', 'very nice ', 'haha ', 'hi ', 'that helps '])
      expect(read(`${word.repeat(30)} quarry`.slice(-199)), word).toBeUndefined();
    expect(read('thanks '.repeat(40))).toBeUndefined();
  });
});
