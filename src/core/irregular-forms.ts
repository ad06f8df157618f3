/** English word forms that no rule of endings finds: past tenses and participles, plurals, comparatives. */

/**
 * Base form first, then its forms in texts. Forms behind "~" aren't made one term with it in an index: common words of
 * their own ("found", "left", "lives", "best"), forms of stop words, and rare ones. Forms behind "+" are one term with
 * it and aren't asked of the dictionary.
 */
const FORMS = `arise arose arisen|awake awoke awoken|be ~am ~is ~are ~was ~were ~been ~being|bear bore borne|beat beaten|become became|
begin began begun|bend bent|bet|bind ~bound|bite ~bit bitten|bleed bled|blow blew blown|break broke broken|breed +bred|
bring brought|broadcast|build built|burn ~burnt|burst|buy bought|cast|catch caught|choose chose chosen|cling ~clung|come came|
cost|creep ~crept|cut|deal dealt|dig dug|do ~does ~did ~done|draw drew drawn|dream ~dreamt|drink drank drunk|
drive drove driven|eat ate eaten|fall fell fallen|feed ~fed|feel ~felt|fight fought|find ~found|flee fled|fling ~flung|
fly flew flown ~flies|forbid forbade forbidden|forecast|foresee ~foresaw ~foreseen|forget forgot forgotten|
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go ~goes went gone|grow grew grown|hang ~hung|
have ~has ~had|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|kneel ~knelt|know knew known|lay ~laid|lead led|
lean ~leant|leap ~leapt|learn ~learnt|leave ~left|lend lent|let|lie ~lay ~lain ~lying|light ~lit|lose lost|make made|
mean ~meant|meet met|mislead +misled|mistake ~mistook ~mistaken|overcome ~overcame|oversee +oversaw +overseen|
overthrow overthrew overthrown|override ~overrode ~overridden|pay paid|prove ~proven|put|quit|read|rebuild +rebuilt|rend ~rent|
ride rode ridden|ring ~rang ~rung|rise ~rose risen|run ran|say said|see ~saw ~seen|seek sought|sell sold|send sent|set|
shake shook shaken|shed|shine ~shone|shoot shot|show ~shown|shrink ~shrank ~shrunk|shut|sing sang sung|sink sank sunk|sit sat|
sleep slept|slide ~slid|speak spoke spoken|speed ~sped|spend spent|spill ~spilt|spin spun|split|spread|spring ~sprang ~sprung|
stand stood|steal stole stolen|stick stuck|sting ~stung|strike struck stricken|strive strove striven|swear swore sworn|
sweep swept|swell ~swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think ~thought|
throw threw thrown|undergo +underwent +undergone|understand understood|undertake undertook undertaken|undo ~undid ~undone|
uphold ~upheld|upset|wake woke woken|wear wore worn|weave ~wove ~woven|weep wept|win won|wind ~wound|
withdraw withdrew withdrawn|withhold withheld|withstand ~withstood|write wrote written|man men|woman women|child children|
person ~people|foot feet|tooth teeth|goose ~geese|mouse mice|crisis ~crises|analysis ~analyses|basis ~bases|
criterion ~criteria|phenomenon ~phenomena|medium ~media|datum ~data|life ~lives|wife wives|knife ~knives|leaf ~leaves|
half ~halves|wolf wolves|thief thieves|shelf ~shelves|good ~better ~best|bad ~worse ~worst|far ~further ~farther|
little ~less ~least|many ~more ~most`;

const BASE = new Map<string, string[]>();
const OTHERS = new Map<string, string[]>();
const TERM = new Map<string, string>();
for (const line of FORMS.replaceAll('\n', '').split('|')) {
  const [base, ...marked] = line.trim().split(' ');
  const formsWithout = (mark: string) =>
    marked.flatMap((form) => (form.startsWith(mark) ? [] : form.replace(/^[~+]/, '')));
  for (const form of formsWithout('~')) TERM.set(form, base);
  const others = formsWithout('+');
  OTHERS.set(base, [...(OTHERS.get(base) ?? []), ...others]);
  for (const form of others) BASE.set(form, [...(BASE.get(form) ?? []), base]);
}

/** The base forms that a lower-case word may stand for beside itself; [] where rules of endings are enough. */
export const irregularBases = (word: string): string[] => BASE.get(word) ?? [];

/** The forms of a base form; [] where rules of endings are enough. */
export const irregularForms = (base: string): string[] => OTHERS.get(base) ?? [];

/** The base form that a lower-case word is one term with; itself where it is no such form. */
export const joinedBase = (word: string): string => TERM.get(word) ?? word;
