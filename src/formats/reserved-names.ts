/** Top-level names that the DNS of the internet never has, what they are for, and who says so. */
const RESERVED: Record<string, { use: string; source: string }> = {
  test: { use: 'tests', source: 'RFC 6761' },
  example: { use: 'examples', source: 'RFC 6761' },
  invalid: { use: 'names that are to be wrong', source: 'RFC 6761' },
  localhost: { use: 'the computer itself', source: 'RFC 6761' },
  local: { use: 'devices in one network', source: 'RFC 6762' },
  onion: { use: 'the Tor network', source: 'RFC 7686' },
  alt: { use: 'systems beside the DNS', source: 'RFC 9476' },
  internal: { use: 'networks of one organisation', source: 'ICANN, 29 July 2024' },
};

export interface ReservedEnding {
  /** Without the dot: `test`. */
  ending: string;
  use: string;
  source: string;
}

/** The ending of a name that nobody can have on the internet; undefined where somebody can. */
export function reservedEnding(name: string): ReservedEnding | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const known = Object.hasOwn(RESERVED, ending) ? RESERVED[ending] : undefined;
  return known && { ending, ...known };
}
