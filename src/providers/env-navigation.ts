import * as vscode from 'vscode';
import { declarationsFor, placesOf, variableAt } from '../audit/env-places.ts';
import { describe, type EnvServices, lookUp, lookUpWhole } from './env-lookup.ts';
import { rangeOf, uriOf } from './locations.ts';

export async function envHover(
  services: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const found = await lookUp(services, document);
  const here = found && variableAt(found.knowledge, found.path, position);
  if (!found || !here) return undefined;
  const text = await describe(services, found, here.variable, here.place);
  return new vscode.Hover(text, rangeOf(here.place.range));
}

/** From a read or a declaration to the declarations, what is nearest first. */
export async function envDefinition(
  services: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.DefinitionLink[] | undefined> {
  const found = await lookUpWhole(services, document, position);
  const here = found && variableAt(found.knowledge, found.path, position);
  if (!found || !here) return undefined;
  return declarationsFor(here.variable, found.path).map(({ path, range }) => ({
    originSelectionRange: rangeOf(here.place.range),
    targetUri: uriOf(found.session.folder, path),
    targetRange: rangeOf(range),
    targetSelectionRange: rangeOf(range),
  }));
}

export async function envReferences(
  services: EnvServices,
  document: vscode.TextDocument,
  position: vscode.Position,
  { includeDeclaration }: vscode.ReferenceContext,
): Promise<vscode.Location[] | undefined> {
  const found = await lookUpWhole(services, document, position);
  const here = found && variableAt(found.knowledge, found.path, position);
  if (!found || !here) return undefined;
  return placesOf(found.knowledge, here.variable.name)
    .filter(({ kind }) => includeDeclaration || kind !== 'declaration')
    .map(({ path, range }) => new vscode.Location(uriOf(found.session.folder, path), rangeOf(range)));
}
