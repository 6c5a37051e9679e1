import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { jsonSchema, jsonSchemaText } from '../../src/config/json-schema.ts';
import { LAUNCH_CONFIG, shapeAt } from '../../src/config/launch-config.ts';
import { parse } from '../../src/config/parse.ts';
import type { AnyShape } from '../../src/config/shape.ts';

function everyShape(shape: AnyShape, key: string): [string, AnyShape][] {
  const below =
    shape.kind === 'record'
      ? Object.entries(shape.keys)
      : shape.kind === 'map'
        ? [['*', shape.values] as const]
        : shape.kind === 'list'
          ? [['0', shape.items] as const]
          : [];
  return [[key, shape], ...below.flatMap(([name, one]) => everyShape(one, key ? `${key}.${name}` : name))];
}

describe('configuration description', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(jsonSchema());

  it('media/launch-ready.schema.json is what the code says', () => {
    const file = path.join(import.meta.dirname, '../../media/launch-ready.schema.json');
    assert.equal(fs.readFileSync(file, 'utf8'), jsonSchemaText(), 'run: npx tsx scripts/generate-schemas.ts');
  });

  it('every example in it is accepted by the parser and by the schema', () => {
    let examples = 0;
    for (const [key, shape] of everyShape(LAUNCH_CONFIG, '')) {
      if (shape.example === undefined || key.includes('.')) continue;
      const config = { [key]: shape.example };
      assert.deepEqual(parse(JSON.stringify(config)).problems, [], key);
      assert.ok(validate(config), `${key}: ${JSON.stringify(validate.errors)}`);
      examples++;
    }
    assert.ok(examples >= 8);
  });

  it('every key is explained', () => {
    for (const [key, shape] of everyShape(LAUNCH_CONFIG, ''))
      assert.match(shape.description, /^[\S].*\.$/, key);
  });

  it('the schema refuses what the parser refuses', () => {
    for (const config of [
      { domain: 'https://acme.com/' },
      { domian: 'acme.com' },
      { checks: { 'dns/missing-caa': 'warning' } },
      { thresholds: { errorRate: 2 } },
      { redirects: [{ from: '/a', to: '/b', status: 200 }] },
      { accept: [{ check: 'dns/missing-caa' }] },
      { handover: { owners: 'ana' } },
    ]) {
      assert.equal(validate(config), false, JSON.stringify(config));
      assert.ok(parse(JSON.stringify(config)).problems.length > 0, JSON.stringify(config));
    }
  });

  it('finds the description at a path', () => {
    assert.equal(shapeAt(['accept', 0, 'until'])?.kind, 'text');
    assert.equal(shapeAt(['hosts', 'anything', 'proxied'])?.kind, 'flag');
    assert.equal(shapeAt(['constructor']), undefined);
    assert.equal(shapeAt(['domain', 'x']), undefined);
  });
});
