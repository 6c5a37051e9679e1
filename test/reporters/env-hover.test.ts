import assert from 'node:assert/strict';
import type { EnvEntry, EnvSetting } from '../../src/areas/env/inventory-entries.ts';
import { formatEnvHover } from '../../src/reporters/env-hover.ts';

const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 3 } });
const setting = (environment: string, state: EnvSetting['state'] = 'set', mark: string | null = null) => {
  return { environment, state, mark, path: `.env.${environment}`, range: range(0) };
};

function entry(more: Partial<EnvEntry> = {}): EnvEntry {
  return {
    name: 'DATABASE_URL',
    purpose: null,
    purposeFrom: null,
    required: true,
    sides: ['server'],
    setByPlatform: false,
    reads: { count: 1, places: [{ path: 'src/a.ts', range: range(3), side: 'server', package: '' }] },
    declarations: [{ path: '.env.example', range: range(0), kind: 'template', source: 'dotenv' }],
    environments: [],
    ...more,
  };
}

const said = (more: Partial<EnvEntry>, missing: string[] = [], isWhole = true) =>
  formatEnvHover({ entry: entry(more), missing, isWhole }, (path, line) => `${path}#${line}`).replaceAll(
    '\\',
    '',
  );
const settings = (environments: EnvSetting[], missing: string[] = []) =>
  said({ environments }, missing)
    .split('\n')
    .find((line) => /^- (?:Set|Empty|\*\*Missing|Only|Passed|Provided)/.test(line));

describe('the hover of a variable', () => {
  it('tells the environments in words', () => {
    assert.equal(settings([setting('production')]), '- Set for production');
    assert.equal(
      settings([setting('default', 'set', 'A'), setting('production', 'set', 'A')]),
      '- Set for every environment, and again for production (the same value)',
    );
    assert.equal(
      settings([setting('default'), setting('production', 'empty')], ['staging']),
      '- Set for every environment; empty for production; **missing for staging**',
    );
    assert.equal(settings([], ['production', 'staging']), '- **Missing for production, staging**');
    assert.equal(settings([setting('production', 'placeholder')]), '- Only a placeholder for production');
    assert.equal(
      settings([setting('production'), setting('production', 'elsewhere')]),
      '- Set for production; passed in from outside for production',
    );
    assert.equal(settings([]), undefined);
  });

  it('says nowhere only when everything was looked at', () => {
    assert.match(said({ declarations: [] }), /\*\*Declared nowhere\*\*/);
    assert.doesNotMatch(said({ declarations: [] }, [], false), /nowhere\*\*/);
    assert.doesNotMatch(said({ declarations: [], setByPlatform: true }), /nowhere\*\*/);
    const unread = { reads: { count: 0, places: [] } };
    assert.match(said(unread), /No code here is seen to read it/);
    assert.doesNotMatch(said(unread, [], false), /No code/);
  });

  it('counts what it does not name, and names a line once', () => {
    const places = Array.from({ length: 9 }, (_, i) => ({
      path: 'src/a.ts',
      range: range(i >> 1),
      side: 'server' as const,
      package: '',
    }));
    assert.match(said({ reads: { count: 9, places } }), /\[src\/a\.ts:5\]\(src\/a\.ts#5\)$/);
    const many = Array.from({ length: 9 }, (_, i) => ({
      path: `src/${i}.ts`,
      range: range(0),
      side: 'server' as const,
      package: '',
    }));
    assert.match(said({ reads: { count: 9, places: many } }), /\[src\/4\.ts:1\]\(src\/4\.ts#1\) and 4 more$/);
  });

  it('tells what a public prefix does', () => {
    assert.match(said({ name: 'VITE_TITLE' }), /\*\*Public\*\*: Vite copies .*Never put a secret in it\./);
    assert.match(said({ name: 'VITE_STRIPE_SECRET_KEY' }), /call it STRIPE_SECRET_KEY\./);
    assert.doesNotMatch(said({}), /Public/);
  });
});
