/** Five invented articles about one coast, for tests that need a handful. */
export const QUARRY = `---
title: Norrvik quarry opens again
source: Stone gazette
published_at: 2024-05-02
---
The quarry at Norrvik opened again on Thursday after nine winters of silence.
Engineers pumped green water out of the pit for eleven weeks.
A family of otters had settled in the quarry and was carried to the lake.
The owner, Signe Holm, promised sixty jobs for stonecutters.
Neighbours fear that lorries will crowd the narrow road past the school.
Granite from the quarry once paved the squares of three capitals.
`;

export const WAGES = `---
title: Hearing on wages
source: Coast herald
published_at: 2024-05-09
---
Signe Holm opened the hearing on Thursday. She said that the wages of stonecutters would rise by a tenth. The council listened without a word.
`;

export const LEAK = `---
title: Dam at Elva leaks
source: Coast herald
published_at: 2023-01-10
---
The dam at Elva began to leak after the storm on Monday night. Water flooded two farms below the dam before dawn. Crews poured concrete into the dam all day.
`;

export const MENDED = `---
title: Dam at Elva mended
source: Stone gazette
published_at: 2023-02-20
---
The dam at Elva is tight again, the county reported after a test. The repair of the dam cost 3 million crowns.
`;

export const CIRCUS = `The circus Bellini pitched its tent on the meadow at Ost. Its only elephant retired last year and lives on a farm. Tickets cost 12 crowns, and children under six pay nothing.
`;

export const TOWN = {
  'quarry.md': QUARRY,
  'wages.md': WAGES,
  'leak.md': LEAK,
  'mended.md': MENDED,
  'circus.txt': CIRCUS,
};
