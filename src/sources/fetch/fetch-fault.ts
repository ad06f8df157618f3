/** Why something couldn't be fetched, in one sentence for people; it holds no more of an address than `shownAddress`. */

/** `lasts` is what trying again soon won't change; the rest may pass. */
const LASTS = {
  address: true,
  private: true,
  unknown: false,
  unreachable: false,
  certificate: false,
  slow: false,
  large: true,
  redirect: true,
  robots: true,
  closed: false,
  wait: false,
  gone: true,
  missing: true,
  auth: true,
  refused: true,
  broken: false,
  kind: true,
} as const;

export type FaultKind = keyof typeof LASTS;

export class FetchFault extends Error {
  constructor(
    readonly kind: FaultKind,
    sentence: string,
    /** The time before which its server wants no more requests, in milliseconds since 1970. */
    readonly notBeforeMs?: number,
  ) {
    super(sentence);
    this.name = 'FetchFault';
  }

  get lasts(): boolean {
    return LASTS[this.kind];
  }
}
