/**
 * What mammoth doesn't tell of a Word document's paragraphs: how high a heading is by its outline, the numbers of lists, and
 * which letter is a drop cap. Read from the XML by patterns, for all of it is in attributes.
 */

/** Word shows outline levels 1 to 9, and 10 is body text; pages know six. */
const MAX_HEADING_LEVEL = 6;
const BODY_TEXT_OUTLINE = 9;

/** What a paragraph says of itself; mammoth hands it on as an indent. */
export interface ParagraphNotes {
  /** The list that its number is counted in. */
  list?: string;
  headingLevel?: number;
  isDropCap?: boolean;
}

/** The main part with each paragraph's notes where mammoth reads an indent, as `w:hanging="list=7;outline=0;drop="`. */
export function notePropertiesIn(documentXml: string): string {
  return documentXml.replace(/<w:pPr>([\s\S]*?)<\/w:pPr>/g, (whole, inside: string) => {
    // Behind it stand the properties before a tracked change.
    const now = inside.split('<w:pPrChange', 1)[0]!;
    const list = attributeOf(now, 'w:numId');
    const outline = attributeOf(now, 'w:outlineLvl');
    const notes = [
      ...(list ? [`list=${list}`] : []),
      ...(outline ? [`outline=${outline}`] : []),
      ...(/<w:framePr\b[^>]*\bw:dropCap="(?:drop|margin)"/.test(now) ? ['drop='] : []),
    ];
    return notes.length === 0
      ? whole
      : `<w:pPr><w:ind w:hanging="${notes.join(';')}"/>${whole.slice('<w:pPr>'.length)}`;
  });
}

export function readNotes(hanging: string | undefined | null): ParagraphNotes {
  const notes = new Map((hanging ?? '').split(';').map((note) => note.split('=', 2) as [string, string]));
  return {
    list: notes.get('list'),
    headingLevel: headingLevel(notes.get('outline')),
    isDropCap: notes.has('drop'),
  };
}

/** The level of the heading that a paragraph style makes, by style id; a style has its outline from the one it is based on. */
export function readHeadingLevels(stylesXml: string): (styleId: string) => number | undefined {
  const styles = new Map<string, { level?: number; base?: string; isBodyText: boolean }>();
  for (const [, attributes = '', inside = ''] of stylesXml.matchAll(/<w:style\b([^>]*)>([\s\S]*?)<\/w:style>/g)) {
    const id = /\bw:styleId="([^"]*)"/.exec(attributes)?.[1];
    if (id === undefined || styles.has(id)) continue;
    const named = /^(?:heading|überschrift|titre|título|titolo) ?([1-9])$/i.exec(
      attributeOf(inside, 'w:name') ?? '',
    )?.[1];
    const outline = attributeOf(inside, 'w:outlineLvl');
    styles.set(id, {
      level: headingLevel(outline) ?? (named ? Math.min(Number(named), MAX_HEADING_LEVEL) : undefined),
      base: attributeOf(inside, 'w:basedOn'),
      isBodyText: Number(outline) >= BODY_TEXT_OUTLINE,
    });
  }
  return (styleId) => {
    const seen = new Set<string>();
    for (let id: string | undefined = styleId; id !== undefined && !seen.has(id); id = styles.get(id)?.base) {
      seen.add(id);
      const style = styles.get(id);
      if (style?.level) return style.level;
      if (style?.isBodyText) return undefined;
    }
    return undefined;
  };
}

interface ListLevel {
  start: number;
  isNumbered: boolean;
}

/** Counts the items of a document's numbered lists, in the order in which they come. */
export class ListNumbers {
  /** By abstract list and level; lists that share one go on with its numbers. */
  #levels = new Map<string, Map<number, ListLevel>>();
  #lists = new Map<string, { abstract: string; restarts: [number, number][] }>();
  #counts = new Map<string, number[]>();
  #begun = new Set<string>();

  constructor(numberingXml: string) {
    for (const [, id = '', inside = ''] of numberingXml.matchAll(
      /<w:abstractNum\b[^>]*\bw:abstractNumId="([^"]*)"[^>]*>([\s\S]*?)<\/w:abstractNum>/g,
    )) {
      const levels = new Map<number, ListLevel>();
      for (const [, level, one = ''] of inside.matchAll(/<w:lvl\b[^>]*\bw:ilvl="(\d)"[^>]*>([\s\S]*?)<\/w:lvl>/g))
        levels.set(Number(level), {
          start: Number(attributeOf(one, 'w:start') ?? 1),
          isNumbered: !/^(?:bullet|none)$/.test(attributeOf(one, 'w:numFmt') ?? ''),
        });
      this.#levels.set(id, levels);
    }
    for (const [, id = '', inside = ''] of numberingXml.matchAll(
      /<w:num\b[^>]*\bw:numId="([^"]*)"[^>]*>([\s\S]*?)<\/w:num>/g,
    )) {
      const restarts = [...inside.matchAll(/<w:lvlOverride\b[^>]*\bw:ilvl="(\d)"[^>]*>([\s\S]*?)<\/w:lvlOverride>/g)];
      this.#lists.set(id, {
        abstract: attributeOf(inside, 'w:abstractNumId') ?? '',
        restarts: restarts.flatMap(([, level, one = '']) => {
          const start = attributeOf(one, 'w:startOverride');
          return start ? [[Number(level), Number(start)] as [number, number]] : [];
        }),
      });
    }
  }

  /** The number of the next item of a list, or undefined where its items have none. */
  next(listId: string, level: number): number | undefined {
    const list = this.#lists.get(listId);
    const known = this.#levels.get(list?.abstract ?? '')?.get(level);
    if (!list || !known) return undefined;
    const counts = this.#counts.get(list.abstract) ?? [];
    this.#counts.set(list.abstract, counts);
    if (!this.#begun.has(listId)) for (const [at, start] of list.restarts) counts[at] = start - 1;
    this.#begun.add(listId);
    counts.length = Math.max(level + 1, 0);
    counts[level] = (counts[level] ?? known.start - 1) + 1;
    return known.isNumbered ? counts[level] : undefined;
  }
}

function headingLevel(outline: string | undefined): number | undefined {
  const level = Number(outline ?? BODY_TEXT_OUTLINE);
  return level < BODY_TEXT_OUTLINE ? Math.min(level + 1, MAX_HEADING_LEVEL) : undefined;
}

function attributeOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}\\b[^>]*\\bw:val="([^"]*)"`).exec(xml)?.[1];
}
