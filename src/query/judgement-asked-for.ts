/** Questions for an opinion: "Is Lula a good president?", "Do you think it will rain?", "Should I buy one?" */

const JUDGING =
  'good|bad|better|best|worse|worst|nice|cool|fun|funny|boring|stupid|smart|evil|ugly|beautiful|awesome|terrible|awful|amazing|overrated|underrated|overpowered|op|fair|unfair|moral|immoral|ethical|justified|worth it|worthwhile|trustworthy|honest|favou?rite|coolest|funniest|strongest|easiest|hardest';
/** Not within a name: "better-sqlite3". */
const JUDGES = `(?<![\\w-])(${JUDGING})(?![\\w-])`;
/**
 * Questions for an opinion, whose first group is the judging word: "is X a good Y", "which X is the best", "who is
 * better".
 */
const FORMS: RegExp[] = [
  new RegExp(`^(?:is|are|was|were|isn['’]?t|aren['’]?t|do|does|did) .*${JUDGES}`, 'i'),
  new RegExp(`^(?:which|what|who)\\b.*\\b(?:is|are|was|were|do you (?:like|prefer)|would you)\\b.*${JUDGES}`, 'i'),
  /^(?:do|does) (?:you|u|anyone|anybody|people|yall) (?:guys )?(think|like|love|hate|prefer|believe|agree|support|trust|want)\b/i,
  /\b(?:what|whats) (?:do|does|is|are|would) (?:you|u|your) (think|opinion|thoughts|prefer|favou?rite|recommend)\b/i,
  /^(?:your |any )?(thoughts|opinions?|views?) (?:on|about|of)\b/i,
  /\b(imo|imho|in your opinion|in your view)\b/i,
  /^(?:should|shall) (?:i|we|people|one|you) (?!be able\b)/i,
  /^(?:who|which (?:team|side|one|party|candidate)|what team) (?:do you think )?(?:will|is going to|gonna|would) (win|lose)\b/i,
];
/** What carries an answer to "should I": the text says what ought to be done. */
const OUGHT = [
  'should',
  'must',
  'recommend\\w*',
  'advis\\w*',
  'need',
  'better',
  'avoid',
  'do not',
  "don't",
  'make sure',
];

/** An opinion is asked for in so many characters. */
const MOST_CHARS = 500;

/** The judging words, "good"; none where no opinion is asked for. */
export function judgementAskedFor(text: string): string[] {
  const asked = text.slice(0, MOST_CHARS);
  for (const form of FORMS) {
    const match = form.exec(asked);
    if (!match) continue;
    return match[1] === undefined ? OUGHT : [match[1].toLowerCase()];
  }
  return [];
}
