/**
 * Words that tell nothing of a text's subject, by language, in small letters and with their accents: "sur" is one in French
 * and "sûr" is none. English has its own table (stop-words.ts); question words stand in question-words.ts.
 */
import type { OtherLanguage } from './languages.js';

export const LITTLE_WORDS: Record<OtherLanguage, string> = {
  de: `der die das den dem des ein eine einen einem einer eines und oder aber denn sondern in im an am auf aus bei beim mit
    nach seit von vom zu zum zur über unter vor hinter neben zwischen durch für gegen ohne um bis ab als ob dass daß wenn weil
    damit da ist sind war waren bin bist sein seid gewesen wird werden wurde wurden worden würde hat haben hatte hatten habe
    kann können konnte konnten muss müssen musste soll sollen sollte will wollen wollte darf dürfen durfte mag möchte ich du
    er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein meine dein deine seine seiner seinem seinen ihre ihrer
    ihrem ihren unser unsere euer sich dieser diese dieses diesem diesen jener jene man nicht kein keine keinen keiner nichts
    auch nur noch schon sehr so doch mal hier dort dann nun jetzt immer wieder etwa rund laut sowie bereits alle allem allen
    aller alles einige mehrere viel viele mehr zwei andere anderen etwas`,
  fr: `le la les un une des du de au aux et ou mais donc or ni car ce cet cette ces celui celle ceux celles cela ça c il elle ils
    elles on je tu nous vous me te se lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos en y à dans par pour
    sur sous avec sans entre vers chez depuis pendant avant après contre dès jusque jusqu selon d l j m t s n qu que dont est
    sont était étaient été être sera seront serait suis es êtes sommes fut ai as a avons avez ont avait avaient avoir aura eu
    fait faire peut peuvent doit doivent va vont ne pas plus moins très trop aussi bien encore déjà même si comme lorsque alors
    puis ainsi tout toute tous toutes autre autres quelques plusieurs chaque aucun aucune ici là où deux celui-ci`,
  es: `el la los las lo un una unos unas y e o u ni pero sino de del al a en con sin por para sobre entre hasta desde hacia según
    tras ante bajo contra durante mediante que si porque como pues aunque mientras es son era eran fue fueron ser sido será
    serán sería soy eres somos está están estaba estaban estar estado ha han había habían haber he hemos hay hubo habrá tiene
    tienen tenía tener puede pueden podía debe deben va van yo tú él ella ello nosotros vosotros ellos ellas usted ustedes me
    te se nos os le les mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas eso esto
    aquel aquella no ya más menos muy también tampoco sólo solo todo toda todos todas otro otra otros otras cada algún alguna
    algunos algunas ningún ninguna así aquí allí ahora entonces además después antes cuando dos`,
  pt: `o a os as um uma uns umas e ou mas nem de do da dos das no na nos nas em num numa ao aos à às por pelo pela pelos pelas
    para com sem sobre entre até desde após contra durante sob que se porque como pois embora enquanto é são era eram foi foram
    ser sido será serão seria sou somos está estão estava estavam estar há houve havia tem têm tinha tinham ter tido vai vão
    pode podem deve devem fez feito eu tu ele ela nós vós eles elas você vocês me te lhe lhes nos vos meu minha seu sua seus
    suas nosso nossa este esta estes estas esse essa esses essas isso isto aquele aquela não já mais menos muito também só
    apenas ainda todo toda todos todas outro outra outros outras cada algum alguma alguns algumas nenhum nenhuma assim aqui ali
    agora então depois antes quando dois duas`,
  pl: `i oraz a ale lub albo czy że żeby aby bo ponieważ więc jednak w we z ze na do od po pod nad przed za przez przy dla bez o u
    ku między podczas według jest są był była było byli były być będzie będą jestem został została zostało zostały zostali ma
    mają miał miała może mogą mógł ja ty on ona ono my wy oni one mnie mi mój moja moje twój jego jej ich nas nam was im się
    siebie sobie swój swoje swoją swoich ten ta to te ci tego tej tym tych tę tą temu tamten nie tak też także już jeszcze tylko
    bardzo więcej mniej jako jak niż gdy kiedy który która które którzy których którym którą wszystkie wszyscy każdy każda inne
    inny inna tu tam teraz potem ok dwa dwóch`,
  cs: `a i ale nebo či ani že aby když pokud protože neboť proto však v ve z ze na do od po pod nad před za přes při pro bez o u k ke
    ku mezi během dne podle vedle kolem okolo je jsou byl byla bylo byli byly být bude budou jsem jsi jsme jste má mají měl měla mělo
    měli může mohou mohl mohla mohli musí lze já ty on ona ono my vy oni mě mi mně tě ti ho mu jí ji jim jich jeho její jejich nás
    nám vás vám se si sebe sobě svůj svou svého své svých svým můj moje tvůj náš naše ten ta to ti tu té toho tomu tom tím těch
    tento tato toto tyto této tohoto těchto tomto ne není nejsou také taky též už již ještě jen jenom pouze velmi více méně jako než
    který která které kteří kterého kterou kterých kterým všechny všichni každý každá každé jiný jiná tady zde tam teď pak potom
    poté asi dva dvě dvou`,
  tr: `ve veya ya da de ile ama fakat ancak çünkü ki mi mı mu mü için gibi kadar göre sonra önce beri doğru karşı bir bu şu o bunu
    şunu onu buna ona bunun onun bunlar onlar ben sen biz siz beni seni bizi sizi bana sana bize benim senin bizim sizin
    kendi kendisi olan olarak oldu olduğu olduğunu olacak olur oluyor olması ise idi değil var yok vardı çok daha en az her hiç
    bazı bütün tüm hem ne şey böyle şöyle öyle artık yine bile sadece yalnız hala henüz şimdi burada orada üzerinde içinde
    arasında tarafından ayrıca iki etti eden edildi yaptı`,
  vi: `là và của có các những một cho với được bị trong ngoài trên dưới tại ở từ đến đi ra vào lên xuống về theo do bởi vì nên mà thì
    nếu khi sẽ đã đang vẫn còn cũng rất không chưa chẳng này đó kia ấy đây nó họ tôi anh chị ông bà chúng ta mình hay hoặc
    nhưng để như sau trước giữa qua cùng chỉ mỗi mọi nhiều ít hơn nhất rồi lại thế vậy bằng việc sự cái chiếc
    hai`,
  ru: `и в во не на с со к ко по за из изо от ото у о об обо для до при над под про без через между перед после около против как а
    но или да же ли бы б что чтобы если когда так то тоже также потому поэтому уже ещё еще только лишь даже очень более менее
    был была было были быть есть будет будут является стал стала стало стали может могут мог могла я ты он она оно мы вы они
    меня мне тебя тебе его её ее ему ей них ним ней нам нас вам вас их им мой моя твой наш ваш свой своя свои своих себя себе
    этот эта это эти этого этой этом этих этому тот та те того той том тех тому все всё всех весь вся всего каждый другой
    другие который которая которое которые которых которого которой нет ни здесь там тут теперь потом сейчас из-за из-под два`,
  uk: `і й та в у на з із зі до від по за о об для при над під про без через між перед після біля проти як а але або чи ж же б би що
    щоб якщо коли так то теж також тому бо вже ще лише тільки навіть дуже більш менш був була було були бути є буде будуть став
    стала стало стали може можуть міг могла я ти він вона воно ми ви вони мене мені тебе тобі його її йому їй них нам нас вам
    вас їх їм мій моя твій наш ваш свій своя свої своїх себе собі цей ця це ці цього цієї цих цьому той та ті того тієї тих
    тому все всі всіх увесь вся кожен інший інші який яка яке які яких якого якої немає не ні тут там тепер потім зараз два`,
  ar: `في من إلى الى على عن مع بعد قبل خلال بين حتى منذ عند لدى تحت فوق ضد حول دون عبر و أو او ثم بل لكن لكنه لكنها ولكن أن ان إن أنه
    انه أنها انها إنه إنها كما إذا اذا لو لأن لان لأنه لأنها قد لقد سوف لا ما لم لن ليس ليست كان كانت كانوا يكون تكون هو هي هم
    هن نحن أنا انا أنت انت هذا هذه ذلك تلك هؤلاء الذي التي الذين اللذان اللواتي به بها بهم له لها لهم فيه فيها فيهم منه منها
    منهم عليه عليها عليهم إليه إليها عنه عنها كل بعض غير أي اي أيضا أيضاً ايضا فقط جدا نحو هناك هنا الآن حيث وقد وكان وكانت
    تم يتم وهو وهي مثل`,
  he: `של את על אל עם בין לפני אחרי תחת מול נגד בלי ללא לפי כדי כי אם או אבל אך גם רק עוד כבר מאוד יותר פחות כמו כל לא אין יש היה
    הייתה היתה היו יהיה תהיה יהיו הוא היא הם הן אני אתה אתם אנחנו אנו לו לה להם לי לך לנו בו בה בהם ממנו ממנה שלו שלה שלהם שלי
    שלנו אותו אותה אותם זה זאת זו אלה אלו ההוא ההיא אחד אחת שם כאן פה עכשיו אז כך לכן מן מ ב ל ה ש ו כ עד אף הכל כאשר אשר
    שהוא שהיא לאחר במשך מאז`,
  hi: `का के की को ने से में पर तक और या लेकिन मगर किन्तु परन्तु तथा एवं कि जो जिस जिसे जिसके जिसकी जिसमें जब तब तो भी ही यह ये वह वे इस
    उस इन उन इसे उसे इसके उसके इसकी उसकी इसका उसका उनके उनकी उनका उन्हें इन्हें उन्होंने इसने उसने मैं हम तुम आप मेरा मेरे
    हमारा हमारे आपके अपना अपने अपनी है हैं था थे थी थीं हो होता होते होती हुआ हुए हुई होगा होगी होंगे रहा रहे रही गया गए गई जा
    जाता जाते जाती कर करता करते करती करने किया किए की दिया दी लिया लिए साथ बाद पहले द्वारा नहीं न मत कुछ सभी सब हर एक दो बहुत
    अधिक ज़्यादा कम वाले वाला वाली यहाँ वहाँ अब फिर`,
  zh: `的 了 在 是 和 与 及 或 也 都 就 而 但 但是 因为 由于 所以 被 把 将 对 对于 从 到 向 于 由 为 以 着 过 这 那 这个 那个 这些 那些 这里
    那里 他 她 它 他们 她们 它们 我 你 我们 你们 自己 其 之 不 没 没有 有 又 还 再 很 更 最 并 并且 如果 会 能 可以 可 要 应 应该 已 已经
    正在 曾 上 下 中 里 后 前 时 等 个 呢 吗 吧 啊 地 得 所 给 让 使 一 一个 一种 这种 只 才 则 每 各 该 此`,
  ja: `の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため その あっ よう また もの という
    あり まで られ なる へ か だ これ によって により おり より による ず なり られる において ば なかっ なく しかし について せ だっ できる
    それ う ので なお のみ でき き つ における および いう さらに でも ら たり その他 に関する たち ます ん なら に対して 特に せる 及び これら
    とき では にて ほか ながら うち そして とともに ただし まし です でし ました ください そう ね よ お ご`,
  th: `ที่ และ ใน ของ เป็น มี ได้ ให้ จะ ไม่ ว่า กับ จาก การ ความ นี้ นั้น ก็ แต่ หรือ โดย เพื่อ แล้ว อยู่ ไป มา คือ ซึ่ง ต่อ ถึง กัน
    ด้วย เมื่อ เพราะ ยัง อีก ทั้ง ทุก หลาย มาก กว่า ที่สุด ถ้า แค่ เพียง บน ใต้ เข้า ออก ขึ้น ลง ต้อง ควร เคย กำลัง ถูก อย่าง เขา
    เธอ เรา คุณ ผม ฉัน พวก มัน นะ ครับ ค่ะ คะ ขอ เอง ตาม ระหว่าง หลัง ก่อน ตั้งแต่ จน รวม ส่วน ผู้ ข้อ`,
  ko: `있다 있는 하는 했다 한다 이다 에서 으로 에게 부터 까지 에는 이며 하고 했으 그리 리고 그러 러나 위해 대한 대해 통해 라고 다고 것이 것은 것을
    니다 습니 합니 입니 됩니`,
};
