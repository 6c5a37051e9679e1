import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';

/** Bytes of a page that are looked at, once unpacked. */
const MAX_DECODED_BYTES = 2_000_000;

/** What we can unpack, as a request header. */
export const ACCEPT_ENCODING = 'gzip, br';

/**
 * A body without its content coding (RFC 9110, section 8.4); of one that was cut off, what can be read. Undefined where it
 * cannot be read at all, or unpacks to more than 2 MB.
 */
export function decodeBody(body: Uint8Array, encoding: string | undefined): Uint8Array | undefined {
  const coding = (encoding ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return body;
  const limit = { maxOutputLength: MAX_DECODED_BYTES };
  try {
    if (coding === 'gzip' || coding === 'x-gzip')
      return gunzipSync(body, { ...limit, finishFlush: constants.Z_SYNC_FLUSH });
    if (coding === 'deflate') return inflateSync(body, { ...limit, finishFlush: constants.Z_SYNC_FLUSH });
    if (coding === 'br')
      return brotliDecompressSync(body, { ...limit, finishFlush: constants.BROTLI_OPERATION_FLUSH });
  } catch {
    return undefined;
  }
  return undefined;
}
