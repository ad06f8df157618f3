/** Articles that are changed after a question was answered from them: by what they say, or only by how they say it. */

export interface PlantedChange {
  title: string;
  question: string;
  /** Three sentences or more; the second is the one that answers. */
  body: string;
  /** What is written in place of what. */
  edits?: [from: string, to: string][];
  newTitle?: string;
  isRemoved?: boolean;
}

/** What each says is another thing afterwards. */
export const REAL_CHANGES: Record<string, PlantedChange> = {
  'a number of people': {
    title: 'Landslide buries Torvik houses',
    question: 'How many people died in the Torvik landslide?',
    body: 'Rain had fallen on the slopes for nine days. The Torvik landslide killed 14 people before dawn. Soldiers dug with spades until the evening.',
    edits: [['14 people', '17 people']],
  },
  'a sum of money': {
    title: 'Lindal buys a fire engine',
    question: 'How much did the Lindal fire engine cost?',
    body: 'Lindal waited for years. The Lindal fire engine cost 410,000 euros with its ladder. Children may look at it on Sunday.',
    edits: [['410,000 euros', '480,000 euros']],
  },
  'a share': {
    title: 'Kestrel bank lifts its rate',
    question: 'To what did the Kestrel bank raise its lending rate?',
    body: 'Savers had hoped for more. The Kestrel bank raised its lending rate to 4.5 per cent in spring. Rivals kept theirs.',
    edits: [['4.5 per cent', '5.4 per cent']],
  },
  'a unit': {
    title: 'Oil slick off Brennan island',
    question: 'How long is the oil slick off Brennan island?',
    body: 'Gulls were found with black wings. The oil slick off Brennan island is 12 kilometres long. Volunteers collect the birds.',
    edits: [['12 kilometres', '12 miles']],
  },
  'a number in words': {
    title: 'Moles in the Ardley stadium',
    question: 'How many goals did Ardley Rovers score against Penrose?',
    body: 'Moles had dug up the grass. Ardley Rovers scored seven goals against Penrose in the cup. The groundsman wept.',
    edits: [['seven goals', 'six goals']],
  },
  'a magnitude': {
    title: 'Harrow dam budget',
    question: 'What will the Harrow dam cost?',
    body: 'Engineers drew three plans. The Harrow dam will cost 2 million pounds by their count. Farmers doubt it.',
    edits: [['2 million pounds', '2 billion pounds']],
  },
  'a name of a person': {
    title: 'New rector for Falkirk college',
    question: 'Who was chosen as rector of Falkirk college?',
    body: 'The post was empty for a year. The council chose Marta Quill as rector of Falkirk college. She begins in autumn.',
    edits: [['Marta Quill', 'Helen Strand']],
  },
  'a first name': {
    title: 'Arrest in the Dovedale thefts',
    question: 'Whom did police arrest for the Dovedale thefts?',
    body: 'Eleven tractors were missing. Police arrested Paul Renwick for the Dovedale thefts on a farm. Neighbours were surprised.',
    edits: [['Paul Renwick', 'Peter Renwick']],
  },
  'a name of a place': {
    title: 'Where the Orla train stopped',
    question: 'Where did the Orla night train derail?',
    body: 'Snow lay on the tracks. The Orla night train derailed near Vessing with forty passengers. All of them walked to a barn.',
    edits: [['near Vessing', 'near Holtby']],
  },
  'a name of a company': {
    title: 'Contract for Selby trams',
    question: 'Which company will build the Selby trams?',
    body: 'Four firms had offered. The company Nordwerk will build the Selby trams in its halls. The first one comes in two years.',
    edits: [['Nordwerk', 'Kallio Rail']],
  },
  'a day of the week': {
    title: 'Hearing of the Marlow pilot',
    question: 'When will the court hear the Marlow pilot?',
    body: 'His licence is with the judge. The court will hear the Marlow pilot on Tuesday in a closed room. His wife may attend.',
    edits: [['on Tuesday', 'on Friday']],
  },
  'a date': {
    title: 'Opening of the Wexley tunnel',
    question: 'When does the Wexley tunnel open?',
    body: 'Painters are at work in it. The Wexley tunnel opens on 14 March to lorries and cars. Cyclists must go around.',
    edits: [['14 March', '24 March']],
  },
  'a year': {
    title: 'Age of the Corran bridge',
    question: 'When was the Corran bridge built?',
    body: 'Its arches are of red stone. The Corran bridge was built in 1887 by miners. A flood took one arch.',
    edits: [['in 1887', 'in 1878']],
  },
  'not put in': {
    title: 'Mayor on the Tilbrook market',
    question: 'Will the Tilbrook market close?',
    body: 'Traders had signed a letter. The Tilbrook market will close after Christmas, the mayor said. The letter had 300 names.',
    edits: [['will close', 'will not close']],
  },
  'not taken out': {
    title: 'Ministry on the Dunmore wells',
    question: 'Is the water of the Dunmore wells safe?',
    body: 'Samples were taken in June. The water of the Dunmore wells is not safe for infants. Bottles are handed out at the school.',
    edits: [['is not safe', 'is safe']],
  },
  'denied for confirmed': {
    title: 'Talks on the Aldane harbour',
    question: 'Did Captain Roe confirm the sale of Aldane harbour?',
    body: 'Papers had been seen on a desk. Captain Roe confirmed the sale of Aldane harbour to a fund. The fund said nothing.',
    edits: [['confirmed the sale', 'denied the sale']],
  },
  'may becomes will': {
    title: 'Strike at the Pellworm mill',
    question: 'What may workers at the Pellworm mill do?',
    body: 'Wages have stood still. Workers at the Pellworm mill may strike from the first of June. The owner called for calm.',
    edits: [['may strike', 'will strike']],
  },
  'will becomes could': {
    title: 'Zoo of Eastmere and its bears',
    question: 'Where will the Eastmere zoo send its bears?',
    body: 'The cage is too small. The Eastmere zoo will send its bears to a forest in Romania. A vet goes with them.',
    edits: [['will send', 'could send']],
  },
  'alleged put in': {
    title: 'Fraud at the Silverton museum',
    question: 'What did the director of the Silverton museum steal?',
    body: 'An audit took a month. The director of the Silverton museum stole nine paintings from the cellar. Two were found in a garage.',
    edits: [['museum stole', 'museum allegedly stole']],
  },
  'who said it': {
    title: 'Warning about the Rosk glacier',
    question: 'Who warned that the Rosk glacier could burst?',
    body: 'The ice had turned blue. Geologist Ingrid Falk warned that the Rosk glacier could burst into the valley. Sirens were tested.',
    edits: [['Geologist Ingrid Falk', 'Mayor Tomas Brede']],
  },
  'who said a quotation': {
    title: 'Row over the Inver statue',
    question: 'What was said about the Inver statue being an insult?',
    body: 'It was unveiled in rain. "The Inver statue is an insult to sailors," said Bishop Carden at the pier. Some people clapped.',
    edits: [['said Bishop Carden', 'said Admiral Moss']],
  },
  'words of a quotation': {
    title: 'Coach on the Burnley final',
    question: 'Who said that they deserved to lose the Burnley final?',
    body: 'It had gone to penalties. "We deserved to lose the Burnley final," said coach Ada Wynn afterwards. She left by the back door.',
    edits: [['deserved to lose', 'deserved to win']],
  },
  'who won': {
    title: 'Chess at Trondvik',
    question: 'Who beat whom in the Trondvik chess match?',
    body: 'The hall was cold. Lena Brandt beat Oskar Weil in the Trondvik chess match after five hours. Tea was served.',
    edits: [['Lena Brandt beat Oskar Weil', 'Oskar Weil beat Lena Brandt']],
  },
  'another verb': {
    title: 'Parliament and the Keld forest law',
    question: 'What did parliament do with the Keld forest law?',
    body: 'Foresters had filled the stands. Parliament approved the Keld forest law late at night. The stands were silent.',
    edits: [['approved the', 'postponed the']],
  },
  'up for down': {
    title: 'Herring prices at Skagby',
    question: 'What happened to herring prices at Skagby?',
    body: 'Boats came home late. Herring prices at Skagby rose by a third in one week. Restaurants changed their menus.',
    edits: [['rose by a third', 'fell by a third']],
  },
  'at least becomes at most': {
    title: 'Refugees in the Osmar camp',
    question: 'How many tents stand in the Osmar camp?',
    body: 'Lorries arrive each hour. At least 900 tents stand in the Osmar camp beside the river. A school opens on Monday.',
    edits: [['At least 900', 'At most 900']],
  },
  'the sentence is withdrawn': {
    title: 'Blast at the Vorne laboratory',
    question: 'What caused the blast at the Vorne laboratory?',
    body: 'Windows broke in four streets. A leaking gas bottle caused the blast at the Vorne laboratory. Nobody was in the building. Lessons were held in the church hall.',
    edits: [['A leaking gas bottle caused the blast at the Vorne laboratory. ', '']],
  },
  'the paragraph gives way to another': {
    title: 'Illness at the Glenby school',
    question: 'What made pupils of the Glenby school ill?',
    body: 'Ambulances came at noon.\n\nSpoiled fish pie made pupils of the Glenby school ill. Forty of them went home.\n\nThe kitchen stays shut.',
    edits: [
      [
        'Spoiled fish pie made pupils of the Glenby school ill. Forty of them went home.',
        'This report was withdrawn because its author had made it up.',
      ],
    ],
  },
  'the article is removed': {
    title: 'Wolf seen in Harlow park',
    question: 'Who saw a wolf in Harlow park?',
    body: 'It was grey and thin. A jogger saw a wolf in Harlow park before breakfast. Dogs are kept on leads.',
    isRemoved: true,
  },
  'a reason': {
    title: 'Why flight Zeta 9 turned back',
    question: 'Why did flight Zeta 9 turn back?',
    body: 'It had been in the air for an hour. Flight Zeta 9 turned back because of smoke in the kitchen. Passengers slept in a gym.',
    edits: [['smoke in the kitchen', 'a drunk passenger']],
  },
};

