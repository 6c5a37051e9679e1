import { type DeclaredVariable, variablesOfList, variablesOfMap } from './declared-variable.ts';
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

/** Secrets of a worker: `secrets.required` (Cloudflare changelog, 2026-03-24), and names that a comment of the file lists. */
export function wranglerSecrets(document: DocumentNode | undefined, text: string): DeclaredVariable[] {
  const lists = [
    { node: at(document, 'secrets', 'required'), environment: undefined },
    ...entriesOf(at(document, 'env')).map(({ key, value }) => ({
      node: at(value, 'secrets', 'required'),
      environment: key,
    })),
  ];
  const required = lists.flatMap(({ node, environment }) => variablesOfList(node, environment));
  const comments = [...text.matchAll(/(?:^|\s)(?:#|\/\/)([^\n]*)/g)].flatMap((comment) => {
    const from = comment.index + comment[0].length - (comment[1] as string).length;
    // A commented-out setting says nothing of secrets: `# FOO = "bar"` is a variable that is not set.
    return [...(comment[1] as string).matchAll(/(?<![\w"'])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?!\w|\s*=)/g)].map(
      (match) => {
        const place = { from: from + match.index, to: from + match.index + (match[1] as string).length };
        return { name: match[1] as string, ...place, valueFrom: place.to, valueTo: place.to };
      },
    );
  });
  return [...required, ...comments];
}
