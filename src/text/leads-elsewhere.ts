/** Lines of a web page that stand between an article's sentences and lead away from it: "Read more: …", "Hide Caption", "Sign up for …". */

const LEADS = new RegExp(
  `^[\\s•*(“"-]*(?:${[
    'read (?:more|next|also|the (?:whole|full|rest))\\b',
    'see (?:also|more|the list)\\b',
    '(?:hide|show) caption',
    'photos?:',
    '(?:video )?ad feedback|video ad feedback|advertisement\\b',
    'just watched|watch:|watch now|listen:|more:|more on |related:|contributing:',
    'sign up (?:for|now|here|to)\\b|subscribe (?:to|now)\\b|click here',
    '(?:get|join|try) (?:our |the |\\S+ ){0,4}(?:free )?(?:\\w+ )?newsletter',
    'follow (?:\\S+ ){1,6}on (?:twitter|x|facebook|instagram|threads|bluesky)\\b',
    'support (?:local|independent) journalism',
    'lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lee también|leer también|leggi anche|leia (?:também|mais)|czytaj (?:też|także)|читайте (?:также|також)|ayrıca okuyun',
  ].join('|')})`,
  'i',
);
/** "Salvador Ramos:Texas school shooter …", "THE VICTIMS:'There are …": a link's label and its title, with no space between. */
const LABEL = /^[^.!?:]{2,40}\p{L}['’”"]?:["“‘']?\p{Lu}/u;

/** Whether a sentence is such a line, by how it begins. */
export const leadsElsewhere = (sentence: string): boolean => LEADS.test(sentence) || LABEL.test(sentence);
