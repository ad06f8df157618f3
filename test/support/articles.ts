/** Three short articles of our own for tests. */
export const FERRY = `---
title: Ferry to Skarholm stops for a week
source: Harbour desk
published_at: 2024-03-05
---
The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday.
A crack was found in the ramp during an inspection on Monday.
“We will not take people across on a broken ramp,” she said.
Repairs will cost 40,000 crowns, and the island's shops were told to expect supplies by helicopter.
`;

export const BAKERY = `---
title: Lindvik bakery wins prize for rye bread
source: Food desk
published_at: 2024-03-07
---
A bakery in Lindvik has won the national prize for rye bread.
Its owner, Tomas Hell, said the starter dough was 31 years old.
The jury praised the crust and tasted 112 loaves in two days.
`;

export const PLAIN = `Mayor Ines Falk denied on Thursday that the town plans to close its library. Falk said the building would be repaired in the summer. The claim had first been made by the councillor Per Lund, who said he had seen a draft budget.
`;

export const CORPUS = { 'corpus/ferry.md': FERRY, 'corpus/food/bakery.md': BAKERY, 'corpus/library.txt': PLAIN };
