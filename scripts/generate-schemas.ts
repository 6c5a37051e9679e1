import { readFileSync, writeFileSync } from 'node:fs';
import { jsonSchemaText } from '../src/config/json-schema.ts';
import { docsIndex } from './docs-index.ts';

/** Files that are made from the code, by path from the root. */
const GENERATED: Record<string, () => string> = {
  'media/launch-ready.schema.json': jsonSchemaText,
  'docs/index.md': docsIndex,
};

const root = new URL('../', import.meta.url);
const isCheck = process.argv.includes('--check');
for (const [path, make] of Object.entries(GENERATED)) {
  const file = new URL(path, root);
  const text = make();
  if (!isCheck) {
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  } else if (readOrEmpty(file) !== text) {
    console.error(`${path} is not what the code says. Run: npx tsx scripts/generate-schemas.ts`);
    process.exitCode = 1;
  }
}

function readOrEmpty(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
