const counts = new Uint32Array(128);

/** Shannon entropy of `text` in bits a character; 0 for an empty one. Beyond ASCII, characters that share seven bits count as one. */
export function entropy(text: string): number {
  if (text.length === 0) return 0;
  counts.fill(0);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) & 127;
    counts[code] = (counts[code] as number) + 1;
  }
  let bits = 0;
  for (let code = 0; code < 128; code++) {
    const count = counts[code] as number;
    if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length);
  }
  return bits;
}
