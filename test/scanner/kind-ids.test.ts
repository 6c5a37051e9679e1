import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { secretKindIds } from '../../src/scanner/kind-ids.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { SURROUNDINGS } from '../support/token-surroundings.ts';
import { makeToken, TOKEN_KINDS } from '../support/tokens.ts';

const SCANNER = path.join(import.meta.dirname, '../../src/scanner');

describe('the list of kinds', () => {
  const ids = secretKindIds();

  it('has each of them once', () => {
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('has every rule that the sources of the scanner name', () => {
    const named = fs
      .readdirSync(SCANNER, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...fs.readFileSync(path.join(SCANNER, file), 'utf8').matchAll(/\brule: '([a-z0-9-]+)'/g),
      ])
      .map(([, rule]) => `secrets/${rule}`);
    assert.ok(named.length > 8, 'the sources name rules in this way');
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
  });

  it('has what the scanner finds', () => {
    const found = TOKEN_KINDS.flatMap((kind) => {
      const [head, tail] = SURROUNDINGS[kind] ?? ['', ''];
      return scanText('src/a.txt', `X: ${head}${makeToken(kind)}${tail}\n`).map(
        ({ rule }) => `secrets/${rule}`,
      );
    });
    assert.ok(found.length > 300);
    assert.deepEqual(
      found.filter((id) => !ids.includes(id)),
      [],
    );
  });
});
