import { createHmac, randomBytes } from 'node:crypto';

let key: Uint8Array = randomBytes(32);

/** The key of this process, for a worker thread that must give the same identities. Never written anywhere. */
export function identityKey(): Uint8Array {
  return key;
}

/** Called once in a worker thread, with its parent's key. */
export function useIdentityKey(parent: Uint8Array): void {
  key = Uint8Array.from(parent);
}

/**
 * An opaque name under which two places are told to hold the same secret. It is made with a random key that lives as long
 * as the process, so it says nothing about the value to anyone and nothing at all in another run.
 */
export function identityOf(secret: string): string {
  return createHmac('sha256', key).update(secret).digest('base64url').slice(0, 16);
}
