import { type DeclaredVariable, variablesOfMap } from './declared-variable.ts';
import { at, type DocumentNode } from './document.ts';

/** `env` and `build.env` of vercel.json (the legacy way; most names live in the dashboard). */
export function vercelVariables(document: DocumentNode | undefined): DeclaredVariable[] {
  return [...variablesOfMap(at(document, 'env')), ...variablesOfMap(at(document, 'build', 'env'), 'build')];
}
