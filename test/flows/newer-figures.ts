/** An answered question with a figure, and an article that comes later: with another figure for the same thing, or not. */
export interface LaterArticle {
  question: string;
  title: string;
  body: string;
  /** Of the first article 2024-05-06 unless given. */
  later: { title: string; body: string; publishedAt?: string | null };
}

export const NEWER: Record<string, LaterArticle> = {
  'a toll rises': {
    question: 'How many people died in the Torvik landslide?',
    title: 'Landslide buries Torvik houses',
    body: 'The Torvik landslide killed 14 people before dawn. Soldiers dug with spades.',
    later: {
      title: 'More dead at Torvik',
      body: 'Searchers went home. The Torvik landslide killed 17 people, the county said.',
    },
  },
  'a cost grows': {
    question: 'How much will the Wexley tunnel cost?',
    title: 'Wexley tunnel approved',
    body: 'The Wexley tunnel will cost 40 million euros. Work begins in spring.',
    later: { title: 'Wexley tunnel dearer', body: 'Steel is scarce. The Wexley tunnel will cost 65 million euros.' },
  },
  'a share is counted anew': {
    question: 'What was the turnout at the Brigg election?',
    title: 'Brigg votes',
    body: 'The turnout at the Brigg election was 61 per cent. It rained.',
    later: {
      title: 'Brigg recount',
      body: 'Boxes had been mislaid. The turnout at the Brigg election was 64 per cent after a recount.',
    },
  },
  'a number of missing': {
    question: 'How many sailors are missing from the trawler Petrel?',
    title: 'Trawler Petrel sinks',
    body: 'Nine sailors are missing from the trawler Petrel. A storm rages.',
    later: {
      title: 'Petrel sailors found',
      body: 'Two were found on a raft. Seven sailors are missing from the trawler Petrel.',
    },
  },
  'a number of strikers': {
    question: 'How many workers are on strike at the Pellworm mill?',
    title: 'Strike at Pellworm',
    body: 'About 300 workers are on strike at the Pellworm mill. Talks failed.',
    later: {
      title: 'Pellworm strike grows',
      body: 'Drivers joined. About 800 workers are on strike at the Pellworm mill.',
    },
  },
  'a fine': {
    question: 'How large is the fine for the Kestrel bank?',
    title: 'Kestrel bank fined',
    body: 'The fine for the Kestrel bank is 5 million dollars. It will appeal.',
    later: {
      title: 'Kestrel bank appeals',
      body: 'A judge halved it. The fine for the Kestrel bank is 2.5 million dollars.',
    },
  },
  'sick animals': {
    question: 'How many cows are sick on the Dunmore farms?',
    title: 'Cattle plague at Dunmore',
    body: 'On the Dunmore farms 40 cows are sick. Vets came.',
    later: { title: 'Dunmore plague spreads', body: 'The plague spreads. On the Dunmore farms 95 cows are sick.' },
  },
  'a ticket': {
    question: 'How much does a ticket for the Ullin ferry cost?',
    title: 'Ullin ferry returns',
    body: 'A ticket for the Ullin ferry costs 12 crowns. Dogs travel free.',
    later: { title: 'Ullin ferry fares', body: 'Fuel is dear. A ticket for the Ullin ferry costs 15 crowns.' },
  },
  'a rate': {
    question: 'What is the jobless rate in Skagby?',
    title: 'Jobs at Skagby',
    body: 'The jobless rate in Skagby is 4.1 per cent. Boats are idle.',
    later: { title: 'Skagby finds work', body: 'The cannery opened. The jobless rate in Skagby is 3.6 per cent.' },
  },
  signatures: {
    question: 'How many people signed the petition for the Keld forest?',
    title: 'Petition for Keld',
    body: 'The petition for the Keld forest was signed by 2,000 people. It goes to parliament.',
    later: {
      title: 'Keld petition grows',
      body: 'Schools joined. The petition for the Keld forest was signed by 9,500 people.',
    },
  },
};

