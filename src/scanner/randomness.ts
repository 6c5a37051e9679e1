/** The most frequent pairs of letters in English words and in names made of them. */
const PAIRS = new Uint8Array(26 * 26);
for (const pair of (
  'th he in er an re nd on en at ou ed ha to or it is hi es ng te al ar st as ti nt le se ve me de co ro ri ic ne ra io li ' +
  'ch ll be ma si om ur ca el ta la ns ge di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ie ee em ad ' +
  'ol rt po na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am ci vi pl ig tu ld ry mp fi bl ab ty op ay ex ke oo ap gr ' +
  'od bo rd do bu ey sk ck ie um up pt ue qu mm tt pp ff ok ag ub dd ss ub ay ew oi ui ob db'
).split(' ')) {
  PAIRS[pairIndex(pair.charCodeAt(0), pair.charCodeAt(1))] = 1;
}

/**
 * Which share of the neighbouring letters are pairs of English words: about 0.65 for words and names made of them, about 0.22
 * for random letters. 0 where there are fewer than four pairs of letters.
 */
export function wordiness(text: string): number {
  let pairs = 0;
  let known = 0;
  let left = 0;
  for (let i = 0; i < text.length; i++) {
    const right = text.charCodeAt(i) | 32;
    if (isLetter(left) && isLetter(right)) {
      pairs++;
      known += PAIRS[pairIndex(left, right)] as number;
    }
    left = right;
  }
  return pairs < 4 ? 0 : known / pairs;
}

/**
 * True for a long text of words: among its pairs of letters so many are English that chance does it less than once in ten
 * thousand times. Hexadecimal text, whose six letters make such pairs often, is never meant.
 */
export function isMadeOfWords(text: string): boolean {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  const digits = text.match(/\d/g)?.length ?? 0;
  if (letters < 12 || digits > letters / 8 || /^[a-f0-9-]+$/i.test(text)) return false;
  const share = wordiness(text);
  const spread = Math.sqrt((0.22 * 0.78) / (letters - 1));
  return share >= 0.5 && share >= 0.22 + 4 * spread;
}

/** True for text that a machine drew: letters without words, or letters and digits well mixed. */
export function looksRandom(text: string): boolean {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  const digits = text.match(/\d/g)?.length ?? 0;
  if (letters + digits < 8) return false;
  // Hexadecimal letters make pairs like `ad` and `be` by chance; words of them are short and hold no digits.
  if (text.length >= 16 && /^[a-f0-9-]+$|^[A-F0-9-]+$/.test(text) && digitRuns(text) >= 3) return true;
  // Words with a number behind them change between letters and digits once or twice; random text does it all the time.
  const limit = digits === 0 ? 0.4 : digitRuns(text) >= 3 ? 0.62 : 0.48;
  return wordiness(text) <= limit;
}

/** Of two small letters. */
function pairIndex(left: number, right: number): number {
  return (left - 97) * 26 + right - 97;
}

/** How often digits begin. */
export function digitRuns(text: string): number {
  return text.match(/\d+/g)?.length ?? 0;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}
