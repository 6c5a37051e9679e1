import { sideOfPath } from '../../formats/env-side.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';
import type { Inventory, PlacedDeclaration } from './inventory.ts';
import { publicPrefixOf } from './public-names.ts';
import { folderOf } from './template-fix.ts';

/** A value that production gets, and whether it comes from a file that is for every environment. */
export interface ProductionValue extends PlacedDeclaration {
  /** It stands in `.env`, and `.env.production` beside it does not replace it. */
  isInherited: boolean;
}

const OTHER_ENVIRONMENT =
  /(?:^|[._/-])(?:dev|develop|development|local|test|testing|ci|staging|stage|preview|example|sample)(?=[._/-]|$)/i;
const PRODUCTION = /(?:^|[._/-])(?:prod|production|live)(?=[._/-]|$)/i;
/** Hosts whose file says what runs there, not how to start it on a laptop. */
const HOSTS = new Set(['vercel', 'netlify', 'fly', 'render', 'wrangler', 'heroku', 'kubernetes']);

/**
 * What the repository says production runs with: `.env` under `.env.production` (Next.js, Vite, Create React App load
 * them in that order), and the files of hosts. A developer's `.env.local` is no part of it.
 */
export function productionValues(inventory: Inventory): ProductionValue[] {
  let known = made.get(inventory);
  if (!known) {
    known = valuesOf(inventory);
    made.set(inventory, known);
  }
  return known;
}

const made = new WeakMap<Inventory, ProductionValue[]>();

function valuesOf(inventory: Inventory): ProductionValue[] {
  const all = [...inventory.variables.values()].flatMap((variable) => variable.declarations);
  const files = all.filter(
    (d) => d.kind === 'values' && d.environment === 'production' && !d.path.endsWith('.local'),
  );
  const folders = new Set(files.map((d) => folderOf(d.path)));
  const replaced = new Set(files.map((d) => `${folderOf(d.path)} ${d.name}`));
  const inherited = all.filter((d) => {
    if (d.kind !== 'values' || d.environment || !/(?:^|\/)\.env$/.test(d.path)) return false;
    return folders.has(folderOf(d.path)) && !replaced.has(`${folderOf(d.path)} ${d.name}`);
  });
  const deployed = all.filter((d) => d.kind === 'deploy' && isForProduction(d));
  return [
    ...[...files, ...deployed].map((d) => ({ ...d, isInherited: false })),
    ...inherited.map((d) => ({ ...d, isInherited: true })),
  ];
}

function isForProduction({ source, path, environment }: EnvDeclaration & { path: string }): boolean {
  if (OTHER_ENVIRONMENT.test(path) || (environment && OTHER_ENVIRONMENT.test(environment))) return false;
  if (environment === 'binding' || environment === 'deploy-preview' || environment === 'branch-deploy')
    return false;
  if (HOSTS.has(source)) return true;
  return source === 'compose' && PRODUCTION.test(path);
}

/** Names whose values decide about money, access and data. */
export const isVital = (name: string): boolean =>
  /STRIPE|PADDLE|LEMON|PAYPAL|RAZORPAY|PAYMENT|BILLING|AUTH|CLERK|SESSION|JWT|DATABASE|DB_|POSTGRES|MYSQL|MONGO|SUPABASE/.test(
    name,
  );

/** The keys and addresses without which nobody pays, nobody signs in and nothing is kept. */
export const isLifeline = (name: string): boolean => !publicPrefixOf(name) && LIFELINE.test(name);

const LIFELINE = new RegExp(
  [
    '(?:STRIPE|PADDLE|LEMON_?SQUEEZY|PAYPAL|RAZORPAY|POLAR|CREEM|MOLLIE|ADYEN|BRAINTREE|SQUARE)(?:_[A-Z]+)*_(?:SECRET|KEY|TOKEN)',
    '(?:NEXT_?AUTH|BETTER_AUTH|AUTH|JWT|SESSION|COOKIE|CLERK|AUTH0|WORKOS|KINDE)(?:_[A-Z]+)*_(?:SECRET|SECRET_KEY|SIGNING_KEY|PRIVATE_KEY)',
    '(?:DATABASE|DB|POSTGRES|PG|MYSQL|MONGO|MONGODB|TURSO_DATABASE|SUPABASE)_(?:URL|URI|CONNECTION_STRING)',
    'SUPABASE_(?:SERVICE_ROLE_KEY|SERVICE_KEY|SECRET_KEY|ANON_KEY)',
  ]
    .map((part) => `^${part}$`)
    .join('|'),
);

const HOST_FILE =
  /(?:^|\/)(?:vercel\.json|netlify\.toml|fly\.toml|render\.ya?ml|railway\.(?:json|toml)|wrangler\.(?:toml|jsonc?)|Procfile|app\.ya?ml|apprunner\.ya?ml|amplify\.yml)$/;

/** Somebody has written down where it runs. */
export function isDeployed(files: readonly { path: string }[]): boolean {
  let known = deployed.get(files);
  if (known === undefined) {
    known = files.some(({ path }) => HOST_FILE.test(path) && sideOfPath(path) === undefined);
    deployed.set(files, known);
  }
  return known;
}

const deployed = new WeakMap<readonly { path: string }[], boolean>();
