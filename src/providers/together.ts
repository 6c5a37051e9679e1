/** What comes in one by one is shown together, this often. Milliseconds. */
const TOGETHER_MS = 120;

/** Calls that come in quick succession are one call of `work`, a moment after the first of them. */
export function together(work: () => void): { (): void; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const call = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, TOGETHER_MS);
  };
  return Object.assign(call, { cancel: () => clearTimeout(timer) });
}
