import { CONTEXT_PROVIDERS } from './context/provider-table.ts';
import { DETECTORS } from './detectors/index.ts';
import { SAME_FORM_KINDS } from './detectors/same-form.ts';
import { secretlintRules } from './secretlint.ts';

/** Kinds that are told apart inside of a detector, or found without one. A test finds what is missing here. */
const OTHER_KINDS: readonly string[] = [
  ...SAME_FORM_KINDS,
  'database-address',
  'generic-secret',
  'kubernetes-secret',
  'password',
  'plunk-secret-key',
  'supabase-anon-key',
  'supabase-demo-key',
  'supabase-service-role-key',
  'wix-api-key',
];

/** Every `secrets/<kind>` that launch-ready.yaml may name. Loads the whole scanner: only for who has to tell a slip from a kind. */
export function secretKindIds(): readonly string[] {
  const kinds = [
    ...DETECTORS.map(({ id }) => id),
    ...CONTEXT_PROVIDERS.map(({ id }) => id),
    ...secretlintRules().map(({ id }) => `secretlint-${id}`),
    ...OTHER_KINDS,
  ];
  return [...new Set(kinds)].map((kind) => `secrets/${kind}`);
}