/** What each says is the same afterwards. */
export const COSMETIC_CHANGES: Record<string, PlantedChange> = {
  'a typo mended': {
    title: 'Library of Norby moves',
    question: 'Where does the Norby library move?',
    body: 'Its roof had leaked. The Norby libary moves into the old brewery next summer. Readers help to carry books.',
    edits: [['libary', 'library']],
  },
  'letters exchanged': {
    title: 'Otters in the Wye',
    question: 'What did otters build in the Severin canal?',
    body: 'They came in winter. Otters bulit a holt in the Severin canal beside the lock. The lock keeper feeds them.',
    edits: [['bulit', 'built']],
  },
  'a doubled word': {
    title: 'Marathon of Calder',
    question: 'Who started the Calder marathon?',
    body: 'The sun was out. A blind violinist started the the Calder marathon with a whistle. Nobody fainted.',
    edits: [['the the', 'the']],
  },
  reflowed: {
    title: 'Clock of Anstey',
    question: 'Why does the Anstey clock strike thirteen?',
    body: 'It is very old. The Anstey clock strikes thirteen because a mouse lives in its works. The vicar likes it.',
    edits: [
      ['clock strikes thirteen because', 'clock\nstrikes thirteen because'],
      ['lives in its works', 'lives  in\nits works'],
    ],
  },
  'wrapped into lines': {
    title: 'Lighthouse of Saltmere',
    question: 'Who bought the Saltmere lighthouse?',
    body: 'It had been dark for years. A retired dentist bought the Saltmere lighthouse for his pigeons. He paints it yellow.',
    edits: [
      ['been dark for', 'been dark\nfor'],
      ['dentist bought', 'dentist\nbought'],
    ],
  },
  'a paragraph before': {
    title: 'Cheese of Brack',
    question: 'What does the Brack dairy make?',
    body: 'It stands on a hill. The Brack dairy makes a blue cheese from goat milk. Tourists buy all of it.',
    edits: [['It stands', 'This text was corrected on 5 May: the hill is no mountain.\n\nIt stands']],
  },
  'a paragraph behind': {
    title: 'Swans of Ely bend',
    question: 'What stopped the boats at Ely bend?',
    body: 'It was a warm day. Nesting swans stopped the boats at Ely bend for six hours. Rowers drank lemonade.',
    edits: [['lemonade.', 'lemonade.\n\nEarlier 12 boats had turned around, the harbour master said on Sunday.']],
  },
  'a paragraph between': {
    title: 'Organ of Thorley',
    question: 'Who repaired the Thorley organ?',
    body: 'Pipes had cracked.\n\nTwo brothers from Ghent repaired the Thorley organ with glue.\n\nA concert follows.',
    edits: [['glue.\n\n', 'glue.\n\nThey were paid 3,000 pounds.\n\n']],
  },
  'a sentence put before it': {
    title: 'Bees of Ham hill',
    question: 'Where do the Ham hill bees live?',
    body: 'They were lost in May. The Ham hill bees live in a letter box near the station. Letters go to the baker.',
    edits: [['in May. ', 'in May. They do not sting. ']],
  },
  'a comma put in': {
    title: 'Pond of Ashby',
    question: 'What did divers find in the Ashby pond?',
    body: 'They had searched all week. After a long search divers found a bronze cannon in the Ashby pond. It is rusty.',
    edits: [['After a long search divers', 'After a long search, divers']],
  },
  'an Oxford comma': {
    title: 'Fair at Melton',
    question: 'What can be bought at the Melton fair?',
    body: 'It lasts a week. Apples, candles and kites can be bought at the Melton fair. Entry is free.',
    edits: [['candles and kites', 'candles, and kites']],
  },
  'quotation marks': {
    title: 'Poet of Rowan',
    question: 'What did the poet Nell Ames say about the Rowan prize?',
    body: 'She came by bus. "The Rowan prize will pay for my roof," the poet Nell Ames said in tears. Her cat was with her.',
    edits: [
      ['"The', '“The'],
      ['roof,"', 'roof,”'],
    ],
  },
  'single quotation marks': {
    title: 'Sign at Cutler street',
    question: 'What does the sign in Cutler street say?',
    body: 'It hangs askew. The sign in Cutler street says "no parrots" in red paint. Nobody knows why.',
    edits: [['"no parrots"', "'no parrots'"]],
  },
  'another headline': {
    title: 'Snow closes Tarn pass',
    newTitle: 'Drivers stranded for hours as winter arrives early in the hills',
    question: 'What closed the Tarn pass?',
    body: 'It came in October. Deep snow closed the Tarn pass to lorries for two days. Ploughs were late.',
  },
  'per cent in one word': {
    title: 'Turnout at Brigg',
    question: 'What was the turnout at the Brigg election?',
    body: 'It rained. The turnout at the Brigg election was 61 per cent in all wards. Counting was quick.',
    edits: [['61 per cent', '61 percent']],
  },
  'a sign for per cent': {
    title: 'Potatoes of Fenland',
    question: 'By how much did the Fenland potato harvest shrink?',
    body: 'Blight came. The Fenland potato harvest shrank by 20 per cent against last year. Chips grow dear.',
    edits: [['20 per cent', '20%']],
  },
  'a number in digits': {
    title: 'Lambs of Hexby',
    question: 'How many lambs were born on the Hexby farm?',
    body: 'It was a cold night. Five lambs were born on the Hexby farm during the storm. All of them live.',
    edits: [['Five lambs', '5 lambs']],
  },
  'a number in words': {
    title: 'Stairs of Lowther',
    question: 'How many steps has the Lowther tower?',
    body: 'Visitors pant. The Lowther tower has 90 steps of oak. A handrail was added.',
    edits: [['90 steps', 'ninety steps']],
  },
  'a separator of thousands': {
    title: 'Bottles on Quay beach',
    question: 'How many bottles did pupils collect on Quay beach?',
    body: 'They began at eight. Pupils collected 12500 bottles on Quay beach in a day. Glass is sold.',
    edits: [['12500', '12,500']],
  },
  'a million in figures': {
    title: 'Grant for Ketter hall',
    question: 'How large is the grant for Ketter hall?',
    body: 'Plaster falls. The grant for Ketter hall is 3 million dollars from a trust. Work begins soon.',
    edits: [['3 million dollars', '$3,000,000']],
  },
  'a link added': {
    title: 'Map of Oxbow',
    question: 'Who drew the Oxbow map?',
    body: 'It hung in an inn. A deaf shepherd drew the Oxbow map with charcoal. Scholars copy it.',
    edits: [['the Oxbow map', '[the Oxbow map](https://maps.example/oxbow)']],
  },
  emphasis: {
    title: 'Soup of Danby',
    question: 'What is in the Danby soup?',
    body: 'It is eaten cold. Nettles and smoked eel are in the Danby soup of old. Guests ask twice.',
    edits: [['smoked eel', '**smoked eel**']],
  },
  'emphasis of another kind': {
    title: 'Ship of Crail',
    question: 'What did the ship Petrel carry to Crail?',
    body: 'Fog lay on the firth. The ship Petrel carried *live lobsters* to Crail in tubs. One escaped.',
    edits: [['*live lobsters*', '_live lobsters_']],
  },
  'an accent': {
    title: 'Cafe of Merle street',
    question: 'What does the Merle street cafe serve?',
    body: 'It opens at five. The Merle street cafe serves porridge with plums to bakers. Music is banned.',
    edits: [['cafe serves', 'café serves']],
  },
  'a spelling of elsewhere': {
    title: 'Theatre of Pym',
    question: 'Why was the Pym theatre painted grey?',
    body: 'Actors objected. The Pym theatre was painted gray because other colors were sold out. It rains often.',
    edits: [
      ['gray', 'grey'],
      ['colors', 'colours'],
    ],
  },
  'a hyphen': {
    title: 'Ban at Lune lake',
    question: 'What is banned on Lune lake?',
    body: 'Swimmers complained. High speed boats are banned on Lune lake from July. Police patrol.',
    edits: [['High speed', 'High-speed']],
  },
  'a dash': {
    title: 'Kites over Stour',
    question: 'Who flew kites over the Stour?',
    body: 'Wind was strong. Forty nuns - most of them beginners - flew kites over the Stour at dusk. Cows looked up.',
    edits: [['nuns - most of them beginners - flew', 'nuns — most of them beginners — flew']],
  },
  'a contraction': {
    title: 'Bus of Nairn',
    question: 'Why does the Nairn bus not run?',
    body: 'It is thirty years old. The Nairn bus does not run because its driver is on the moor. Children walk.',
    edits: [['does not run', "doesn't run"]],
  },
  'a capital at the beginning': {
    title: 'Rules of Upton club',
    question: 'What must members of the Upton club wear?',
    body: 'There are nine rules; members of the Upton club must wear green ties at dinner. Guests need none. Dinner is at eight.',
    edits: [['nine rules; members', 'nine rules. Members']],
  },
  'white space and a blank line': {
    title: 'Mill of Sarn',
    question: 'What does the Sarn mill grind?',
    body: 'It has six sails. The Sarn mill grinds acorns for pigs every autumn. Flour is made elsewhere.',
    edits: [
      ['sails. The', 'sails.\n\n\nThe'],
      ['acorns for pigs', 'acorns  for pigs'],
    ],
  },
};
