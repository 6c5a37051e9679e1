/** Numbers of the IANA TLS registry, by what is known of them. */

/** With forward secrecy, as browsers offer them (RFC 9325, section 4.2), and the older ones of that kind. */
export const SECRET_CIPHERS: readonly number[] = [
  ...[0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0x009e, 0x009f, 0xccaa],
  ...[0xc023, 0xc027, 0xc024, 0xc028, 0xc009, 0xc013, 0xc00a, 0xc014, 0x0033, 0x0039, 0x0067, 0x006b],
];

/** The key of the certificate decrypts all: whoever gets it later reads what was recorded before. */
export const STATIC_CIPHERS: readonly number[] = [0x009c, 0x009d, 0x003c, 0x003d, 0x002f, 0x0035];

export const CIPHERS_13: readonly number[] = [0x1301, 0x1302, 0x1303];

/** Broken ones: what they are called, and by which numbers. RFC 7465 (RC4), RFC 9325, section 4.1, and the SWEET32 and FREAK attacks. */
const BROKEN: readonly (readonly [name: string, ...ciphers: number[]])[] = [
  ['RC4', 0xc007, 0xc011, 0x0005, 0x0004],
  ['3DES', 0xc008, 0xc012, 0x0016, 0x0013, 0x000a],
  ['export', 0x0003, 0x0006, 0x0008, 0x000b, 0x000e, 0x0011, 0x0014],
  ['DES', 0x0009, 0x000c, 0x000f, 0x0012, 0x0015],
  ['no encryption', 0x003b, 0x0002, 0x0001, 0xc006, 0xc010],
  ['no certificate', 0x00a6, 0x00a7, 0x0034, 0x003a, 0xc018, 0xc019, 0x0018, 0x001b],
];

export const BROKEN_CIPHERS: readonly number[] = BROKEN.flatMap(([, ...ciphers]) => ciphers);

/** What is wrong with a cipher: "RC4", "3DES" ...; undefined where it is none of the broken ones. */
export function brokenCipherName(cipher: number): string | undefined {
  return BROKEN.find(([, ...ciphers]) => ciphers.includes(cipher))?.[0];
}
