import type { JavaScriptRead } from '../javascript/environment-facts.ts';
import type { MaskedCode } from './masking.ts';

const STRUCT = /\btype\s+(\w+)\s+struct\s*\{/g;
const FIELD = /^[ \t]*(\w+)[ \t]+([\w.*[\]]+)?[ \t]*(?:`([^`\n]*)`)?[ \t]*$/gm;

interface Struct {
  name: string;
  prefixes: string[];
  fields: { name: string; type: string; tags: string; from: number; tagsFrom: number }[];
}

/**
 * Go struct tags: `env:"X,required" envDefault:"…"` (caarlos0/env), `env:"X" env-required:"true"` (cleanenv),
 * `env:"X, default=…"` (sethvargo), `envconfig:"X" required:"true" split_words:"true"` (kelseyhightower), and the
 * prefixes of the structs they stand in.
 */
export function goStructReads(text: string, { bare }: MaskedCode): JavaScriptRead[] {
  if (!/\benv(?:config)?:"|envconfig\.(?:Must)?Process/.test(text)) return [];
  const structs = structsIn(text, bare);
  for (const struct of structs) {
    for (const field of struct.fields) {
      const prefix =
        tag(field.tags, 'envPrefix') ??
        tag(field.tags, 'env-prefix') ??
        /\bprefix=(\w+)/.exec(field.tags)?.[1];
      const inner = structs.find((other) => other.name === field.type.replace(/^[*[\]]+/, ''));
      if (prefix && inner)
        inner.prefixes.push(...(struct.prefixes.length ? struct.prefixes.map((p) => p + prefix) : [prefix]));
    }
  }
  const processed = processPrefix(text);
  return structs.flatMap((struct) =>
    struct.fields.flatMap((field) => readsOfField(struct, field, processed)),
  );
}

function structsIn(text: string, bare: string): Struct[] {
  return [...bare.matchAll(STRUCT)].map((match) => {
    const from = match.index + match[0].length;
    const end = bare.indexOf('\n}', from);
    const to = end < 0 ? bare.length : end;
    const fields = [...text.slice(from, to).matchAll(FIELD)].map((field) => {
      const [whole, name = '', type = '', tags = ''] = field;
      const start = from + field.index;
      return {
        name,
        type,
        tags,
        from: start + whole.indexOf(name),
        tagsFrom: start + whole.indexOf('`') + 1,
      };
    });
    return { name: match[1] as string, prefixes: [], fields };
  });
}

const tag = (tags: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}:"([^"]*)"`).exec(tags)?.[1];

