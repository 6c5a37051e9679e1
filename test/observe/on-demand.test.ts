import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { Gatherer } from '../../src/model/gatherer.ts';
import { GATHERERS } from '../../src/observe/index.ts';

const DOMAIN = join(import.meta.dirname, '../../src/observe/domain');

describe('gatherers that are loaded on demand', () => {
  it('are listed with what their modules say of them, and none is missing', async () => {
    const own: Gatherer[] = [];
    for (const file of readdirSync(DOMAIN)) {
      const module = (await import(join(DOMAIN, file))) as Record<string, unknown>;
      for (const [name, value] of Object.entries(module)) {
        if (name.endsWith('Gatherer')) own.push(value as Gatherer);
      }
    }
    const facts = (gatherers: readonly Gatherer[]) =>
      gatherers
        .map(({ produces, scope, ...rest }) => [
          produces,
          scope,
          ...('dependsOn' in rest ? (rest.dependsOn ?? []) : []),
        ])
        .sort();
    assert.ok(own.length >= 5);
    assert.deepEqual(facts(GATHERERS.filter(({ scope }) => scope === 'network')), facts(own));
  });
});
