const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC-32 (IEEE 802.3) of an ASCII text. */
export function crc32(text: string): number {
  let c = 0xffffffff;
  for (let i = 0; i < text.length; i++)
    c = (CRC_TABLE[(c ^ text.charCodeAt(i)) & 0xff] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** `value` in base 62 with digits, upper case, lower case, padded with zeros to `width`. */
export function base62(value: number, width: number): string {
  let rest = value;
  let text = '';
  while (rest > 0) {
    text = (BASE62[rest % 62] as string) + text;
    rest = Math.floor(rest / 62);
  }
  return text.padStart(width, '0');
}

/**
 * The last six characters are the CRC-32 of those between prefix and checksum, in base 62.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function hasGithubChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6);
}

/** npm's tokens took over GitHub's form. Source: https://github.blog/2021-09-23-announcing-npms-new-access-token-format/ */
export const hasNpmChecksum = hasGithubChecksum;

/**
 * GitLab's routable tokens end in `.VERSION.LENGTH` and the CRC-32 of all before it, prefix included, in base 36, seven digits.
 * A token of the older form has no checksum and passes.
 * Source: lib/authn/token_field/generator/routable_token.rb of https://gitlab.com/gitlab-org/gitlab and
 * https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export function hasGitlabChecksum(token: string): boolean {
  if (!/\.[0-9a-z]{2}\.[0-9a-z]{9}$/.test(token)) return true;
  return crc32(token.slice(0, -7)).toString(36).padStart(7, '0') === token.slice(-7);
}
