/**
 * Texts of which any one makes a file worth walking. A plain search costs a tenth of a pattern with many ways, and a short
 * text is found in a third of the time of a long one: a piece that all of a group have is looked for first.
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
  ['fig', ['runtimeConfig', 'prisma/config']],
  ['vict', ['convict(']],
  ['Schema', ['validationSchema']],
  [':w', ['cloudflare:workers']],
];
const IN_LOWER_CASE = ['$env/', 'astro:env', 'envsafe('];
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
  const namesIt = text.includes('nv');
  for (const [inAll, texts] of TELLING) {
    if (text.includes(inAll) && texts.some((telling) => text.includes(telling))) return true;
  }
  const hasLower = namesIt && text.includes('env');
  if ((hasLower || text.includes('variables') || text.includes('secrets')) && GIVEN.test(text)) return true;
  if (hasLower && IN_LOWER_CASE.some((telling) => text.includes(telling))) return true;
  if (text.includes('process')) {
    if (text.includes('process"') || text.includes("process'")) return true;
    if (hasLower && TAKEN.test(text)) return true;
  }
  if (((namesIt && text.includes('Env')) || text.includes('Bindings')) && TYPED.test(text)) return true;
  if (hasLower && text.includes('export default') && HANDLER.test(text)) return true;
  return NAME_GIVEN.test(text) && CALLED.test(text);
}
