import { type DeclaredVariable, variablesOfMap } from './declared-variable.ts';
import { at, type DocumentNode, entriesOf } from './document.ts';

/** `[build.environment]` and `[context.X.environment]` of netlify.toml. */
export function netlifyVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  return [
    ...variablesOfMap(at(document, 'build', 'environment')),
    ...entriesOf(at(document, 'context')).flatMap(({ key, value }) =>
      variablesOfMap(at(value, 'environment'), key),
    ),
  ];
}
