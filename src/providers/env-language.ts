import * as vscode from 'vscode';
import type { EnvMemo, EnvServices } from './env-lookup.ts';
import type { Sessions } from './sessions.ts';

/** Files that read or declare variables. A command of the editor that can do nothing is not offered elsewhere. */
const FILES: vscode.DocumentSelector = [
  '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,astro,py,pyi,go,rb,rake,erb,ru,php,java,kt,kts,scala,groovy,gradle,cs,fs,vb,rs,ex,exs,heex,prisma,conf,properties}',
  '**/*.{yml,yaml,toml,json,jsonc}',
  '**/{.env,.env.*,.env-*,.env_*,*.env,*.env.*,env.*,.dev.vars,.dev.vars.*,.flaskenv}',
  '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Rakefile,Gemfile}',
].map((pattern) => ({ pattern }));

const TRIGGERS = ['.', "'", '"', '`', '[', '(', '{'];

/** Hover, go to definition, references, completion and renaming of environment variables. Each is loaded when first asked for. */
export function registerEnvLanguage(sessions: Sessions): vscode.Disposable {
  const memo: EnvMemo = new WeakMap();
  const services: EnvServices = { sessions, memo };
  const navigation = once(() => import('./env-navigation.ts'));
  const completion = once(() => import('./env-completion.ts'));
  const rename = once(() => import('./env-rename.ts'));
  return vscode.Disposable.from(
    sessions.onDidChange((session) => memo.delete(session)),
    vscode.languages.registerHoverProvider(FILES, {
      provideHover: async (document, position) => (await navigation()).envHover(services, document, position),
    }),
    vscode.languages.registerDefinitionProvider(FILES, {
      provideDefinition: async (document, position) =>
        (await navigation()).envDefinition(services, document, position),
    }),
    vscode.languages.registerReferenceProvider(FILES, {
      provideReferences: async (document, position, context) =>
        (await navigation()).envReferences(services, document, position, context),
    }),
    vscode.languages.registerCompletionItemProvider(
      FILES,
      {
        provideCompletionItems: async (document, position) =>
          (await completion()).envCompletion(services, document, position),
        resolveCompletionItem: async (item) => (await completion()).describeCompletion(services, item),
      },
      ...TRIGGERS,
    ),
    vscode.languages.registerRenameProvider(FILES, {
      prepareRename: async (document, position) =>
        (await rename()).envRenamePlace(services, document, position),
      provideRenameEdits: async (document, position, newName) =>
        (await rename()).envRenameEdits(services, document, position, newName),
    }),
  );
}

/** A pointer that moves asks many times a second: the module is looked up once. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
