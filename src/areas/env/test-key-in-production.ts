import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import {
  INVENTORY_ARTIFACTS,
  type Inventory,
  inventoryOf,
  locationOf,
  type PlacedDeclaration,
} from './inventory.ts';
import { type ProductionValue, productionValues } from './production.ts';

/** Catalogue KEY101, KEY103, DRF104 for keys. */
export const testKeyInProduction = defineCheck({
  id: 'env/test-key-in-production',
  title: 'Production uses live keys',
  failureTitle: 'Production runs with test keys',
  severity: 'blocker',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    test: '{name} is a test key ({vendor}) in what production runs with: payments and sign-ups there are not real.',
    sandbox:
      '{name} is set to the sandbox in what production runs with: what customers do there is not real.',
    inherited:
      '{name} is a test key ({vendor}) in {path}, and no production file replaces it: production runs with the test key.',
    mixed:
      '{name} is a test key, while {other} beside it is a live key ({vendor}): they belong to two different worlds, and each call fails.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const values = productionValues(inventory);
    const keys = values.filter((value) => value.value?.mode !== undefined && isForOneMode(value.name));
    const inProduction = keys
      .filter((key) => key.value?.mode === 'test')
      .flatMap((key) => findingOf(key, keys));
    const told = new Set(keys.map(({ path }) => path));
    const elsewhere = mixedFindings(inventory, told);
    if (values.length === 0 && elsewhere.length === 0)
      return notApplicable('Nothing in the repository says what production runs with.');
    return judge([...inProduction, ...elsewhere]);
  },
});

/** A name that says its mode has its place beside one that says the other. */
const isForOneMode = (name: string): boolean =>
  !/(?:^|_)(?:TEST|SANDBOX|DEV|DEVELOPMENT|LIVE|PROD|PRODUCTION)(?:_|$)/.test(name);

/** Services that take `sandbox` for a mode. */
const SANDBOXED = /PAYPAL|PLAID|PADDLE|SQUARE|BRAINTREE|ADYEN|MOLLIE|CHECKOUT|PAYMENT/;

function findingOf(key: ProductionValue, keys: ProductionValue[]): FindingDraft[] {
  const isSandbox = key.value?.vendor === 'sandbox';
  if (isSandbox && !SANDBOXED.test(key.name)) return [];
  const live = keys.find((other) => other.path === key.path && isPair(key, other));
  const messageId = isSandbox ? 'sandbox' : live ? 'mixed' : key.isInherited ? 'inherited' : 'test';
  return [draft(messageId, key, live, key.isInherited || isSandbox || /CLERK/.test(key.name))];
}

/** A test and a live key of one vendor in one env file, whatever it is for. */
function mixedFindings({ variables }: Inventory, told: ReadonlySet<string>): FindingDraft[] {
  const keys = [...variables.values()]
    .flatMap((variable) => variable.declarations)
    .filter(
      (d) => d.kind === 'values' && !told.has(d.path) && d.value?.mode !== undefined && isForOneMode(d.name),
    );
  return keys
    .filter((key) => key.value?.mode === 'test' && key.value.vendor !== 'sandbox')
    .flatMap((key) => {
      const live = keys.find((other) => other.path === key.path && isPair(key, other));
      return live ? [draft('mixed', key, live, true)] : [];
    });
}

/** Stripe's and Clerk's keys begin alike: there the names have to say that both are of one. */
function isPair(test: PlacedDeclaration, other: PlacedDeclaration): boolean {
  if (other.value?.mode !== 'live' || other.value.vendor !== test.value?.vendor) return false;
  const vendor = (name: string) => /CLERK/.exec(name)?.[0] ?? 'STRIPE';
  return vendor(test.name) === vendor(other.name);
}

const LIVE =
  'Set the live key where the app is deployed, in its dashboard or secret store, not in a file of the repository.';
const REMEDIES: Record<string, string> = {
  sandbox: 'Write the live mode, with the keys that belong to it.',
  mixed: 'Use two keys of one mode: both test, or, where the app is deployed, both live.',
};

function draft(
  messageId: string,
  key: PlacedDeclaration,
  live: PlacedDeclaration | undefined,
  isHigh: boolean,
): FindingDraft {
  return {
    messageId,
    data: {
      name: key.name,
      vendor: key.value?.vendor ?? '',
      path: key.path,
      ...(live && { other: live.name }),
    },
    location: locationOf(key),
    // The host's own settings win over an env file, and we cannot see them.
    ...(isHigh && { severity: 'high' as const }),
    related: live ? [{ location: locationOf(live), message: `${live.name} is a live key` }] : [],
    remediation: { text: REMEDIES[messageId] ?? LIVE },
    anchor: key.name,
  };
}
