import assert from 'node:assert/strict';
import { valueFactsOf } from '../../src/formats/env-value.ts';

const defect = (value: string) => valueFactsOf(value).defect;
const HEAD = `-----${'BEGIN'} PRIVATE KEY-----`;

describe('values that no program understands', () => {
  for (const [value, expected] of [
    ['ture', 'boolean'],
    ['Flase', 'boolean'],
    ['tru', 'boolean'],
    ['300O', 'number'],
    ['https:/acme.com', 'address'],
    ['https//acme.com', 'address'],
    ['htps://acme.com', 'address'],
    ['http://https://acme.com', 'address'],
    ['postgres:/user@db/acme', 'address'],
    ['{', 'json'],
    ['{"a": 1', 'json'],
    ["[{'a': 1}]", 'json'],
    ['[your key]', undefined],
    [HEAD, 'pem'],
    [`${HEAD} MIIE more`, 'pem'],
    ['"Acme"', 'quotes'],
    [' acme.com', 'spaces'],
  ] as const) {
    it(`${value.slice(0, 30)}: ${expected}`, () => assert.equal(defect(value), expected));
  }

  for (const value of [
    'true',
    'FALSE',
    'yes',
    '3000',
    'https://acme.com',
    'http://localhost:3000/a://b',
    'redis://cache:6379/0',
    'postgres://user:pass@db/acme',
    'file:./dev.db',
    '{"a":[1,{"b":2}]}',
    '[1,2]',
    '{\\"a\\":1}',
    `${HEAD}\\nMIIE\\n`,
    'truth',
    'false positives',
    'The "best" shop',
    '',
  ]) {
    it(`is content with ${value.slice(0, 30)}`, () => assert.equal(defect(value), undefined));
  }
});
