import { readFileSync } from 'node:fs';

/** When a process began, in the kernel's ticks since boot; undefined when there is none. Linux only, as the rig. */
export function processBirth(pid: number): string | undefined {
  try {
    // The name, in parentheses, may hold spaces: count from behind it (proc(5), field 22).
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}
