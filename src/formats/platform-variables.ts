import { type DeclaredVariable, variablesOfMap, variablesOfRecords } from './declared-variable.ts';
import { at, type DocumentNode, entriesOf, itemsOf } from './document.ts';

/** `[env]` of fly.toml. */
export const flyVariables = (document: DocumentNode | undefined): DeclaredVariable[] =>
  variablesOfMap(at(document, 'env'));

/** `services[].envVars` and `envVarGroups[].envVars` of render.yaml. */
export function renderVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  return ['services', 'envVarGroups', 'databases'].flatMap((group) =>
    itemsOf(at(document, group)).flatMap((item) => variablesOfRecords(at(item, 'envVars'), ['key'])),
  );
}

/** `env` of Heroku's app.json, for the app and for its environments. */
export function appJsonVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  return [
    ...variablesOfMap(at(document, 'env')),
    ...entriesOf(at(document, 'environments')).flatMap(({ key, value }) =>
      variablesOfMap(at(value, 'env'), key),
    ),
  ];
}

/** Everything under a key `env`, `environment`, `variables` or `env_variables`, wherever it stands: other hosts' files. */
export function anyVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  const found: DeclaredVariable[] = [];
  const walk = (node: DocumentNode, depth: number) => {
    if (depth > 12) return;
    for (const { key, value } of entriesOf(node)) {
      if (/^(?:env|environment|variables|env_variables|secrets|data|stringData)$/i.test(key)) {
        found.push(...variablesOfMap(value), ...variablesOfRecords(value, ['name', 'variable', 'key']));
      }
      walk(value, depth + 1);
    }
    for (const item of itemsOf(node)) walk(item, depth + 1);
  };
  if (document) walk(document, 0);
  return found;
}
