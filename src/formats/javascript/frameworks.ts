import type { SyntaxNode } from '@lezer/common';
import type { JavaScriptRead } from './environment-facts.ts';
import { requirementOf } from './requirement.ts';
import { childrenOf, type Placed, textOf } from './scopes.ts';
import { argumentListOf } from './syntax.ts';
import { nameOfKey } from './value-kinds.ts';

const SCREAMING = /^[A-Z][A-Z0-9_]*$/;
const MODULES = /^(?:\$env\/static\/(?:private|public)|astro:env\/(?:client|server))$/;

/** `import { X } from '$env/static/private'` (SvelteKit), `astro:env/server` (Astro). */
export function readsOfImport(node: SyntaxNode, text: string): JavaScriptRead[] {
  const source = node.getChild('String');
  const group = node.getChild('ImportGroup');
  if (!source || !group || !MODULES.test(textOf(source, text).slice(1, -1))) return [];
  const parts = childrenOf(group);
  return parts.flatMap((part, i): JavaScriptRead[] => {
    const isName =
      part.name === 'VariableName' || (part.name === 'VariableDefinition' && parts[i - 1]?.name !== 'as');
    const name = textOf(part, text);
    if (!isName || !SCREAMING.test(name)) return [];
    return [
      {
        name,
        from: part.from,
        to: part.to,
        form: textOf(source, text).slice(1, -1),
        requirement: 'required',
      },
    ];
  });
}

interface CallForm {
  /** The file has to say this. */
  needs: RegExp;
  callee: RegExp;
  form: string;
}

const CALLS: CallForm[] = [
  {
    needs: /@nestjs\/config/,
    callee: /\b(?:config|configService|config_service|configuration)\.(?:get|getOrThrow)$/i,
    form: 'ConfigService',
  },
  {
    needs: /['"]effect(?:\/|['"])/,
    callee:
      /^Config\.(?:string|nonEmptyString|number|integer|boolean|redacted|secret|url|port|duration|date)$/,
    form: 'effect',
  },
  { needs: /['"]env-var['"]/, callee: /^(?:env|envVar|envvar)\.get$/, form: 'env-var' },
  { needs: /prisma\/config/, callee: /^env$/, form: 'prisma.config' },
  { needs: /#start\/env|@ioc:Adonis\/Core\/Env|@adonisjs/, callee: /^[Ee]nv\.get$/, form: 'adonis' },
];

/** `configService.get('X')`, `Config.string('X')`, `env.get('X')`: functions of libraries that look a name up. */
export function readsOfCall({ node }: Placed, text: string): JavaScriptRead[] {
  const callee = node.firstChild;
  const first = argumentListOf(node)?.firstChild?.nextSibling;
  if (!callee || first?.name !== 'String') return [];
  const name = textOf(first, text).slice(1, -1);
  if (!SCREAMING.test(name)) return [];
  const called = textOf(callee, text)
    .replace(/<[^<>()]*>$/, '')
    .slice(-80);
  const form = CALLS.find((one) => one.callee.test(called) && one.needs.test(text));
  if (!form) return [];
  const hasDefault = first.nextSibling?.name === ',' && first.nextSibling.nextSibling?.name !== ')';
  const chain = text.slice(node.to, node.to + 120);
  const required =
    form.form === 'env-var' ? /^[^;\n]*\.required\(/.test(chain) : requirementOf(node, text) === 'required';
  const optional =
    hasDefault ||
    !required ||
    /^\s*\.pipe\(\s*Config\.(?:withDefault|option)/.test(chain) ||
    isWrappedOption(node, text);
  return [
    {
      name,
      from: first.from + 1,
      to: first.to - 1,
      form: form.form,
      requirement: optional ? 'optional' : 'required',
    },
  ];
}

/** `Config.option(Config.string('X'))`, `Config.withDefault(Config.string('X'), 'd')`. */
function isWrappedOption(node: SyntaxNode, text: string): boolean {
  const outer = node.parent?.name === 'ArgList' ? node.parent.parent?.firstChild : null;
  return outer ? /\.(?:option|withDefault|orElse)$/.test(textOf(outer, text)) : false;
}

/** Nuxt: `runtimeConfig.public.apiBase` is set by NUXT_PUBLIC_API_BASE. */
export function readsOfNuxt(property: SyntaxNode, text: string, prefix = 'NUXT'): JavaScriptRead[] {
  const object = property.getChild('ObjectExpression');
  if (!object) return [];
  return object.getChildren('Property').flatMap((inner) => {
    const key = inner.firstChild;
    const name = key ? nameOfKey(key, text) : undefined;
    if (!key || name === undefined) return [];
    const variable = `${prefix}_${name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/-/g, '_')
      .toUpperCase()}`;
    if (inner.getChild('ObjectExpression')) return readsOfNuxt(inner, text, variable);
    // A key with a value of its own does without the variable.
    const value = inner.lastChild ? textOf(inner.lastChild, text) : '';
    const form = /^(?:''|""|``|undefined|null)$/.test(value) ? 'runtimeConfig' : 'runtimeConfig override';
    return [{ name: variable, from: key.from, to: key.to, form, requirement: 'optional' as const }];
  });
}