export const NOT_NEWER: Record<string, LaterArticle> = {
  'another place': {
    question: 'How many people died in the Holm avalanche?',
    title: 'Avalanche at Holm',
    body: 'The Holm avalanche killed 6 people at noon. Dogs searched.',
    later: {
      title: 'Avalanche at Vessing',
      body: 'Snow fell for days. The Vessing avalanche killed 11 people at night.',
    },
  },
  'the same figure': {
    question: 'How much did the Lindal fire engine cost?',
    title: 'Lindal buys a fire engine',
    body: 'The Lindal fire engine cost 410,000 euros. It is red.',
    later: { title: 'Lindal engine arrives', body: 'Children cheered. The Lindal fire engine cost 410,000 euros.' },
  },
  'an older article that came late': {
    question: 'How many tents stand in the Osmar camp?',
    title: 'Osmar camp grows',
    body: 'In the Osmar camp stand 900 tents. Lorries arrive.',
    later: {
      title: 'Osmar camp opens',
      body: 'It is windy. In the Osmar camp stand 120 tents.',
      publishedAt: '2024-04-02',
    },
  },
  'an article without a date': {
    question: 'How many whales stranded in Espen bay?',
    title: 'Whales at Espen',
    body: 'In Espen bay 40 whales stranded. Vets came.',
    later: { title: 'Whales again', body: 'The tide was low. In Espen bay 55 whales stranded.', publishedAt: null },
  },
  'the same day': {
    question: 'How many houses burned in Gressby?',
    title: 'Fire in Gressby',
    body: 'In Gressby 12 houses burned. The wind was strong.',
    later: { title: 'Gressby in ashes', body: 'Smoke rises. In Gressby 13 houses burned.', publishedAt: '2024-05-06' },
  },
  'injured for killed': {
    question: 'How many people were killed by the Vorne blast?',
    title: 'Blast at Vorne',
    body: 'The Vorne blast killed 3 people. Windows broke.',
    later: { title: 'Vorne counts', body: 'Beds are full. The Vorne blast injured 41 people.' },
  },
  'another unit': {
    question: 'How long is the oil slick off Brennan island?',
    title: 'Oil off Brennan',
    body: 'The oil slick off Brennan island is 12 kilometres long. Gulls die.',
    later: {
      title: 'Oil off Brennan drifts',
      body: 'The wind turned. The oil slick off Brennan island is 400 metres wide.',
    },
  },
  'a part of it': {
    question: 'How many pupils are ill at the Glenby school?',
    title: 'Illness at Glenby',
    body: 'At the Glenby school 40 pupils are ill. The kitchen is shut.',
    later: {
      title: 'Glenby first form',
      body: 'The smallest suffer. In the first form of the Glenby school 9 pupils are ill.',
    },
  },
  'another year': {
    question: 'How many visitors came to the Melton fair?',
    title: 'Melton fair ends',
    body: 'To the Melton fair came 8,000 visitors. Kites flew.',
    later: {
      title: 'Melton fair looks back',
      body: 'It was colder then. To the Melton fair of 1998 came 3,000 visitors.',
    },
  },
  'a rumour': {
    question: 'How many miners are trapped in the Astrup mine?',
    title: 'Astrup mine floods',
    body: 'In the Astrup mine 5 miners are trapped. Pumps run.',
    later: {
      title: 'Rumours at Astrup',
      body: 'Families wait. In the Astrup mine 20 miners may be trapped, a taxi driver claimed.',
    },
  },
  'a denial': {
    question: 'How many jobs will the Selby works cut?',
    title: 'Selby works to cut jobs',
    body: 'The Selby works will cut 200 jobs. Unions protest.',
    later: { title: 'Selby works deny', body: 'A paper had said so. The Selby works will not cut 500 jobs.' },
  },
  'a plan': {
    question: 'How many trees does Pell square have?',
    title: 'Pell square greener',
    body: 'Pell square has 40 trees. They are limes.',
    later: { title: 'Plan for Pell square', body: 'The mayor dreams. Pell square should have 90 trees one day.' },
  },
  'another firm': {
    question: 'How many trams will Nordwerk build?',
    title: 'Order for Nordwerk',
    body: 'Nordwerk will build 30 trams. The halls are full.',
    later: { title: 'Order for Kallio', body: 'The rival smiles. Kallio will build 45 trams.' },
  },
  'the figure rounded': {
    question: 'How many bottles lay on Quay beach?',
    title: 'Glass on Quay beach',
    body: 'On Quay beach lay 12,480 bottles. Pupils counted.',
    later: { title: 'Quay beach clean', body: 'A ship had lost them. On Quay beach lay about 12,500 bottles.' },
  },
  'the old figure beside a new one': {
    question: 'How many lambs were born on the Hexby farm?',
    title: 'Lambs at Hexby',
    body: 'On the Hexby farm 5 lambs were born. It was cold.',
    later: { title: 'Hexby spring', body: 'After the storm. On the Hexby farm 5 lambs and 3 calves were born.' },
  },
  'a question of a day': {
    question: 'How many ships lay in Aldane harbour on 5 May?',
    title: 'Aldane harbour full',
    body: 'In Aldane harbour lay 22 ships on 5 May. Fog came.',
    later: { title: 'Aldane harbour empties', body: 'The fog went. In Aldane harbour lay 9 ships on 12 May.' },
  },
  'another matter with the same words': {
    question: 'How much does the Corran bridge weigh?',
    title: 'Corran bridge weighed',
    body: 'The Corran bridge weighs 900 tonnes. It is of iron.',
    later: { title: 'Corran bridge limit', body: 'Signs went up. The Corran bridge carries 30 tonnes.' },
  },
  'a half of the time': {
    question: 'How many goals did Ardley Rovers score against Penrose?',
    title: 'Ardley wins',
    body: 'Ardley Rovers scored seven goals against Penrose. The groundsman wept.',
    later: { title: 'Ardley again', body: 'It was a friendly. Ardley Rovers scored two goals against Marlow.' },
  },
  'a quotation of somebody': {
    question: 'How many steps has the Lowther tower?',
    title: 'Lowther tower opens',
    body: 'The Lowther tower has 90 steps. A handrail was added.',
    later: {
      title: 'Child counts',
      body: 'A class came. "The Lowther tower has 112 steps," said a child who had counted twice.',
    },
  },
  'another question of the matter': {
    question: 'How old is the Anstey clock?',
    title: 'Anstey clock turns old',
    body: 'The Anstey clock is 300 years old. A mouse lives in it.',
    later: { title: 'Anstey clock sold', body: 'A dealer paid. The Anstey clock was sold for 7,000 pounds.' },
  },
};
