import { type DeclaredVariable, variablesOfMap } from './declared-variable.ts';
import { at, type DocumentNode, entriesOf, itemsOf } from './document.ts';

export const WRANGLER_FILE = /(?:^|\/)wrangler(?:\.[\w-]+)?\.(?:toml|jsonc?)$/;

/** `vars` of wrangler's configuration, and of each environment: they are not inherited. */
export function wranglerVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  return [
    ...variablesOfMap(at(document, 'vars')),
    ...entriesOf(at(document, 'env')).flatMap(({ key, value }) => variablesOfMap(at(value, 'vars'), key)),
  ];
}

/** Names that `env` carries besides variables: KV, D1, R2, queues, AI and other bindings. */
export function wranglerBindings(document: DocumentNode | undefined): string[] {
  const names: string[] = [];
  const walk = (node: DocumentNode, depth: number) => {
    if (depth > 5) return;
    for (const { key, value } of entriesOf(node)) {
      if ((key === 'binding' || key === 'name') && value.kind === 'scalar') names.push(String(value.value));
      else walk(value, depth + 1);
    }
    for (const item of itemsOf(node)) walk(item, depth + 1);
  };
  if (document) walk(document, 0);
  return names;
}
