/** One `name=value` of a DKIM-style tag list; offsets into the record's text, in UTF-16 code units. */
export interface Tag {
  /** As written. */
  name: string;
  /** Without the white space around it. */
  value: string;
  start: number;
  end: number;
}

export interface TagList {
  tags: Tag[];
  /** Pieces between semicolons that are no `name=value`. */
  malformed: { text: string; start: number; end: number }[];
}

/** Splits a tag list (RFC 6376 section 3.2) at its semicolons; an empty last piece is the allowed trailing one. */
export function parseTagList(text: string): TagList {
  const list: TagList = { tags: [], malformed: [] };
  let offset = 0;
  const pieces = text.split(';');
  for (const [index, piece] of pieces.entries()) {
    const start = offset + (piece.length - piece.trimStart().length);
    const trimmed = piece.trim();
    const end = start + trimmed.length;
    offset += piece.length + 1;
    if (trimmed === '' && index === pieces.length - 1) continue;
    const equals = trimmed.indexOf('=');
    const name = trimmed.slice(0, Math.max(equals, 0)).trim();
    if (equals < 0 || !/^[a-z][a-z0-9_]*$/i.test(name)) list.malformed.push({ text: trimmed, start, end });
    else list.tags.push({ name, value: trimmed.slice(equals + 1).trim(), start, end });
  }
  return list;
}
