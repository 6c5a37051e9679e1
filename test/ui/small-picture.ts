import { crc32, deflateSync, inflateSync } from 'node:zlib';

const MOST_COLOURS = 256;

interface Box {
  colours: number[];
  counts: Map<number, number>;
}

/**
 * The same picture with at most 256 colours: a screenshot of an editor then takes a third of the bytes, and it is
 * shipped with the extension. Takes 8-bit RGB or RGBA, not interlaced (PNG, third edition).
 */
export function smallPicture(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette: number[] = [];
  const places = new Map<number, number>();
  for (const { colours } of boxesOf({ colours: [...counts.keys()], counts })) {
    const place = palette.push(meanOf(colours, counts)) - 1;
    for (const colour of colours) places.set(colour, place);
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] as number) as number;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Median cut: the box with the widest spread is cut where half of its pixels are on each side. */
function boxesOf(whole: Box): Box[] {
  const boxes = [whole];
  while (boxes.length < MOST_COLOURS) {
    const widest = boxes
      .map((box) => ({ box, ...spreadOf(box) }))
      .sort((a, b) => b.worth - a.worth)
      .find(({ box }) => box.colours.length > 1);
    if (!widest) break;
    const { box, shift } = widest;
    const part = (colour: number) => (colour >> shift) & 255;
    const sorted = [...box.colours].sort((a, b) => part(a) - part(b));
    const half = sorted.reduce((sum, colour) => sum + weight(box.counts, colour), 0) / 2;
    let at = 1;
    for (let sum = weight(box.counts, sorted[0] as number); at < sorted.length - 1 && sum < half; at++)
      sum += weight(box.counts, sorted[at] as number);
    boxes.splice(
      boxes.indexOf(box),
      1,
      { ...box, colours: sorted.slice(0, at) },
      { ...box, colours: sorted.slice(at) },
    );
  }
  return boxes;
}

/** A wide background counts for more than a rare colour, but not by as much as it is wide. */
const weight = (counts: Map<number, number>, colour: number) => Math.sqrt(counts.get(colour) ?? 0);

function spreadOf({ colours, counts }: Box): { worth: number; shift: number } {
  let [worth, shift] = [-1, 0];
  const pixels = colours.reduce((sum, colour) => sum + weight(counts, colour), 0);
  for (const candidate of [0, 8, 16]) {
    let [low, high] = [255, 0];
    for (const colour of colours) {
      const part = (colour >> candidate) & 255;
      low = Math.min(low, part);
      high = Math.max(high, part);
    }
    const spread = (high - low) * Math.sqrt(pixels);
    if (spread > worth) [worth, shift] = [spread, candidate];
  }
  return { worth, shift };
}

function meanOf(colours: readonly number[], counts: Map<number, number>): number {
  const sum = [0, 0, 0];
  let all = 0;
  for (const colour of colours) {
    const count = counts.get(colour) ?? 0;
    all += count;
    for (const i of [0, 1, 2]) sum[i] = (sum[i] as number) + ((colour >> (16 - 8 * i)) & 255) * count;
  }
  const [red = 0, green = 0, blue = 0] = sum.map((part) => Math.round(part / all));
  return (red << 16) | (green << 8) | blue;
}

function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, kind, , , interlaced] = png.subarray(24, 29);
  const bytes = kind === 6 ? 4 : 3;
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced)
    throw new Error('this kind of PNG is not read');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * bytes;
  let above = new Uint8Array(stride);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const line = new Uint8Array(raw.subarray(start + 1, start + 1 + stride));
    unfilter(raw[start] ?? 0, line, above, bytes);
    for (let x = 0; x < width; x++) {
      const i = x * bytes;
      pixels[y * width + x] =
        ((line[i] as number) << 16) | ((line[i + 1] as number) << 8) | (line[i + 2] as number);
    }
    above = line;
  }
  return { width, height, pixels };
}

function unfilter(kind: number, line: Uint8Array, above: Uint8Array, bytes: number): void {
  for (let i = 0; i < line.length; i++) {
    const left = i >= bytes ? (line[i - bytes] as number) : 0;
    const up = above[i] as number;
    const corner = i >= bytes ? (above[i - bytes] as number) : 0;
    const guess =
      kind === 1
        ? left
        : kind === 2
          ? up
          : kind === 3
            ? (left + up) >> 1
            : kind === 4
              ? paeth(left, up, corner)
              : 0;
    line[i] = ((line[i] as number) + guess) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const around = Buffer.alloc(4);
  around.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([around, body, sum]);
}
