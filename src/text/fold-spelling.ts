/**
 * British spelling to American, so that "colour" finds "color". Both sides are folded alike, so a wrong fold does harm
 * only where it makes two words one.
 */

/** Roots before "our" that Americans write with "or"; "hour", "four" and "journal" stay. */
const OUR_ROOTS = new Set(
  `arm ard behavi belab cand clam col demean discol discolour dishon endeav enam fav ferv flav glam harb hon hum lab
  misbehavi misdemean neighb od parl ranc rig rum sav savi splend succ tum unfav val vap vig`.split(/\s+/),
);

/** Roots before "ise" that keep it: Americans write them so, or "ize" would make another word. */
const ISE_ROOTS = new Set(
  `adv an appr ar bru cer chast chem circumc compr conc cru dem den desp dev earthr el enterpr exc exerc exorc expert gu
  improv imprec inc lia lou mala marqu mayonna merchand moonr no parad po porpo prec prem repr rev sunr surm telev torto
  treat turquo upr val`.split(/\s+/),
);
/** The same for roots that stand behind any prefix: "fundraising", "overpromised", "clockwise". */
const ISE_ROOT_ENDING = /(?:ra|prom|surpr|franch|superv|advert|disgu|w)$/;
const ISE_SUFFIX = /^(.{3,}?)is(e|es|ed|er|ers|ing|ings|able|ation|ations)$/;
const YSE_SUFFIX = /^(.*(?:anal|paral|catal|dial|electrol|hydrol))ys(e|ed|er|ers|ing)$/;

/** Written in the base form; plural, past and -ing are made from it. */
const PAIRS = `centre:center epicentre:epicenter theatre:theater amphitheatre:amphitheater metre:meter kilometre:kilometer
  centimetre:centimeter millimetre:millimeter litre:liter millilitre:milliliter fibre:fiber calibre:caliber sombre:somber
  spectre:specter lustre:luster sabre:saber meagre:meager manoeuvre:maneuver reconnoitre:reconnoiter goitre:goiter
  defence:defense offence:offense licence:license pretence:pretense practise:practice programme:program
  catalogue:catalog dialogue:dialog analogue:analog fuel:fuel fulfil:fulfill enrol:enroll instil:instill distil:distill
  instalment:installment fulfilment:fulfillment enrolment:enrollment skilful:skillful wilful:willful jewellery:jewelry
  grey:gray plough:plow tyre:tire cheque:check kerb:curb mould:mold smoulder:smolder moustache:mustache gaol:jail
  aluminium:aluminum aeroplane:airplane sceptic:skeptic sceptical:skeptical scepticism:skepticism judgement:judgment
  acknowledgement:acknowledgment ageing:aging artefact:artifact draught:draft pyjamas:pajamas whisky:whiskey
  yoghurt:yogurt cosy:cozy doughnut:donut encyclopaedia:encyclopedia paediatric:pediatric paediatrician:pediatrician
  haemorrhage:hemorrhage anaemia:anemia anaesthetic:anesthetic anaesthesia:anesthesia oestrogen:estrogen foetus:fetus
  foetal:fetal leukaemia:leukemia diarrhoea:diarrhea orthopaedic:orthopedic gynaecologist:gynecologist
  archaeology:archeology archaeologist:archeologist archaeological:archeological mediaeval:medieval towards:toward
  amongst:among whilst:while learnt:learned burnt:burned marvellous:marvelous woollen:woolen
  tranquillity:tranquility sulphur:sulfur speciality:specialty`;

const table = new Map<string, string>();
for (const pair of PAIRS.split(/\s+/)) {
  const [british, american] = pair.split(':');
  const isSilent = (word: string) => word.endsWith('e');
  const join = (word: string, suffix: string) => (isSilent(word) ? word.slice(0, -1) : word) + suffix;
  table.set(british, american);
  table.set(`${british}s`, `${american}s`);
  table.set(join(british, 'ed'), join(american, 'ed'));
  table.set(join(british, 'ing'), join(american, 'ing'));
}
for (const pair of ['fuelled:fueled', 'fuelling:fueling', 'analysing:analyzing']) {
  const [british, american] = pair.split(':');
  table.set(british, american);
}

/** The American spelling of a lower-case ASCII word, or the word itself. */
export function foldSpelling(word: string): string {
  const known = table.get(word);
  if (known !== undefined) return known;
  const our = word.indexOf('our');
  if (our > 1 && OUR_ROOTS.has(word.slice(0, our))) return `${word.slice(0, our)}or${word.slice(our + 3)}`;
  const ise = ISE_SUFFIX.exec(word);
  if (ise) return ISE_ROOTS.has(ise[1]) || ISE_ROOT_ENDING.test(ise[1]) ? word : `${ise[1]}iz${ise[2]}`;
  const yse = YSE_SUFFIX.exec(word);
  return yse ? `${yse[1]}yz${yse[2]}` : word;
}
