import type { SyntaxNode } from '@lezer/common';
import type { Placed } from './scopes.ts';
import { textOf } from './scopes.ts';

/** What an expression stands for, as far as the environment is concerned. */
export type Value =
  | { kind: 'environment'; form: EnvironmentForm }
  | { kind: 'denoEnvironment' }
  /** What a schema's `safeParse(process.env)` gave. */
  | { kind: 'parsed' }
  | { kind: 'process' | 'importMeta' | 'deno' | 'bun' | 'global' }
  | { kind: 'text'; prefix: string; suffix: string; exact: boolean }
  | { kind: 'texts'; texts: string[] }
  | { kind: 'object'; placed: Placed }
  | { kind: 'enum'; node: SyntaxNode }
  | { kind: 'function'; fn: Placed }
  | { kind: 'parameter'; fn: Placed; index: number }
  | { kind: 'import'; source: string; name: string };

export type EnvironmentForm =
  | 'process.env'
  | 'import.meta.env'
  | 'Bun.env'
  | 'loadEnv'
  | '$env/dynamic'
  | 'cloudflare:workers'
  | 'worker'
  /** Checked by a schema first, which says what is required. */
  | 'schema';

export const GLOBALS: Record<string, Value> = {
  process: { kind: 'process' },
  Deno: { kind: 'deno' },
  Bun: { kind: 'bun' },
  globalThis: { kind: 'global' },
  global: { kind: 'global' },
  window: { kind: 'global' },
  self: { kind: 'global' },
};

/** Functions that check the environment against a schema and return it. */
export const SCHEMA_CREATOR =
  /(?:^|\.)(?:createEnv|cleanEnv|envsafe|parseEnv|defineEnv|safeEnv|customCleanEnv)$/;

export const PROCESS_ENV_TYPE = /^(?:(?:Readonly|Partial)<)?(?:NodeJS\.)?ProcessEnv>?(?:\s*\|\s*undefined)?$/;

/** What the types of a Cloudflare worker's second parameter are called. */
export const WORKER_TYPES = /^(?:Env|CloudflareEnv|CloudflareBindings|Cloudflare\.Env|Bindings|WorkerEnv)$/;

export const PROCESS_MODULES = new Set(['process', 'node:process']);

export function imported(source: string, name: string): Value {
  if (PROCESS_MODULES.has(source)) {
    return name === 'env' ? { kind: 'environment', form: 'process.env' } : { kind: 'process' };
  }
  if (name === 'env' && source.startsWith('$env/dynamic/'))
    return { kind: 'environment', form: '$env/dynamic' };
  if (name === 'env' && source === 'cloudflare:workers')
    return { kind: 'environment', form: 'cloudflare:workers' };
  return { kind: 'import', source, name };
}

/** The name of a property key in an object literal, enum or class. */
export function nameOfKey(node: SyntaxNode, text: string): string | undefined {
  if (node.name === 'PropertyDefinition' || node.name === 'PropertyName') return textOf(node, text);
  return node.name === 'String' ? textOf(node, text).slice(1, -1) : undefined;
}

export function enumMember(node: SyntaxNode, key: string, text: string): Value | undefined {
  for (const member of node.getChild('EnumBody')?.getChildren('PropertyName') ?? []) {
    if (textOf(member, text) !== key) continue;
    const init = member.nextSibling?.name === 'Equals' ? member.nextSibling.nextSibling : undefined;
    return init?.name === 'String' ? exactly(textOf(init, text).slice(1, -1)) : undefined;
  }
  return undefined;
}

export type Text = Extract<Value, { kind: 'text' }>;
export const UNKNOWN: Text = { kind: 'text', prefix: '', suffix: '', exact: false };

export const exactly = (value: string): Text => ({ kind: 'text', prefix: value, suffix: value, exact: true });

export function joined(left: Text, right: Text): Text {
  if (left.exact && right.exact) return exactly(left.prefix + right.prefix);
  return {
    kind: 'text',
    prefix: left.exact ? left.prefix + right.prefix : left.prefix,
    suffix: right.exact ? left.suffix + right.suffix : right.suffix,
    exact: false,
  };
}

export const unescaped = (value: string): string => value.replace(/\\(['"`\\])/g, '$1');
