/**
 * Words that tell nothing of a text's subject. Each is its own term: normaliseWord neither stems it nor makes another
 * word into it.
 */

/**
 * "Say" and "said" are not here: news turns on who said what. Nor is "may", which is a month and a name too, nor the
 * numerals, nor "mine", "own" and "like", which are content words as often. Possessives are dropped before ("it's" is "it").
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those such some any each every either neither both all another other others
  i me my myself you your yours yourself yourselves he him his himself she her hers herself it its itself
  we us our ours ourselves they them their theirs themselves
  am is are was were be been being do does did doing done have has had having
  will would shall should can could might must ought cannot
  isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't shan't shouldn't can't couldn't
  mightn't mustn't i'm you're we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll
  she'll we'll they'll it'll it'd that'll there'll who'd who'll who've would've could've should've ain't
  who whom whose which what when where why how whoever whatever whichever whenever wherever many much
  and or but nor so yet if then than because as while whereas although though unless until till whether since
  of in on at by for with without about into onto to from up down out off over under between among through during before
  after above below against upon toward within across along around behind beside besides beyond despite except per via
  amid near not no only just also too very quite rather even still ever almost already again once more most less least
  few several same there here now else etc eg ie e.g i.e vs please s t ll ve re`.split(/\s+/),
);
