import { envFileNameOf } from '../../formats/env-file-name.ts';
import { ignoreCommand, untrackCommand } from '../../formats/shell.ts';
import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { START_OF_FILE } from '../../model/location.ts';
import type {} from '../../observe/repository/bundler-settings.ts';
import type {} from '../../observe/repository/package-manifests.ts';
import type { WorkspaceFile } from '../../observe/repository/workspace-files.ts';

/** Catalogue SEC210. */
export const publishedPrivateFile = defineCheck({
  id: 'deploy/published-private-file',
  title: 'Public folders hold only what everybody may have',
  failureTitle: 'A private file lies in a folder that is served to everybody',
  severity: 'high',
  requires: ['WorkspaceFiles', 'PackageManifests', 'BundlerSettings'],
  messages: {
    env: '{path} lies in a folder whose files are served as they are: everybody can fetch it at /{address}.',
    key: '{path} is a private key by its name, in a folder whose files are served as they are: everybody can fetch it at /{address}.',
    backup:
      '{path} is a backup by its name, in a folder whose files are served as they are: everybody can fetch it at /{address}.',
    maps: 'The production build publishes its source maps: everybody can read the source with its comments.',
  },
  run: ({ artifacts }) => {
    const folders = publicFolders(Object.keys(artifacts.PackageManifests));
    const files = artifacts.WorkspaceFiles.files.flatMap((file) => fileFinding(file, folders) ?? []);
    const maps = Object.entries(artifacts.BundlerSettings).flatMap(
      ([path, { publishesSource }]): FindingDraft[] =>
        publishesSource && !/(?:^|\/)(?:examples?|tests?|e2e|fixtures?|templates?)\//.test(path)
          ? [
              {
                messageId: 'maps',
                location: { kind: 'file', path, range: publishesSource },
                severity: 'low',
                remediation: {
                  text: 'Take the line out. An error tracker gets the maps by an upload, and they need not be public for it.',
                  copy: 'productionBrowserSourceMaps: false',
                },
                anchor: 'maps',
              },
            ]
          : [],
    );
    return judge([...files, ...maps]);
  },
});

const NO_APP = /(?:^|\/)(?:examples?|tests?|__tests__|fixtures?|e2e|testdata)\//;

/** `public` and `static` beside a package.json: what frameworks serve as it is. */
function publicFolders(manifests: string[]): string[] {
  const roots = manifests
    .filter((path) => /(?:^|\/)package\.json$/.test(path))
    .map((path) => path.slice(0, -'package.json'.length));
  return roots.filter((root) => !NO_APP.test(root)).flatMap((root) => [`${root}public/`, `${root}static/`]);
}

const KEY =
  /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|.*(?:private|server|ssl|tls)[\w.-]*\.(?:pem|key)|[\w.-]+\.(?:p12|pfx|ppk))$/i;
const BACKUP =
  /^(?:(?:backup|dump|database|db[_-]?(?:backup|dump)|prod(?:uction)?[_-](?:db|dump|backup))[\w.-]*\.(?:sql|sql\.gz|zip|tar|tar\.gz|tgz|7z|rar|bak)|[\w.-]+\.(?:sql\.gz|sql\.bak|php\.bak|env\.bak|config\.bak|php~))$/i;

function fileFinding({ path, tracked }: WorkspaceFile, folders: string[]): FindingDraft | undefined {
  const folder = folders.find((one) => path.startsWith(one));
  if (folder === undefined || NO_APP.test(path)) return undefined;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const env = envFileNameOf(path);
  const messageId =
    env?.kind === 'values' && base.startsWith('.')
      ? 'env'
      : KEY.test(base) && !/pub/i.test(base)
        ? 'key'
        : BACKUP.test(base)
          ? 'backup'
          : undefined;
  if (!messageId) return undefined;
  return {
    messageId,
    data: { path, address: path.slice(folder.length) },
    location: { kind: 'file', path, range: START_OF_FILE },
    remediation: {
      text: `Move it out of ${folder.slice(0, -1)}, and make what it holds anew where it is used: it may have been fetched.`,
      ...(tracked && { copy: `${untrackCommand(path)} && ${ignoreCommand(path)}` }),
    },
    anchor: path,
  };
}
