/**
 * As planted-changes.ts, written when the judgement was finished: unseen, 17 of the first 20 came out right. What the other three
 * taught (a sentence that goes on, "no" before it, a day written otherwise) is in the judgement now, and a unit written out.
 */
import type { PlantedChange } from './planted-changes.js';

export const LATER_REAL: Record<string, PlantedChange> = {
  'a number and the sentence before it': {
    title: 'Fire at the Quill warehouse',
    question: 'How many firefighters fought the fire at the Quill warehouse?',
    body: 'Smoke could be seen from the sea. About 80 firefighters fought the fire at the Quill warehouse until noon. The cause is unknown.',
    edits: [['Smoke could be seen from the sea. About 80', 'Smoke drifted over the sea. About 130']],
  },
  'an hour': {
    title: 'Ferry times at Ullin',
    question: 'When does the last Ullin ferry leave?',
    body: 'Islanders asked for more boats. The last Ullin ferry leaves at 9:30 in the evening. A taxi boat waits.',
    edits: [['at 9:30', 'at 8:15']],
  },
  'a role': {
    title: 'Tribunal of Gressby',
    question: 'Who lied to the Gressby tribunal?',
    body: 'Letters were read aloud. The former treasurer lied to the Gressby tribunal about the yacht. Nobody laughed.',
    edits: [['The former treasurer', 'The treasurer']],
  },
  'only some': {
    title: 'Vaccines of Hollin',
    question: 'Which children of Hollin were vaccinated?',
    body: 'Nurses drove from farm to farm. All children of Hollin were vaccinated against measles. Sweets were given out.',
    edits: [['All children', 'Most children']],
  },
  'a condition put in': {
    title: 'Mine of Astrup',
    question: 'Will the Astrup mine reopen?',
    body: 'Pumps run day and night. The Astrup mine will reopen in autumn, the owner promised. Rats have moved in.',
    edits: [['will reopen in autumn', 'will reopen in autumn if the water falls']],
  },
  'who did it to whom': {
    title: 'Lawsuit of Birkdale',
    question: 'Who sued whom over the Birkdale orchard?',
    body: 'They had been friends. Anders Holt sued Maja Vik over the Birkdale orchard in April. Apples rot.',
    edits: [['Anders Holt sued Maja Vik', 'Maja Vik sued Anders Holt']],
  },
  'the police said': {
    title: 'Robbery at Colne',
    question: 'What did the Colne robbers take?',
    body: 'They wore clown masks. The Colne robbers took a safe full of stamps. One left a shoe.',
    edits: [['took a safe full of stamps', 'took a safe full of stamps, police said']],
  },
  'planned for done': {
    title: 'Road of Dentley',
    question: 'What did the county do with the Dentley road?',
    body: 'Lorries used it. The county widened the Dentley road by two lanes. Hedges fell.',
    edits: [['The county widened', 'The county plans to widen']],
  },
  'a rewritten sentence with another number': {
    title: 'Whales at Espen bay',
    question: 'How many whales stranded in Espen bay?',
    body: 'The moon was full. Some 40 pilot whales stranded in Espen bay on the sand. Vets came.',
    edits: [
      ['Some 40 pilot whales stranded in Espen bay on the sand.', 'On the sand of Espen bay 55 pilot whales stranded.'],
    ],
  },
  'a claim taken back': {
    title: 'Recall at Foxley',
    question: 'What was found in the Foxley jam?',
    body: 'Shops cleared their shelves. Splinters of glass were found in the Foxley jam. Customers get their money back.',
    edits: [['Splinters of glass were found in', 'No splinters of glass were found in']],
  },
};

export const LATER_COSMETIC: Record<string, PlantedChange> = {
  'two sentences made of one': {
    title: 'Goats of Garth',
    question: 'What did the Garth goats eat?',
    body: 'A gate stood open. The Garth goats ate the tulips of the embassy and then they slept on the lawn. Photos exist.',
    edits: [['embassy and then they slept', 'embassy. Then they slept']],
  },
  'one sentence made of two': {
    title: 'Choir of Hesk',
    question: 'Where did the Hesk choir sing?',
    body: 'It has ninety singers. The Hesk choir sang in a salt mine. It was warm there.',
    edits: [['salt mine. It was', 'salt mine, and it was']],
  },
  'words moved': {
    title: 'Seal of Irvine',
    question: 'What did a seal do at Irvine station?',
    body: 'It was raining. On Monday a seal blocked the rails at Irvine station. Staff fed it.',
    edits: [
      [
        'On Monday a seal blocked the rails at Irvine station.',
        'A seal blocked the rails at Irvine station on Monday.',
      ],
    ],
  },
  'a detail added': {
    title: 'Pianos of Jarl street',
    question: 'Who gave pianos to Jarl street?',
    body: 'Music sounds now. A widow gave three pianos to Jarl street. They stand in the open.',
    edits: [
      ['A widow gave three pianos to Jarl street.', 'A widow gave three pianos to Jarl street, where she was born.'],
    ],
  },
  'a title before a name': {
    title: 'Prize for Kell',
    question: 'Who won the Kell prize?',
    body: 'The jury met twice. Hanna Sorby won the Kell prize for her maps of moss. She is ninety.',
    edits: [['Hanna Sorby won', 'Professor Hanna Sorby won']],
  },
  'a date in another form': {
    title: 'Pool of Lorne',
    question: 'When does the Lorne pool open?',
    body: 'Tiles are laid. The Lorne pool opens on 3 June for swimmers. Lessons are free.',
    edits: [['on 3 June', 'on June 3rd']],
  },
  'two typos': {
    title: 'Hotel of Mora',
    question: 'Why was the Mora hotel closed?',
    body: 'Guests were moved. The Mora hotel was closed becuase its foundatoin sinks into the bog. Frogs sing.',
    edits: [
      ['becuase', 'because'],
      ['foundatoin', 'foundation'],
    ],
  },
  'a verb in another tense': {
    title: 'Bakers of Nock',
    question: 'What do the bakers of Nock protest against?',
    body: 'Ovens are cold. The bakers of Nock protest against a tax on rye. Bread is short.',
    edits: [['protest against', 'are protesting against']],
  },
  'a list with bullets': {
    title: 'Rules of Orby',
    question: 'What is forbidden in the Orby caves?',
    body: 'Visitors come by boat. Torches and drums are forbidden in the Orby caves since spring. Bats breed there.',
    edits: [['Visitors come by boat. Torches', 'Visitors come by boat.\n\n- Torches']],
  },
  'a unit written out': {
    title: 'Trail of Yde',
    question: 'How long is the Yde trail?',
    body: 'Maps were wrong. The Yde trail is 40 km long. It is steep.',
    edits: [['40 km', '40 kilometres']],
  },
  'said for told': {
    title: 'Vote of Pell',
    question: 'What did mayor Ruth Lang announce about Pell square?',
    body: 'The square is grey. Mayor Ruth Lang announced that Pell square will get forty lime trees. Pigeons watched.',
    edits: [['announced that', 'said that']],
  },
};
