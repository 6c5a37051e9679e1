import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GatheredArtifacts } from '../audit/artifact-store.ts';
import { seenDnsMap } from '../audit/dns-look.ts';
import { gatherInProcess } from '../audit/gather.ts';
import { type DnsMap, readDnsMap } from '../formats/dns-map.ts';
import type { ArtifactName } from '../model/artifacts.ts';
import { GATHERERS } from '../observe/index.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { type Input, type Terminal, UsageError } from './command.ts';
import { networkOptions } from './network-arguments.ts';
import { progressLine } from './progress.ts';
import { configPath, domainName } from './project.ts';

/** Gathers for the folder one is in, and the domain that is named or that launch-ready.yaml names. */
export async function gatherDns(
  input: Input,
  terminal: Terminal,
  names: readonly ArtifactName[],
  named: string | undefined,
): Promise<GatheredArtifacts> {
  const network = networkOptions(input, terminal.cwd);
  if (!network) throw new UsageError('this asks the network; leave --offline out');
  const written = named ?? input.value('domain');
  const files = createNodeFileSystem(terminal.cwd);
  const progress = progressLine(terminal.err);
  try {
    return await gatherInProcess(files, GATHERERS)(
      {
        names: ['Target', ...names],
        given: {},
        configPath: configPath(input, terminal.cwd, terminal.cwd),
        ...(written !== undefined && { domain: domainName(written) }),
        network,
        now: terminal.now(),
      },
      terminal.signal,
      progress.show,
    );
  } finally {
    progress.end();
  }
}

/** The domain's records as they are. Throws `DnsNotSeen`, or `UsageError` where no domain is known. */
export async function lookAtDns(
  input: Input,
  terminal: Terminal,
  named: string | undefined,
): Promise<DnsMap> {
  const gathered = await gatherDns(input, terminal, ['DnsMap'], named);
  if (gathered.Target?.status === 'failed') throw noDomain(gathered.Target.reason);
  return seenDnsMap(gathered);
}

export function noDomain(reason: string): UsageError {
  return new UsageError(reason, 'For example: launch-ready dns snapshot acme.com');
}

/** A snapshot that was saved before. Throws `UsageError`. */
export function readSnapshot(written: string, cwd: string): DnsMap {
  let text: string;
  try {
    text = readFileSync(path.resolve(cwd, written), 'utf8');
  } catch {
    throw new UsageError(`cannot read ${written}`);
  }
  try {
    return readDnsMap(text);
  } catch (error) {
    throw new UsageError(`${written} cannot be used: ${(error as Error).message}`);
  }
}
