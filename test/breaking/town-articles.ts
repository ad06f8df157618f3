/** A dozen short articles of our own, of all formats that keep fields: what is broken over and over has to be small. */
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';

const PLACES = ['Lindvik', 'Skarholm', 'Norrby', 'Tallnes', 'Ostermark', 'Granvik', 'Hamra', 'Kilby', 'Sundal'];

const brief = (place: string, number: number) => `---
title: ${place} opens bridge number ${number + 3}
source: ${number % 2 ? 'Harbour desk' : 'Town desk'}
published_at: 2024-04-${String(number + 10)}
url: https://news.example/${place.toLowerCase()}
---
The mayor of ${place}, ${place} Berg, opened bridge ${number + 3} on Friday. It cost ${number + 2} million crowns.
“Nobody has to wait for the ferry to ${place} again,” the mayor said. About ${120 + number} people came to see it.
The old bridge of ${place} had been closed in ${1990 + number} after a storm.
`;

export const TOWN: Record<string, string> = {
  'ferry.md': FERRY,
  'bakery.md': BAKERY,
  'library.txt': PLAIN,
  ...Object.fromEntries(PLACES.map((place, number) => [`${place.toLowerCase()}.md`, brief(place, number)])),
};

export const QUESTIONS = [
  'Why does the ferry between Lindvik and Skarholm not sail?',
  'Who denied that the town plans to close its library?',
  'How much did the bridge of Norrby cost?',
  'latest news',
];
