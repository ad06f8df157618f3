/** Thirteen invented articles of one month about twelve events, of which two papers tell the first; and one undated. */
const EVENTS: [title: string, body: string][] = [
  [
    'Drawbridge at Lindvik jams open',
    'The drawbridge at Lindvik jammed open on Wednesday with a schooner beneath it, and lorries queued for nine kilometres until a locksmith freed the gear. Nobody could remember such a jam.',
  ],
  [
    'Glacier gives back a mailbag',
    'A mailbag that vanished in 1931 melted out of the Hvit glacier, and postmistress Runa Dahl began to deliver its 212 letters to grandchildren. Some envelopes were still legible.',
  ],
  [
    'Orchard thieves caught by bees',
    'Two men who stole saplings from an orchard near Ost fled into a pond after they had knocked over beehives, constable Marit Lie reported. Both were treated for stings.',
  ],
  [
    'Chess champion plays sixty boards',
    'Chess champion Olga Renn played sixty boards at once in the town hall and lost only to a schoolboy of eleven. The session lasted until four in the morning.',
  ],
  [
    'Brewery floods its own cellar',
    'A burst tank at the Falk brewery sent thirty thousand litres of porter into the cellar, where pumps ran all weekend. Insurers are looking at the valves.',
  ],
  [
    'Comet seen without telescope',
    'Astronomers at Skagen photographed a comet with a green tail that can be seen without a telescope until Sunday. It returns in four centuries.',
  ],
  [
    'Tram drivers walk out',
    'Tram drivers walked out at noon over split shifts, and the union demanded a timetable that leaves time for dinner. Commuters went by bicycle.',
  ],
  [
    'Opera house finds lost score',
    'Librarians of the opera house found a score by Hedda Storm behind a radiator, and the orchestra rehearsed its overture on Friday. The premiere is planned for autumn.',
  ],
  [
    'Vaccine trial for seals begins',
    'Veterinarians started a trial of a distemper vaccine among three hundred grey seals on the skerries. The first injections went without trouble.',
  ],
  [
    'Parliament taxes fireworks',
    'Parliament voted by a narrow majority to tax fireworks, and the money is meant for burn clinics. Manufacturers announced a lawsuit.',
  ],
  [
    'Marathon won in wooden shoes',
    'Baker Jens Tofte won the coastal marathon in wooden shoes after the favourites had followed a wrong arrow into a quarry. He says his soles are sore.',
  ],
  [
    'Satellite maps kelp forests',
    'A new satellite mapped kelp forests along the whole coast, and biologists counted twice as much of it as they had supposed. The data are free for everyone.',
  ],
];

const file = (article: Record<string, string>) => JSON.stringify(article);
const day = (i: number) => `2024-05-${String(i + 1).padStart(2, '0')}`;

export const MAY: Record<string, string> = Object.fromEntries([
  ...EVENTS.map(([title, body], i) => [
    `event-${i}.json`,
    file({ title, body, source: i % 2 ? 'Coast herald' : 'Stone gazette', published_at: day(i) }),
  ]),
  [
    'event-0-again.json',
    file({
      title: 'Schooner stuck under Lindvik drawbridge',
      body: 'A schooner was stuck under the drawbridge at Lindvik on Wednesday when the drawbridge jammed open, and lorries queued for nine kilometres until a locksmith freed the gear.',
      source: 'Coast herald',
      published_at: day(0),
    }),
  ],
  ['undated.json', file({ title: 'A note without a day', body: 'The weather is fair. It has been fair for long.' })],
]);
