/**
 * Texts of which any one makes a file worth walking. A plain search costs a tenth of a pattern with many ways, and
 * most files do without most of them: what every text of a group has in it is looked for first.
 */
const TELLING: [inAll: string, texts: string[]][] = [
  [
    '.env',
    [
      'process.env',
      'process?.env',
      'meta.env',
      'meta?.env',
      'Deno.env',
      'Bun.env',
      'c.env',
      'ctx.env',
      'context.env',
    ],
  ],
  ['Env', ['ProcessEnv', 'loadEnv', 'createEnv', 'cleanEnv']],
  ['process', ['process"', "process'"]],
];
const TELLING_ALONE = [
  '$env/',
  'astro:env',
  'cloudflare:workers',
  'runtimeConfig',
  'envsafe(',
  'convict(',
  'validationSchema',
  'prisma/config',
];
/** An object of names for a child process or a deployment; another name for `process`; the types of a worker's bindings. */
const GIVEN =
  /\b(?:env|environment|variables|secrets)\w*\s*[:=]\s*\{\s*(?:\.\.\.[^,\n]*,\s*)?['"]?[A-Z][A-Z0-9]*_[A-Z0-9_]+/;
const TAKEN = /\benv\b[^;\n]{0,80}=\s*(?:globalThis\.)?process\b/;
/** The end first: what stands before it is looked at where one is found. */
const TYPED = /(?:Env|Bindings)\b(?<=:\s*(?:Cloudflare)?(?:Env|Bindings))/;
/** A worker's handler: `fetch(request, env)`. */
const HANDLER = /\b(?:fetch|scheduled|queue|email)\s*(?::\s*async\s*|:\s*)?\([^()]*,\s*env\b/;
/** A name handed to another function: `requireEnv('NAME')`. */
const CALLED =
  /\b(?:\w*(?:[eE]nv|[cC]onfig|[sS]ecret|[sS]etting|[vV]ar)\w*(?:\.\w+)?|(?:need|must|get|require|assert|optional)\w*)(?:<[^<>()\n]*>)?\(\s*['"`][A-Z][A-Z0-9]*_[A-Z0-9_]+['"`]/;
/** What every such call has, found without looking back: nearly no file goes on to `CALLED`. */
const NAME_GIVEN = /\(\s*['"`][A-Z][A-Z0-9]*_[A-Z0-9_]+['"`]/;

/** Says by the raw text whether walking the file can bring anything: 97 files in 100 can be skipped. */
export function mayReadEnvironment(text: string): boolean {
  for (const [inAll, texts] of TELLING) {
    if (text.includes(inAll) && texts.some((telling) => text.includes(telling))) return true;
  }
  if (TELLING_ALONE.some((telling) => text.includes(telling))) return true;
  if ((text.includes('env') || text.includes('variables') || text.includes('secrets')) && GIVEN.test(text))
    return true;
  if (text.includes('process') && TAKEN.test(text)) return true;
  if ((text.includes('Env') || text.includes('Bindings')) && TYPED.test(text)) return true;
  if (text.includes('env') && text.includes('export default') && HANDLER.test(text)) return true;
  return NAME_GIVEN.test(text) && CALLED.test(text);
}
