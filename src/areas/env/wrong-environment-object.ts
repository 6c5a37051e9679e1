import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, type PlacedRead } from './inventory.ts';
import { isIn, packagesAround } from './packages.ts';
import { publicPrefixOf } from './public-names.ts';
import { byVariable } from './remembered.ts';

/** Catalogue ENV013. */
export const wrongEnvironmentObject = defineCheck({
  id: 'env/wrong-environment-object',
  title: 'Variables are read in the way that the build knows',
  failureTitle: 'A variable is read in a way that does not exist where the code runs',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'BundlerSettings'],
  messages: {
    process:
      '{name} is read from process.env in code that Vite builds for the browser, where there is no process: the page stops with an error at this line.',
    meta: '{name} is read from import.meta.env, which nothing fills in here: the program stops with an error at this line.',
  },
  run: ({ artifacts }) => {
    const { variables } = inventoryOf(artifacts);
    const all = [...variables.values()].filter((variable) => variable.writes.length === 0);
    const hasBundler = Object.values(artifacts.PackageManifests).some(({ ecosystem }) => ecosystem === 'npm');
    if (!hasBundler) return notApplicable('The repository has no JavaScript package.');
    const { PackageManifests, BundlerSettings } = artifacts;
    return judge(all.flatMap((variable) => findingsOf(variable, PackageManifests, BundlerSettings)));
  },
});

type Given = Pick<Parameters<typeof inventoryOf>[0], 'PackageManifests'> & {
  BundlerSettings: Record<string, { tool: string; providesProcess: boolean; isLibrary: boolean }>;
};

const findingsOf = byVariable(
  (
    { reads },
    PackageManifests: Given['PackageManifests'],
    BundlerSettings: Given['BundlerSettings'],
  ): FindingDraft[] =>
    reads.flatMap((read): FindingDraft[] => {
      if (read.side !== 'client' && read.side !== 'server') return [];
      if (isProcessInPage(read, { PackageManifests, BundlerSettings })) return [findingOf('process', read)];
      return isMetaInNode(read, { PackageManifests }) ? [findingOf('meta', read)] : [];
    }),
);

/** Other tools that render on a server, or put `process` into the pages. */
const OTHER =
  /^(?:next|nuxt|astro|@sveltejs\/kit|@remix-run\/.+|@react-router\/(?:dev|node|serve)|vinxi|@tanstack\/(?:react-)?start|@solidjs\/start|@builder\.io\/qwik.*|vike|vite-plugin-ssr|react-scripts|webpack|electron|electron-vite|@electron.+|@crxjs\/.+|wxt|plasmo|express|fastify|koa|hono|@hono\/.+|@nestjs\/core|@cloudflare\/.+|convex|vite-plugin-(?:environment|env-compatible|node-polyfills)|process|expo|react-native|@wasp\.sh\/.*|@redwoodjs\/.+|laravel-vite-plugin|vite-plugin-ruby|@shopify\/.+|@vitejs\/plugin-rsc|rwsdk|tsup|vitest-environment.*|@storybook\/.+-webpack.+)$/;

/** `process.env.X` under `src/` of a package that Vite alone builds, with nothing in its settings that provides `process`. */
function isProcessInPage(read: PlacedRead, { PackageManifests, BundlerSettings }: Given): boolean {
  if (!/^process\.env/.test(read.form) || read.requirement === 'tested' || read.name === 'NODE_ENV')
    return false;
  const isShown = /\.(?:[jt]sx|vue|svelte)$/.test(read.path) || publicPrefixOf(read.name) !== undefined;
  if (!isShown) return false;
  const [own] = packagesAround(read.path, PackageManifests);
  if (!own?.manifest.dependencies.includes('vite') || own.manifest.isLibrary) return false;
  if (own.manifest.dependencies.some((name) => OTHER.test(name))) return false;
  const settings = Object.entries(BundlerSettings).filter(
    ([path, { tool }]) => tool === 'vite' && path.slice(0, Math.max(0, path.lastIndexOf('/'))) === own.folder,
  );
  if (settings.length === 0 || settings.some(([, one]) => one.providesProcess || one.isLibrary)) return false;
  const inside = read.path.slice(own.folder === '' ? 0 : own.folder.length + 1);
  return (
    isIn(inside, 'src') &&
    !/(?:^|\/)(?:server|api|backend|functions?|edge|node|workers?|cli|electron|main|supabase|convex|mcp|ssr)(?:\/|\.)|\.server\./i.test(
      inside,
    )
  );
}

/** Tools that fill in `import.meta.env`. */
const FILLS =
  /vite|astro|nuxt|svelte|bun|rsbuild|rspack|rslib|farm|snowpack|wxt|plasmo|vinxi|vike|tanstack|webpack|esbuild|rollup|rolldown|tsup|tsdown|unbuild|nitro|parcel|storybook|histoire|qwik|solid|remix|react-router|deno|wasp|redwood|quasar|electron|tauri|expo|babel|shopify|import-meta|laravel|modern-js|umi|angular|ladle|slidev|lovable/i;

/** Only where no package around, and none in the repository's root, has a tool that knows `import.meta.env`. */
function isMetaInNode(read: PlacedRead, { PackageManifests }: Pick<Given, 'PackageManifests'>): boolean {
  if (!/^import\.meta\.env/.test(read.form) || read.requirement === 'tested') return false;
  const around = packagesAround(read.path, PackageManifests);
  if (around.length === 0 || !around.some(({ manifest }) => manifest.dependencies.length > 0)) return false;
  if (!/\.[cm]?[jt]sx?$/.test(read.path) || around[0]?.manifest.isLibrary) return false;
  // A package that others of the repository build is built by their tool.
  const isShared = around[0]?.folder !== '' && Object.keys(PackageManifests).length > 2;
  return (
    !isShared &&
    !around.some(
      ({ manifest }) =>
        manifest.dependencies.some((name) => FILLS.test(name)) || /^bun/.test(manifest.packageManager ?? ''),
    )
  );
}

function findingOf(messageId: 'process' | 'meta', read: PlacedRead): FindingDraft {
  const isProcess = messageId === 'process';
  const right = isProcess ? 'import.meta.env' : 'process.env';
  const name =
    isProcess && !read.name.startsWith('VITE_')
      ? `VITE_${publicPrefixOf(read.name)?.rest ?? read.name}`
      : read.name;
  return {
    messageId,
    data: { name: read.name },
    location: locationOf(read),
    remediation: {
      text:
        isProcess && name !== read.name
          ? `Read it on a server. When every visitor may know it, call it ${name} everywhere and read it like this.`
          : 'Read it like this.',
      copy: `${right}.${name}`,
    },
    anchor: read.name,
  };
}
