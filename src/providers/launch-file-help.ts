import * as vscode from 'vscode';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import type { AnyShape } from '../config/shape.ts';
import type { Engine } from './engine.ts';

const FILES: vscode.DocumentSelector = [
  { pattern: `**/${DEFAULT_CONFIG_PATH}` },
  { pattern: '**/launch-ready.yml' },
];
/** An accepted risk comes back after this long, in days. */
const ACCEPTED_FOR_DAYS = 90;

/** What may be written in launch-ready.yaml, and what it means. Its mistakes are findings like all others. */
export function registerLaunchFileHelp(engine: Engine): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      FILES,
      {
        async provideCompletionItems(document, position) {
          const [{ cursorPlace }, { shapeAt }, { parse }] = await Promise.all([
            import('../config/cursor.ts'),
            import('../config/launch-config.ts'),
            import('../config/parse.ts'),
          ]);
          const place = cursorPlace(document.getText(), position.line, position.character);
          const shape = place && shapeAt(place.path);
          if (!place || !shape) return [];
          const { value } = parse(document.getText(), DEFAULT_CONFIG_PATH);
          const items =
            place.writes === 'key'
              ? keyItems(shape, keysAt(value, place.path), engine)
              : valueItems(shape, engine);
          const range = new vscode.Range(position.translate(0, -place.typed.length), position);
          for (const item of items) item.range = range;
          return items;
        },
      },
      ' ',
      ':',
      '/',
    ),
    vscode.languages.registerHoverProvider(FILES, {
      async provideHover(document, position) {
        const [{ keyAt }, { shapeAt }] = await Promise.all([
          import('../config/cursor.ts'),
          import('../config/launch-config.ts'),
        ]);
        const key = keyAt(document.getText(), position.line, position.character);
        const shape = key && shapeAt(key.path);
        if (!key || !shape) return undefined;
        const range = new vscode.Range(position.line, key.from, position.line, key.to);
        return new vscode.Hover(wordsOf(shape, String(key.path.at(-1))), range);
      },
    }),
  );
}

function keyItems(shape: AnyShape, known: ReadonlySet<string>, engine: Engine): vscode.CompletionItem[] {
  if (shape.kind === 'list') return shape.items.kind === 'record' ? keyItems(shape.items, known, engine) : [];
  const names =
    shape.kind === 'record'
      ? Object.entries(shape.keys)
      : shape.kind === 'map'
        ? namesFor(shape.names, engine).map((name) => [name, shape.values] as const)
        : [];
  return names
    .filter(([name]) => !known.has(name))
    .map(([name, inner], i) => {
      const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
      item.documentation = wordsOf(inner, name);
      item.insertText = new vscode.SnippetString(`${name}:${opening(inner)}`);
      item.sortText = String(i).padStart(4, '0');
      if (shape.kind === 'record' && shape.required.includes(name)) item.detail = 'needed';
      if (opening(inner) === ' ') item.command = { title: '', command: 'editor.action.triggerSuggest' };
      return item;
    });
}

/** What follows a key: a value on its line, or lines below it. */
function opening(shape: AnyShape): string {
  if (shape.kind === 'list') return shape.items.kind === 'record' ? '\n  - ' : ' [$0]';
  return shape.kind === 'record' || shape.kind === 'map' ? '\n  ' : ' ';
}

function valueItems(shape: AnyShape, engine: Engine): vscode.CompletionItem[] {
  const values = valuesFor(shape, engine);
  return values.map(([text, detail], i) => {
    const item = new vscode.CompletionItem(text, vscode.CompletionItemKind.Value);
    item.detail = detail;
    item.documentation = new vscode.MarkdownString(shape.description);
    item.sortText = String(i).padStart(4, '0');
    return item;
  });
}

function valuesFor(shape: AnyShape, engine: Engine): [text: string, detail: string][] {
  if (shape.kind === 'choice') return shape.values.map((value) => [String(value), '']);
  if (shape.kind === 'flag')
    return [
      ['true', ''],
      ['false', ''],
    ];
  const format = shape.kind === 'text' ? shape.format : undefined;
  if (format === 'checkId') return namesFor('checkId', engine).map((id) => [id, '']);
  if (format === 'datePast') return [[day(0), 'today']];
  if (format === 'dateAhead') return [[day(ACCEPTED_FOR_DAYS), `in ${ACCEPTED_FOR_DAYS} days`]];
  const isPlain = shape.kind === 'text' || shape.kind === 'number';
  return isPlain && shape.example !== undefined ? [[String(shape.example), 'for example']] : [];
}

function namesFor(format: string, engine: Engine): string[] {
  if (format === 'checkId')
    return engine.areas().flatMap(({ checks }) => checks.map(({ id }) => id as string));
  if (format === 'label') return ['production', 'staging'];
  return format === 'host' ? ['app', 'api', 'www'] : [];
}

function keysAt(value: unknown, path: readonly (string | number)[]): Set<string> {
  let here = value;
  // Which entry of a list is meant cannot be told from the path, so nothing of it is left out.
  for (const step of path) {
    if (typeof step === 'number' || typeof here !== 'object' || here === null) return new Set();
    here = (here as Record<string, unknown>)[step];
  }
  return new Set(typeof here === 'object' && here !== null ? Object.keys(here) : []);
}

function wordsOf(shape: AnyShape, name: string): vscode.MarkdownString {
  const words = new vscode.MarkdownString(shape.description);
  if (shape.kind === 'choice') words.appendMarkdown(`\n\nOne of: ${shape.values.join(', ')}.`);
  if (shape.example !== undefined) words.appendCodeblock(`${name}: ${flow(shape.example)}`, 'yaml');
  return words;
}

/** A value on one line, as one would write it. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

/** YYYY-MM-DD, that many days from now. */
function day(ahead: number): string {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}
