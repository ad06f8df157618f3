/** The questions of the judge's entrance exam: invented news, and of each piece sentences that it carries and sentences that it doesn't. */

export interface ExamText {
  heading: string;
  sentences: string[];
  /** What the text states in other words, and what it doesn't: 20 of each in all. */
  carried: string[];
  notCarried: string[];
}

export const EXAM_TEXTS: ExamText[] = [
  {
    heading: 'Ferry route closes for repairs, Coast Ledger, 4 March 2024',
    sentences: [
      'The ferry between Velsund and Aakre will not sail for three weeks, the operator Nordkyst said on Monday.',
      'Divers had found a crack of 40 centimetres in the hull of the Aurora on Saturday.',
      'Nordkyst expects repairs to cost about 2 million crowns.',
      'Deputy mayor Tova Lind said that the town may pay for two extra buses if the region agrees.',
      'No passengers were aboard when the crack was found.',
    ],
    carried: [
      'According to Nordkyst, there will be no sailings between Velsund and Aakre for three weeks.',
      'Divers discovered the damage to the Aurora on 2 March.',
      'The operator puts the price of the repairs at roughly 2 million crowns.',
    ],
    notCarried: [
      'Mayor Tova Lind said that the town will pay for two extra buses.',
      'Passengers had to leave the ship when the crack was found.',
    ],
  },
  {
    heading: 'Court clears former minister, The Meridian, 18 June 2023',
    sentences: [
      'A court in Brennau acquitted the former transport minister Karl Oster of bribery on Friday.',
      'Prosecutors had accused him of taking 80,000 euros from the builder Hallex for a road contract.',
      'Judge Irene Falk said that the payments were shown, but not that Oster knew of them.',
      "Hallex's director, Peter Voss, was sentenced to two years in prison in April.",
      'The prosecution said it would decide by July whether to appeal.',
    ],
    carried: [
      'Karl Oster, who used to be transport minister, was found not guilty of bribery.',
      'The judge found no proof that Oster had known about the payments.',
    ],
    notCarried: [
      'The transport minister Karl Oster was convicted of bribery on Friday.',
      'Peter Voss was acquitted in April.',
      'Prosecutors will appeal in July.',
    ],
  },
  {
    heading: 'Drought empties reservoirs, Southern Wire, 9 August 2022',
    sentences: [
      'Reservoirs in the province of Lasca hold 31 percent of what they can, the lowest level since 1995.',
      'A year ago it was 58 percent.',
      'The water authority has forbidden the filling of pools in 14 towns, but not the watering of crops.',
      'Farmers’ union leader Rosa Amaral warned that half of the olive harvest could be lost unless it rains before September.',
      'Lasca borders the province of Merida, where no limits are in force.',
    ],
    carried: [
      'Water levels in Lasca’s reservoirs have not been this low since 1995.',
      'Pools may not be filled in 14 towns, while crops can still be watered.',
      'The reservoirs were fuller a year earlier, at 58 percent.',
    ],
    notCarried: [
      'Half of the olive harvest has been lost, Rosa Amaral said.',
      'In Merida pools may not be filled in 14 towns.',
    ],
  },
  {
    heading: 'Clinic reports early results of malaria vaccine, Health Courier, 12 November 2021',
    sentences: [
      'A new malaria vaccine prevented 74 percent of cases among 450 children in a trial in Tambou, its makers said.',
      'The results have not been reviewed by other scientists.',
      'Mild fever was the most common side effect, in nearly one child in ten.',
      'Ama Dossou, who led the trial at the Saint Clair clinic, called the figures encouraging but early.',
      'A second trial with 3,000 children is planned for 2022.',
    ],
    carried: [
      'The makers say the vaccine stopped about three quarters of malaria cases in the trial.',
      'Ama Dossou, the head of the trial, found the figures encouraging, though early.',
    ],
    notCarried: [
      'Independent scientists have confirmed that the vaccine prevents 74 percent of cases.',
      'A second trial with 3,000 children ended in 2022.',
      'Mild fever was seen in more than one child in five.',
    ],
  },
  {
    heading: 'Border talks end without agreement, World Desk, 27 January 2023',
    sentences: [
      'Talks between Orvania and Kestria over the river border ended without an agreement on Thursday.',
      'Orvania’s foreign minister, Milan Reth, accused Kestria of moving 600 soldiers to the town of Dol.',
      'Kestria denied this and said that only 40 border guards had been sent there.',
      'The aide of President Elin Marr said that she was ready to meet Orvania’s president in February.',
      'Both sides agreed to keep the bridge at Dol open for lorries.',
    ],
    carried: [
      'The two countries did not reach an agreement about their border on the river.',
      'Kestria rejects the claim that it sent 600 soldiers to Dol.',
      'Lorries can still use the bridge at Dol, as both countries agreed.',
    ],
    notCarried: [
      'Orvania moved 600 soldiers to the town of Dol.',
      'President Elin Marr met Orvania’s president in February.',
    ],
  },
  {
    heading: 'Steelmaker to cut jobs, Business Daily, 2 October 2023',
    sentences: [
      'The steelmaker Torvik will cut 1,200 of its 9,000 jobs by the end of 2024, chief executive Dana Holm said on Monday.',
      'The plants in Hagen and Lier are to be merged; the one in Ostby is not affected.',
      'The union said that it had not been told before the announcement.',
      'Torvik made a loss of 310 million euros last year, after a profit of 45 million the year before.',
      'Shares rose by nearly 6 percent in the morning.',
    ],
    carried: [
      'Dana Holm announced that Torvik is to lose 1,200 jobs by the end of next year.',
      'Torvik lost 310 million euros in 2022.',
    ],
    notCarried: [
      'The plant in Ostby will be merged with the one in Hagen.',
      'The union announced that 1,200 jobs would go.',
      'Shares fell by nearly 6 percent in the morning.',
    ],
  },
  {
    heading: 'Storm leaves thousands without power, Island Times, 15 December 2022',
    sentences: [
      'At least 12,000 homes on the island of Skerry were without power on Thursday after a storm with gusts of 140 km/h.',
      'A fisherman, Jon Brae, is missing; his boat was found empty near Port Ellan.',
      'Schools are to stay closed on Friday, the council said.',
      'The power company Isgrid said that most homes should have power again by Saturday evening.',
      'A roof collapsed on the market hall, but nobody was hurt.',
    ],
    carried: [
      'The storm cut the power of no fewer than 12,000 homes on Skerry.',
      'Nobody was injured when the roof of the market hall came down.',
      'The council said that schools will be closed on 16 December.',
    ],
    notCarried: [
      'Jon Brae was found dead in his boat near Port Ellan.',
      'All homes had power again by Saturday evening.',
    ],
  },
  {
    heading: 'Museum returns masks, Culture Post, 21 May 2024',
    sentences: [
      'The Halden Museum will return 27 carved masks to the Ngara people, who had asked for them since 1998.',
      'The masks were taken by the trader Otto Brandt in 1903.',
      'A Ngara elder, Sela Nkosi, said it was the first time that a museum had given back anything without conditions.',
      'The culture ministry will pay for the transport, but not for a new building.',
      'The museum’s former director, Hugo Lenz, had refused the request twice.',
    ],
    carried: [
      'The Ngara had been asking the museum to hand back the masks since 1998.',
      'Otto Brandt, a trader, took the masks in 1903.',
    ],
    notCarried: [
      'The museum’s director, Hugo Lenz, agreed to the request.',
      'The culture ministry will pay for a new building.',
      'Otto Brandt returned 27 masks to the Ngara people in 1903.',
    ],
  },
];
