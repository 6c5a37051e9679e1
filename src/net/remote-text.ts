/** What is kept of any text that came from outside. */
export const REMOTE_TEXT_LIMIT = 256;

/**
 * Controls (C0, DEL, C1), line and paragraph separators, zero-width characters and the bidi controls that make text
 * read differently from what it is (Unicode Technical Report 36, section 2.4; "Trojan Source", CVE-2021-42574).
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from a server made fit for a report: no controls, at most `limit` UTF-16 units (an ellipsis marks the cut).
 * Everything remote goes through here before it enters an artifact.
 */
export function remoteText(text: string, limit = REMOTE_TEXT_LIMIT): string {
  // Cut first: the input may be megabytes.
  const clean = text
    .slice(0, limit * 4)
    .replace(UNSAFE, ' ')
    .replace(LONE_SURROGATE, ' ')
    .trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1).replace(LONE_SURROGATE, '')}…`;
}
