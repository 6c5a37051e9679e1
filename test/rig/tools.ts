import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Programs the rig runs, and the Debian package each is in. */
const PACKAGES = {
  nsd: 'nsd',
  unbound: 'unbound',
  nginx: 'nginx-light',
  'dnssec-keygen': 'bind9-utils',
  'dnssec-signzone': 'bind9-utils',
} as const;

export type ToolName = keyof typeof PACKAGES;
export type Tools = Record<ToolName, string>;

/** What brings a fresh Debian or Ubuntu machine to where the rig starts. */
export const INSTALL_LINE = `apt-get install -y --no-install-recommends ${[...new Set(Object.values(PACKAGES))].join(' ')}`;

/** Servers live in sbin, which is in root's PATH alone. */
const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The programs by name; `missing` where one is not there. */
export function findTools(): { tools: Tools; missing: [] } | { missing: ToolName[] } {
  const tools: Partial<Tools> = {};
  const names = Object.keys(PACKAGES) as ToolName[];
  for (const name of names) {
    const file = FOLDERS.map((folder) => path.join(folder, name)).find(isExecutable);
    if (file) tools[name] = file;
  }
  const missing = names.filter((name) => !tools[name]);
  return missing.length > 0 ? { missing } : { tools: tools as Tools, missing: [] };
}

/** Says in a sentence why the rig cannot start here; undefined when it can. */
export function whyNoRig(): string | undefined {
  if (process.platform !== 'linux')
    return 'the rig needs Linux, where all of 127.0.0.0/8 is the computer itself';
  const { missing } = findTools();
  return missing.length > 0 ? `${missing.join(', ')} not found; install with: ${INSTALL_LINE}` : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
