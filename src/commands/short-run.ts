import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode that a function runs before V8 optimises it; 66 KB unless said. */
const BUDGET = 3_000_000;

/**
 * For a command that is over within a second or two: of what is optimised as early as in a server, most has cost more time on
 * V8's other threads than it saves. Loops over many bytes still are at once. The flag is one of Node 20; later versions, which
 * have a compiler between, go without.
 */
export function optimiseLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