function readsOfField(
  struct: Struct,
  field: Struct['fields'][number],
  processed: string | undefined,
): JavaScriptRead[] {
  const { tags } = field;
  const written = tag(tags, 'env') ?? tag(tags, 'envconfig');
  const [name = '', ...options] = (written ?? '').split(',').map((part) => part.trim());
  const hasDefault =
    ['envDefault', 'env-default', 'default'].some((key) => tag(tags, key) !== undefined) ||
    options.some((option) => option.startsWith('default='));
  const isRequired =
    options.some((option) => option === 'required' || option === 'notEmpty') ||
    tag(tags, 'required') === 'true' ||
    tag(tags, 'env-required') === 'true';
  const requirement = isRequired && !hasDefault ? 'required' : 'optional';
  const shape = { form: 'struct tag', requirement } as const;
  if (/^[A-Za-z_]\w*$/.test(name)) {
    const at = field.tagsFrom + tags.search(/(?:^|\s)env(?:config)?:"/);
    const from = at + field.tags.slice(at - field.tagsFrom).indexOf(name, 4);
    const prefixes = struct.prefixes.length > 0 ? struct.prefixes : [''];
    const process = processed && tag(tags, 'envconfig') !== undefined ? processed : '';
    return prefixes.map((prefix) => ({
      name: `${process}${prefix}${name}`,
      from,
      to: from + name.length,
      ...shape,
    }));
  }
  if (
    processed === undefined ||
    written !== undefined ||
    !/^[A-Z]/.test(field.name) ||
    !/split_words|default|required/.test(tags)
  )
    return [];
  const own = tag(tags, 'split_words') === 'true' ? snake(field.name) : field.name.toUpperCase();
  return [{ name: processed + own, from: field.from, to: field.from + field.name.length, ...shape }];
}

const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toUpperCase();

/** `envconfig.Process("app", &c)`: every name begins with `APP_`. */
function processPrefix(text: string): string | undefined {
  const match = /\benvconfig\.(?:Must)?Process\(\s*(?:"(\w*)"|(\w+))\s*,/.exec(text);
  if (!match) return undefined;
  const named =
    match[2] === undefined ? undefined : new RegExp(`\\b${match[2]}\\s*=\\s*"(\\w*)"`).exec(text)?.[1];
  const prefix = match[1] ?? named ?? '';
  return prefix === '' ? '' : `${prefix.toUpperCase()}_`;
}

/** Rust: the fields of a struct that `envy` fills, and clap's `#[arg(env)]` without a name. */
export function rustFieldReads(text: string, { bare }: MaskedCode): JavaScriptRead[] {
  const reads: JavaScriptRead[] = [];
  const envy = /\benvy::(?:from_env|prefixed\(\s*"(\w+)"\s*\)\s*\.\s*from_env)(?:::<(\w+)>)?/.exec(text);
  const wanted = envy?.[2] ?? (envy && /\blet\s+\w+\s*:\s*(?:Result<)?(\w+)/.exec(text)?.[1]);
  if (envy && wanted) {
    const struct = new RegExp(`\\bstruct\\s+${wanted}\\s*\\{([^}]*)\\}`).exec(bare);
    const from = struct ? struct.index + struct[0].indexOf('{') + 1 : 0;
    for (const field of (struct?.[1] ?? '').matchAll(/^([^\n]*?)\b(\w+)\s*:\s*([\w<>:]+),?[ \t]*$/gm)) {
      const name = field[2] as string;
      const at = from + field.index + (field[1] as string).length;
      const before = text.slice(Math.max(from, at - 120), at);
      const isOptional = (field[3] as string).startsWith('Option<') || /#\[serde\([^\]]*default/.test(before);
      const requirement = isOptional ? 'optional' : 'required';
      reads.push({
        name: (envy[1] ?? '') + name.toUpperCase(),
        from: at,
        to: at + name.length,
        form: 'envy',
        requirement,
      });
    }
  }
  for (const match of bare.matchAll(
    /#\[(?:arg|clap)\([^\]]*\benv\b(?!\s*=)[^\]]*\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?(\w+)\s*:/g,
  )) {
    const name = match[1] as string;
    const from = match.index + match[0].lastIndexOf(name);
    reads.push({
      name: name.toUpperCase(),
      from,
      to: from + name.length,
      form: 'clap',
      requirement: 'optional',
    });
  }
  return reads;
}

const PREFIXES: Record<string, [RegExp, (found: string) => string][]> = {
  go: [
    [/\bSetEnvPrefix\(\s*"(\w+)"/g, (found) => `${found.toUpperCase()}_`],
    [/\bPrefix:\s*"([A-Z][A-Z0-9_]*_)"/g, (found) => found],
  ],
  rust: [
    [/\b(?:Environment::with_prefix|with_prefix)\(\s*"(\w+)"/g, (found) => `${found.toUpperCase()}_`],
    [/\b(?:Env::prefixed|envy::prefixed)\(\s*"(\w+)"/g, (found) => found],
  ],
  python: [
    [/\benv_prefix\s*=\s*["'](\w+)["']/g, (found) => found.toUpperCase()],
    [/\benvvar_prefix\s*=\s*["'](\w+)["']/g, (found) => `${found.toUpperCase()}_`],
    [/\bprefixed\(\s*["'](\w+)["']/g, (found) => found],
    [/\bauto_envvar_prefix\s*=\s*["'](\w+)["']/g, (found) => `${found}_`],
  ],
  csharp: [
    [/\b\w*[cC]onfig(?:uration)?\[\s*"([A-Za-z]\w*(?::\w+)+)"/g, (found) => found.replaceAll(':', '__')],
    [/\bGetSection\(\s*"([A-Za-z]\w*(?::\w+)*)"/g, (found) => `${found.replaceAll(':', '__')}__`],
    [/\bGetConnectionString\(\s*"(\w+)"/g, (found) => `ConnectionStrings__${found}`],
    [/\bAddEnvironmentVariables\(\s*(?:prefix:\s*)?"(\w+)"/g, (found) => found],
  ],
  jvm: [
    [/@Value\(\s*"\\?\$\{([a-z][\w.-]*)[:}]/g, relaxed],
    [
      /@ConfigurationProperties\(\s*(?:prefix\s*=\s*|value\s*=\s*)?"([a-z][\w.-]*)"/g,
      (found) => `${relaxed(found)}_`,
    ],
  ],
};

/** Spring's relaxed binding: `app.jwt-secret` is set by APP_JWTSECRET, and in practice by APP_JWT_SECRET. */
function relaxed(property: string): string {
  return property
    .replace(/[.-]/g, '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase();
}

/** Beginnings of names that a library puts together with what it finds in a structure. */
export function prefixesIn(language: string, code: string): { prefix: string; from: number; to: number }[] {
  return (PREFIXES[language] ?? []).flatMap(([pattern, toPrefix]) =>
    [...code.matchAll(pattern)].map((match) => ({
      prefix: toPrefix(match[1] as string),
      from: match.index,
      to: match.index + match[0].length,
    })),
  );
}
