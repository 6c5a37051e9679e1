const QUIET_FOLDERS =
  /(?:^|\/)(?:node_modules|bower_components|vendor|vendored|third[_-]party|\.git|\.yarn|\.pnp|Pods|site-packages|\.venv|venv)\//i;
const QUIET_FILES =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|deno\.lock|composer\.lock|Gemfile\.lock|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|pdm\.lock|go\.sum|flake\.lock|Podfile\.lock|packages\.lock\.json|gradle\.lockfile|mix\.lock|pubspec\.lock|\.pnp\.c?js|\.terraform\.lock\.hcl)$|\.(?:map|min\.(?:js|mjs|cjs|css)|snap|svg|css|scss|less|lock|wasm|woff2?|ttf|ipynb_checkpoints)$/i;
const REHEARSAL =
  /(?:^|\/)(?:[\w.-]*[-_])?(?:tests?|__tests__|__mocks__|__fixtures__|e2e|cypress|playwright|specs?|fixtures?|testdata|mocks?|stubs?|docs?|documentation|examples?|samples?|demos?|stories|storybook|cookbook|tutorials?|playground)(?:[-_][\w.-]*)?\/|[._-](?:test|tests|spec|mock|mocks|stories|fixture|e2e)\.[a-z]{1,5}$|(?:^|\/)(?:tests?[-_][^/]*\.(?:py|[cm]?[jt]sx?|sh|rb|php|go)|[^/]*_test\.(?:go|py|rb)|conftest\.py|docker-compose\.(?:dev|test|ci|local)[^/]*)$|\.(?:md|mdx|rst|adoc|markdown)$|env[^/]*\.(?:example|sample|template|dist|defaults?|test)$/i;

/** Lock files, minified bundles, source maps and other people's code: full of random text, and nothing to launch with. */
export function isQuietPath(path: string): boolean {
  if (path === asked.path) return asked.quiet;
  asked.path = path;
  asked.quiet = QUIET_FOLDERS.test(path) || QUIET_FILES.test(path);
  return asked.quiet;
}

/** Whoever reads a file asks more than once. */
const asked = { path: '', quiet: false };

/** Tests, docs and examples: what stands there counts one level lower. */
export function isRehearsalPath(path: string): boolean {
  return REHEARSAL.test(path);
}

/** Programming languages, where a value that is not quoted is a name. */
export function isCodePath(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|go|java|kts?|rb|php|rs|c|cc|cpp|h|hpp|cs|fs|swift|m|mm|scala|dart|lua|ex|exs|erl|clj|groovy|hs|pl|pm|sql|prisma|graphql|html?)$/i.test(
    path,
  );
}
