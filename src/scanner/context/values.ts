import { entropy } from '../entropy.ts';
import { looksRandom, wordiness } from '../randomness.ts';
import { isKnownValue } from './known-values.ts';

const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i;
const TOKEN = /^[A-Za-z0-9_\-.+/=~:%!@#^*]{16,512}$/;
const NO_SECRET =
  /^(?:https?:|\/|\.{1,2}\/|~\/|data:|0x[a-f0-9]{40}$|sha(?:1|256|384|512)[-:]|md5[-:]|ssh-|AAAAB3NzaC1|iVBOR|arn:|urn:|[\d.,:+\-/ ]+$|\d{4}-\d{2}-\d{2}|ENC\[|ENV\[|vault:|op:\/\/|secret:|ref\+|!|\{cipher\})|:\/\/|\.(?:json|js|ts|tsx|py|pem|key|crt|png|jpe?g|svg|webp|avif|gif|mp4|pdf|html?|ya?ml|txt|md|com|org|net|io|dev|exe|dll|so|jar|zip|gz)$|^[a-z]+(?:[-_.][a-z]+)+$|\(|\)|^(?:PBKDF2|Hmac|AES|RSA|DES(?:ede)?|SHA\d*|MD5|EC|BCrypt|Bearer)(?:With|And|[/_-])[\w/-]*$/i;

/** A name made of words and numbers: `claude-haiku-4-5-20251001`, `reports-api-2025-01-08`. */
const SLUG = /^[a-z]{2,16}(?:[-_.:](?:[a-z]{1,16}\d{0,2}|[vV]?\d{1,8}))+$/;

/** A value that a machine drew and that may open something: neither a path, a hash with its name, nor words. */
export function mayBeKey(value: string): boolean {
  if (!TOKEN.test(value) || isNoSecret(value) || isTamperedHex(value)) return false;
  const digits = value.match(/\d/g)?.length ?? 0;
  if (digits === 0) {
    const mixed = /[a-z][A-Z]|[A-Z][a-z]/.test(value);
    if (value.length < (mixed ? 20 : 28) || (!mixed && wordiness(value) > 0.3)) return false;
  }
  return entropy(value) >= (value.length < 24 || /^[a-f0-9]+$/i.test(value) ? 3 : 3.2) && looksRandom(value);
}

/**
 * Hexadecimal text that no machine printed: it has both cases, or a few other characters in it.
 * Letters in front are a prefix, as in `dapi…`.
 */
function isTamperedHex(value: string): boolean {
  if (value.length < 24) return false;
  if (/^[a-fA-F0-9]+$/.test(value)) return /[a-f]/.test(value) && /[A-F]/.test(value);
  return /^[a-f0-9]{24,}[g-zA-Z]{1,3}[a-f0-9]*$/.test(value);
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** What never is a key, whoever's name stands beside it. */
export function isNoSecret(value: string): boolean {
  return (
    NO_SECRET.test(value) || isKnownValue(value) || isSlug(value) || isDottedName(value) || isCutToken(value)
  );
}

function isSlug(value: string): boolean {
  // `OAUTH_AUTH0_DOMAIN` is the name of a variable.
  const folded = /[a-z]/.test(value) ? value : value.toLowerCase();
  return SLUG.test(folded) && wordiness(folded) > 0.4;
}

/** `process.env.NAME`, `config.api.token`, `Foo::Bar`: code that names a value. */
function isDottedName(value: string): boolean {
  if (!/[.:]/.test(value) || value.startsWith('eyJ')) return false;
  const parts = value.split(/[.:]+/).filter(Boolean);
  return (
    parts.length > 1 &&
    parts.every((part) => /^[A-Za-z_$][\w$]*$/.test(part) && (part.length < 20 || wordiness(part) > 0.5))
  );
}

/** `passwordMinLength6`: the key of a message about passwords. */
const MESSAGE_KEY =
  /^(?:new|old|current|confirm|invalid|wrong|weak|repeat|forgot|reset)?[pP]ass(?:word|code|phrase)s?(?:[A-Z][a-z]+){1,6}\d{0,3}$/;

/** Text that describes a password to a program: a class in BEM's spelling (`login-form__password-input--v2`), a pattern. */
const DESCRIBES = /^[a-z]+(?:-[a-z]+)*__[a-z]+(?:-[a-z]+)*(?:--[a-z0-9]+)?$|\\[sdwSDW][*+]|\[\^/;

/** A password that stands for an account: letters with digits or signs, no sentence, no code. */
export function mayBePassword(value: string, quoted: boolean): boolean {
  if (
    value.length < 6 ||
    value.length > 80 ||
    /[\s<>{}]|\$[({A-Za-z]|^[$%@:?]|^hashed_|^[a-z_/]+#[a-z_]+$|^\w+=(?:true|false)$|^[a-z_]{3,}\|[\w|:,]+(?:$|\/)|\\u/.test(
      value,
    )
  )
    return false;
  if (NO_SECRET.test(value) || isKnownValue(value) || isDottedName(value)) return false;
  if (MESSAGE_KEY.test(value) || DESCRIBES.test(value)) return false;
  const mixed = /[A-Za-z]/.test(value) && /[\d!@#$%^&*?+=~]/.test(value);
  if (!quoted && (!/^[\w!@#$%^&*?+=~.-]+$/.test(value) || /^[A-Za-z_$][\w$]*\??\.[A-Za-z_$]/.test(value)))
    return false;
  return mixed || (value.length >= 10 && /^[A-Za-z]+$/.test(value) && looksRandom(value));
}

/** A signed token whose signature is missing or cut off, as in a manual. */
function isCutToken(value: string): boolean {
  return (
    value.startsWith('eyJ') &&
    !/^[\w-]{10,}\.[\w-]{10,}\.[\w-]{20,}=*$/.test(value) &&
    !/^[\w-]{60,}$/.test(value)
  );
}
