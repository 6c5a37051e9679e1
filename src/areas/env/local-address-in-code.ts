import { defineCheck, judge } from '../../model/check.ts';
import type {} from '../../observe/repository/local-calls.ts';
import type {} from '../../observe/repository/package-manifests.ts';
import { packagesAround } from './packages.ts';

/** Catalogue URL102. */
export const localAddressInCode = defineCheck({
  id: 'env/local-address-in-code',
  title: 'Code calls no developer machine',
  failureTitle: 'Code calls an address that exists only on a developer machine',
  severity: 'high',
  requires: ['LocalCalls', 'PackageManifests'],
  messages: {
    local:
      'This calls {host}, with no condition around it: for a customer that is their own computer, and the call fails.',
    tunnel: 'This calls {host}, a tunnel to a developer machine: it is gone when that machine sleeps.',
  },
  run: ({ artifacts: { LocalCalls, PackageManifests } }) =>
    judge(
      Object.keys(LocalCalls)
        .sort()
        .filter((path) => isShipped(path, PackageManifests))
        .flatMap((path) =>
          (LocalCalls[path] ?? []).map(({ host, range }) => ({
            messageId: /ngrok|trycloudflare|lhr\.life|loca\.lt/.test(host) ? 'tunnel' : 'local',
            data: { host },
            location: { kind: 'file' as const, path, range },
            remediation: {
              text: 'Put the address into a variable, list it in the template, and set it where the app is deployed. A page that calls its own server needs no host: /api/…',
            },
            anchor: host,
          })),
        ),
    ),
});

/** Programs that run on their user's machine: there, localhost is right. */
const ON_DEVICE =
  /^(?:electron|@tauri-apps\/.+|@electron.+|nw|@neutralinojs\/.+|@crxjs\/.+|wxt|plasmo|vscode|@types\/vscode|@types\/chrome|puppeteer|commander|yargs|ink|@oclif\/core)$/;

function isShipped(path: string, manifests: Parameters<typeof packagesAround>[1]): boolean {
  const around = packagesAround(path, manifests);
  if (around.length === 0) return false;
  if (
    /(?:^|[/_-])(?:e2e|tests?|testing|dev-packages|mocks?)(?=[/_.-])|\.\w*test\.\w+$|(?:^|\/)(?:electron|desktop|extension|cli|playground|sandbox|demos?|experiments?|prototypes?|storybook|stories|guides?|tutorials?|snippets?|content|i18n|locales?|constants\/examples|mcp|proxy|local)\//i.test(
      path,
    )
  )
    return false;
  return !around.some(
    ({ manifest }) => manifest.isLibrary || manifest.dependencies.some((name) => ON_DEVICE.test(name)),
  );
}
