import { type GitOptions, runGit, streamGit } from './git-process.ts';

/** `name` as asked for; `bytes` is undefined where there is no such file or where it is larger than allowed. */
export interface GitBlob {
  name: string;
  size: number;
  bytes: Buffer | undefined;
}

/**
 * Reads file contents by object id or `COMMIT:path` (a path as latin1 text of its bytes), in the order asked for, with one
 * process. What is larger than `maxBlobBytes` is told with its size only, what is not there with size 0.
 */
export async function* readBlobs(
  folder: string,
  names: readonly string[],
  maxBlobBytes: number,
  options: GitOptions = {},
): AsyncGenerator<GitBlob, void, undefined> {
  // A line break would be two questions.
  const askable = names.filter((name) => !/[\n\r\0]/.test(name));
  if (askable.length === 0) return;
  const sizes = await sizesOf(folder, askable, options);
  const wanted = askable.filter((_, i) => (sizes[i] ?? -1) >= 0 && (sizes[i] as number) <= maxBlobBytes);
  const stream = wanted.length > 0 ? contents(folder, wanted, options) : undefined;
  for (const [i, name] of askable.entries()) {
    const size = sizes[i] ?? -1;
    if (size < 0) yield { name, size: 0, bytes: undefined };
    else if (size > maxBlobBytes) yield { name, size, bytes: undefined };
    else yield { name, size, bytes: (await stream?.next())?.value ?? undefined };
  }
  await stream?.return(undefined);
}

/** Bytes of each blob; -1 where there is none. */
async function sizesOf(folder: string, names: readonly string[], options: GitOptions): Promise<number[]> {
  const out = await runGit(folder, ['cat-file', '--batch-check=%(objecttype) %(objectsize)'], {
    ...options,
    input: asked(names),
  });
  return out
    .toString('latin1')
    .split('\n')
    .slice(0, names.length)
    .map((line) => Number(/^blob (\d+)$/.exec(line)?.[1] ?? -1));
}

async function* contents(
  folder: string,
  names: readonly string[],
  options: GitOptions,
): AsyncGenerator<Buffer, void, undefined> {
  let buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let have = 0;
  let need = 0;
  for await (const chunk of streamGit(folder, ['cat-file', '--batch=%(objectsize)', '--buffer'], {
    ...options,
    input: asked(names),
  })) {
    parts.push(chunk);
    have += chunk.length;
    if (have < need) continue;
    buffer = Buffer.concat(parts);
    let at = 0;
    for (;;) {
      const eol = buffer.indexOf(10, at);
      if (eol < 0) {
        need = 0;
        break;
      }
      const size = Number(buffer.toString('latin1', at, eol));
      const end = eol + 1 + size + 1;
      if (!Number.isSafeInteger(size)) return;
      if (end > buffer.length) {
        need = end - at;
        break;
      }
      yield Buffer.from(buffer.subarray(eol + 1, end - 1));
      at = end;
    }
    buffer = buffer.subarray(at);
    parts = [buffer];
    have = buffer.length;
  }
}

function asked(names: readonly string[]): Buffer {
  return Buffer.from(`${names.join('\n')}\n`, 'latin1');
}
