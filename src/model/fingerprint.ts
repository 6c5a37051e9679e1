/**
 * A short, stable, non-cryptographic hash (two rounds of FNV-1a, 32 bit each) for fingerprints.
 * Never feed it a secret's value: what goes in can be guessed from what comes out.
 */
export function hash64(text: string): string {
  return fnv1a(text, 0x811c9dc5) + fnv1a(text, 0xcbf29ce4);
}

function fnv1a(text: string, seed: number): string {
  let h = seed;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return (h >>> 0).toString(16).padStart(8, '0');
}
