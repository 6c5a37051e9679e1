import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { isAtLeast } from '../../src/model/severity.ts';
import { CONTEXT_PROVIDERS } from '../../src/scanner/context/provider-table.ts';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';

const PAGE = path.join(import.meta.dirname, '../../docs/checks/secrets/hardcoded-secret.md');
const START = '<!-- kinds: written by test/scanner/kinds-table.test.ts, UPDATE_FIXTURES=1 renews it -->';
const END = '<!-- end of kinds -->';

function table(): string {
  const secret = DETECTORS.filter(({ publicByDesign }) => !publicByDesign);
  const open = DETECTORS.filter(({ publicByDesign }) => publicByDesign);
  const rows = secret.map(
    ({ id, title, severity, provider, rotate, docs }) =>
      `| \`${id}\` | ${title} | ${severity} | ${link('revoke', rotate ?? provider.rotate)} | ${link('form', docs ?? provider.docs)} |`,
  );
  return [
    `${secret.length} kinds are known by their own form:`,
    '',
    '| kind | what | severity | revoke | form |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `These are public by design: ${open.map(({ title }) => title).join(', ')}.`,
    '',
    `The keys of ${CONTEXT_PROVIDERS.length} further providers are known by the provider's name beside a value of the right form (\`secrets/<name>-key\`): ${[...new Set(CONTEXT_PROVIDERS.map(({ name }) => name))].sort().join(', ')}.`,
    '',
    'Beside them: `secrets/kubernetes-secret`, `secrets/database-address`, `secrets/supabase-service-role-key`, the rules of secretlint as `secrets/secretlint-<rule>`, and two guesses by name, never above medium: `secrets/generic-secret` and `secrets/password`.',
  ].join('\n');
}

/** No vendor has a page for these: they are passwords and keys of one's own, or whose they are is not known. */
const REPLACED_AT_HOME = [
  'connection-string-password',
  'django-secret-key',
  'docker-registry-auth',
  'ethereum-private-key',
  'go-database-address',
  'netrc-password',
  'password-before-user',
  'password-in-address',
  'pgpass-line',
  'private-key',
  'private-key-body',
  'private-key-in-base64',
  'putty-private-key',
  'secret-token-uri',
  'service-secret-key',
  'wallet-private-key-base58',
  'wallet-seed-phrase',
  'wireguard-private-key',
];

function link(text: string, url: string): string {
  return url === '' ? '' : `[${text}](${url})`;
}

describe('the table of kinds', () => {
  it('in the docs page says what the scanner knows', () => {
    const page = fs.readFileSync(PAGE, 'utf8');
    const from = page.indexOf(START);
    const to = page.indexOf(END);
    assert.ok(from > 0 && to > from, 'the page has both marks');
    const wanted = `${page.slice(0, from)}${START}\n\n${table()}\n\n${page.slice(to)}`;
    if (process.env.UPDATE_FIXTURES) fs.writeFileSync(PAGE, wanted);
    else assert.equal(page, wanted);
  });

  it('names at least 150 further providers', () => {
    assert.ok(CONTEXT_PROVIDERS.length >= 150);
  });

  it('gives every grave kind a page where it is replaced, but for what is replaced on one’s own server', () => {
    const without = DETECTORS.filter(
      ({ publicByDesign, severity, provider, rotate }) =>
        !publicByDesign && isAtLeast(severity, 'high') && !/^https:\/\/\S+$/.test(rotate ?? provider.rotate),
    ).map(({ id }) => id);
    assert.deepEqual(without.sort(), REPLACED_AT_HOME);
  });

  it('gives every kind with a vendor a page and a place to revoke it', () => {
    const without = DETECTORS.filter(
      ({ publicByDesign, provider, rotate, docs }) =>
        !publicByDesign &&
        (!/^https:/.test(docs ?? provider.docs) || !/^(?:https:|$)/.test(rotate ?? provider.rotate)),
    );
    assert.deepEqual(
      without.map(({ id }) => id),
      [],
    );
  });
});
