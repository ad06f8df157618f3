/** Words that news uses for one another and that the dictionary keeps apart. Each group is one meaning; forms follow from the base. */

const GROUPS = `send supply give provide deliver transfer ship hand donate|agreement deal accord pact treaty settlement|
talk meeting negotiation discussion consultation conversation call dialogue|ship vessel boat freighter|
drone uav shahed|unmanned uncrewed|weapon arm munition armament|troop soldier force army military|ministry minister government|
say tell state note add remark explain report announce declare write|claim allege assert contend maintain accuse charge|
deny reject dismiss refute dispute repudiate|confirm acknowledge admit concede recognise|demand urge press call ask request insist appeal|
stop halt end cease suspend pause cut break sever|begin start launch open commence|continue resume extend prolong keep go|
kill die death dead lose fatal|wound injure hurt injured|attack strike bomb shell raid assault hit|
destroy wreck ruin demolish|damage harm|aircraft plane jet|missile rocket|company firm business manufacturer maker producer|
buy purchase acquire acquisition takeover|sell sale|rise climb increase grow gain jump|fall drop decline decrease decrease sink lose|
cost price worth value|begin origin|bankrupt insolvent bankruptcy insolvency collapse fail|bank lender|
leave quit depart withdraw retreat pull|return rejoin resume back|join enter accede accession membership member|
vote ballot election poll|win victory defeat beat|leader head chief chairman president|boss executive ceo head|
sanction penalty punish restrict embargo blacklist|evidence proof|expert specialist|talk speak|phone telephone|
policy position stance|oppose against|back support endorse welcome favour|help aid assist assistance|
grain cereal|port harbour|bridge crossing|explosion blast explode|area region territory|land soil|
country nation state|city town|civilian resident people inhabitant|child minor|area zone|
shoot down bring destroy intercept|order buy|use employ deploy fire launch|make build produce manufacture|
moon lunar|sun solar|spacecraft probe craft|telescope observatory|picture image photograph photo|orbit|
test try trial|find discover conclude conclusion finding|show reveal indicate suggest demonstrate|
expect predict forecast foresee|plan intend mean aim prepare|propose suggest offer|decide decision resolve|
agree accept consent approve approval|allow let permit enable|forbid ban prohibit bar outlaw|
keep hold remain stay|big large great huge|small little minor|quick fast rapid|important key crucial main|
new fresh recent latest|old former previous earlier|first initial|last final|near close|about around roughly approximately|
because since due owing|worker employee staff|job post position|job work|rule law regulation|court judge tribunal|
ambassador envoy diplomat|tie relation relationship|link connection|fight battle combat|war conflict invasion|
peace ceasefire truce|talk mention|power electricity energy|plant station facility|cut reduce lower|
raise lift increase|report account readout statement|message tweet post|medium mediator intermediary middleman|
delay postpone|visit trip travel|arrive reach come|carry transport|hold stage conduct|sign ink|name appoint|
elect choose|resign quit|arrest detain|free release|jail prison imprison|people person|year annual|month monthly|
week weekly|day daily|sack dismiss fire oust remove|replace succeed successor|undo reverse scrap cancel revoke repeal|back support backing|
evade circumvent dodge escape avoid bypass|outweigh exceed surpass greater|down shoot|proof evidence|draw pull drag|suggest propose put|
wreckage wreck debris remains|inscription lettering marking label|pilot fly flying flown|staff personnel employee worker|trainer instructor|
examine study inspect look investigate probe inquiry investigation inquire|additional extra further more|weigh weight|travel move speed|station place post deploy|
observer monitor|border frontier|rename name|separate different other another|document paper text|free gratis charge|fake false bogus|
court trial judge lawsuit sue|mislead deceive|contract deal agreement|withdraw back pull abandon|handover transfer change|age old aged year|
eldest oldest|toll death dead number|tonne ton|prolong extend renew|possibility possible option|last continue run|cover include comprise|
abandon fail neglect|award prize honour|direct aim target against|signal message sign|chair chairman chairwoman chairperson head lead leader|
form create establish set found|receive get obtain meet welcome|near approach close|share proportion part percentage|station plant|
blackout outage|complicity involvement|consequence cost price|benefit gain advantage|commander commanding|withdrawal retreat pullout|
crowd people throng|advance progress|shell mortar fire shelling|reactor unit|inspector inspection expert|harm threaten endanger|
daughter son child|father mother parent|husband wife spouse marry married marriage|brother sister sibling|illness ill sick disease|
account version|authority government official|believe trust accept|mission delegation team group|land touch touchdown|pole polar|
south southern|north northern|east eastern|west western|launch liftoff|crew astronaut|engine motor|leak escape|faulty defective wrong wrongly broken|
attempt try bid|postpone delay put|sensor gauge|deposit saving|depositor customer client|insure insurance guarantee|bailout rescue bail|
owner shareholder investor|bond security|rate interest|tax levy|minister secretary|chancellor treasurer|mourner crowd|bury funeral burial|
demonstrate protest demonstration demonstrator protester|flood flooding deluge|shelter refuge home house|aid relief help|estimate reckon calculate put|
emission gas carbon|warming climate|loss damage harm|poor vulnerable developing|summit conference meeting|finance fund pay money|money fund cash|dollar usd|pound sterling|half fifty|twice double|`;

const groups = GROUPS.replaceAll('\n', '')
  .split('|')
  .map((line) => line.trim().split(/\s+/).filter(Boolean));
const groupsOf = new Map<string, number[]>();
for (const [group, words] of groups.entries())
  for (const word of words) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);

/** All base forms that stand in one group with a base form, itself among them. */
export const likeInNews = (word: string): string[] => (groupsOf.get(word) ?? []).flatMap((group) => groups[group]);

/** Each word of one side is the opposite of each of the other. */
const OPPOSITES =
  `rise raise increase grow climb gain jump expand strengthen lift lengthen up|fall cut drop decline reduce lower shrink shorten
decrease weaken slump down/begin start open launch|end stop close finish cease/win|lose/buy purchase|sell/accept approve agree|
reject refuse deny decline doubt/join enter|leave quit/resume continue restart|suspend halt stop pause/support back favour endorse|oppose
condemn criticise/attack|defend/arrest detain jail|release free/allow permit|ban forbid prohibit/hire appoint|fire dismiss sack/
import|export/build construct|destroy demolish/arrive come enter|leave depart/advance|retreat withdraw/ally friend|enemy foe/
success succeed|failure fail/admit confirm|deny/take receive|give send/push|pull/gain|lose/survive live|die/find|lose/
north northern|south southern/east eastern|west western/early earlier|late later/more|less fewer/high higher|low lower/large larger
big bigger|small smaller/long longer|short shorter/warm hot warmer|cold colder cool/strong|weak/old older|new young younger/
first|last/best|worst/majority most|minority/before|after/above over|below under/inside|outside/public|secret private/
legal|illegal/safe|dangerous/guilty|innocent/alive|dead/true|false/rich|poor/night|day/summer|winter/spring|autumn`
    .replaceAll('\n', ' ')
    .split('/')
    .map((pair) => pair.split('|').map((side) => new Set(side.trim().split(/\s+/))));

const oppositesOf = new Map<string, string[]>();
for (const sides of OPPOSITES)
  for (const [side, other] of [sides, [sides[1], sides[0]]])
    for (const word of side) oppositesOf.set(word, [...(oppositesOf.get(word) ?? []), ...other]);

/** All base forms that stand opposite to a base form. */
export const oppositeInNews = (word: string): string[] => oppositesOf.get(word) ?? [];
