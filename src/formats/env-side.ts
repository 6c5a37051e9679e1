/** Where a read runs: in the visitor's browser, on the server, or only while building, testing or maintaining. */
export type Side = 'client' | 'server' | 'build' | 'test' | 'script' | 'ci';

const TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|mocks?|spec|specs|e2e|cypress|playwright|fixtures?|testing|test-utils|testdata|integration-tests?|benchmarks?|bench)\/|[._-](?:(?:unit|client|server|int|integration|browser|node|api|acceptance)?-?tests?|spec|e2e|cy|stories)\.\w+$|(?:^|\/)(?:playwright|vitest|jest|cypress|karma|wdio|ava)[\w.-]*\.config\.|(?:^|\/)(?:jest|vitest)\.setup\.|_test\.(?:go|py|exs)$|(?:^|\/)test[_-][^/]+\.\w+$|(?:^|[/.])mocks?\.\w+$|(?:^|\/)conftest\.py$|(?:^|\/)(?:config\/environments|config|settings)\/(?:tests?|development|dev|local)\.(?:rb|py|exs|js|ts)$|(?:^|\/)(?:global-?[sS]etup|global-?[tT]eardown|test-?[sS]etup|setup-?[tT]ests?)\.\w+$|_spec\.rb$|Tests?\.(?:java|kt|cs|php)$/;
const SCRIPT =
  /(?:^|\/)(?:scripts?|bin|tools?|tooling|dev|devtools|hack|examples?|samples?|docs?|\.storybook|\.github|codemods?|benchmark|templates?|remix\.init|lib\/tasks|migrations?)\/|\.rake$|(?:^|\/)(?:prisma|drizzle|db|database)\/seeds?[./]|(?:^|\/)seed(?:er|s)?\.\w+$/;
const BUILD =
  /(?:^|\/)(?:[\w.-]+\.config\.[cm]?[jt]s|config-overrides\.js|webpack\.[\w.-]+\.js|rollup[\w.-]*\.js|vite[\w.-]*\.ts|gulpfile\.\w+|Gruntfile\.js|build\.rs|next-sitemap[\w.-]*|Gemfile|Rakefile|[\w.-]+\.gradle(?:\.kts)?)$/;

/** By path alone; `useClient` is what the file says of itself. */
export function sideOfPath(path: string): Side | undefined {
  if (TEST.test(path)) return 'test';
  if (SCRIPT.test(path)) return 'script';
  if (BUILD.test(path)) return 'build';
  return undefined;
}

const PUBLIC_PREFIX =
  /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_|PUBLIC_|GATSBY_|VUE_APP_|NUXT_PUBLIC_|STORYBOOK_)/;

/** True for names that bundlers copy into what the browser downloads. */
export const isPublicName = (name: string): boolean => PUBLIC_PREFIX.test(name);

/** The side of one read in a JavaScript file. */
export function sideOfRead(path: string, text: string, name: string): Side {
  const byPath = sideOfPath(path);
  if (byPath) return byPath;
  if (isClientFile(text)) return 'client';
  return isPublicName(name) ? 'client' : 'server';
}

/** Names of switches: without a value they are off. */
export const isSwitch = (name: string): boolean =>
  /^(?:[A-Z]+_PUBLIC_|VITE_|REACT_APP_)?(?:DISABLE|DISABLED|ENABLE|ENABLED|SKIP|IS|USE|ALLOW|FORCE|DEBUG|SHOW|HIDE|NO|WITH|HAS)_|_(?:ENABLED?|DISABLED?|DEBUG|VERBOSE)$/.test(
    name,
  );

/** React's directive at the top of a file. */
export const isClientFile = (text: string): boolean =>
  /^\s*(?:\/\/[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*['"]use client['"]/.test(text.slice(0, 2000));
