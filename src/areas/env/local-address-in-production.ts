import { isLocalHost } from '../../formats/env-value.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { isVital, type ProductionValue, productionValues } from './production.ts';

/** Catalogue URL101, URL103, URL104, URL105, DRF104 for addresses. */
export const localAddressInProduction = defineCheck({
  id: 'env/local-address-in-production',
  title: 'Production talks to addresses that exist there',
  failureTitle: 'Production is told an address of a developer machine or of staging',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    local: '{name} points to {host} in what production runs with: there, that is the machine it runs on.',
    inherited:
      '{name} points to {host} in {path}, and no production file replaces it: production looks for it on itself.',
    tunnel: '{name} points to {host}, a tunnel to a developer machine: it is gone when that machine sleeps.',
    insecure: '{name} is an http:// address: what is sent to it can be read on the way.',
    preview:
      '{name} points to {host}, the address that the host made up, while the domain is {domain}: links, sign-in and search engines go to the wrong one.',
    staging: '{name} points to {host}, which is called a staging or test host, in what production runs with.',
  },
  run: ({ artifacts }) => {
    const values = productionValues(inventoryOf(artifacts));
    const { domain } = artifacts.Configuration.value;
    if (values.length === 0)
      return notApplicable('Nothing in the repository says what production runs with.');
    return judge(values.flatMap((value) => findingOf(value, domain) ?? []));
  },
});

const TUNNEL =
  /(?:^|\.)(?:ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|lhr\.life|loca\.lt|localhost\.run|serveo\.net|devtunnels\.ms)$/;
const STAGING = /(?:^|[.-])(?:staging|stage|stg|preview|uat|qa)(?=[.-])/;
const OWN_ADDRESS =
  /^(?:NEXT_PUBLIC_|VITE_|PUBLIC_)?(?:SITE|APP|BASE|WEBSITE|FRONTEND|CALLBACK|REDIRECT|WEBHOOK|NEXTAUTH|AUTH)_?(?:\w+_)?(?:URL|URI|ORIGIN)$/;
const MADE_UP =
  /\.(?:vercel\.app|netlify\.app|lovable\.app|onrender\.com|up\.railway\.app|fly\.dev|pages\.dev|workers\.dev|herokuapp\.com|web\.app|firebaseapp\.com|replit\.app|bolt\.host)$/;

/** The app's own address, and not that of a service of its own on the same host. */
const isPreview = ({ name, isInherited }: ProductionValue, host: string): boolean =>
  MADE_UP.test(host) && OWN_ADDRESS.test(name) && !isInherited;

/** Addresses that one process uses to reach another on the same machine, or that are for developing by their name. */
const INTERNAL =
  /(?:^|_)(?:DEV|LOCAL)(?:_|$)|INTERNAL|PRIVATE|SIDECAR|BIND|LISTEN|^HOST$|_HOST$|AGENT|COLLECTOR|OTEL|METRICS|HEALTH/;

function findingOf(value: ProductionValue, domain: string | undefined): FindingDraft | undefined {
  const host = value.value?.host;
  if (value.value?.kind !== 'url' || !host) return undefined;
  const messageId =
    kindOf(value, host) ?? (domain !== undefined && isPreview(value, host) ? 'preview' : undefined);
  if (!messageId) return undefined;
  return {
    messageId,
    data: { name: value.name, host, path: value.path, ...(messageId === 'preview' && domain && { domain }) },
    location: { ...locationOf(value), range: value.valueRange },
    ...(messageId === 'insecure' || messageId === 'staging' || messageId === 'preview'
      ? { severity: 'medium' as const }
      : {}),
    remediation: {
      text: value.isInherited
        ? `Set ${value.name} in .env.production beside it, or where the app is deployed.`
        : 'Write the production address here, or take the line out and set it where the app is deployed.',
      copy: `${value.name}=`,
    },
    anchor: value.name,
  };
}

function kindOf({ name, isInherited, value, source }: ProductionValue, host: string): string | undefined {
  if (isLocalHost(host)) {
    // Containers of one file or one machine talk to each other over localhost.
    if (source === 'kubernetes' || INTERNAL.test(name)) return undefined;
    if (!isInherited) return 'local';
    return isVital(name) ||
      /(?:SITE|APP|BASE|PUBLIC|API|CALLBACK|WEBHOOK).*(?:URL|ORIGIN)$|(?:URL|ORIGIN)$/.test(name)
      ? 'inherited'
      : undefined;
  }
  if (TUNNEL.test(host)) return 'tunnel';
  if (STAGING.test(`${host}.`) && !isInherited) return 'staging';
  return value?.scheme === 'http' && OWN_ADDRESS.test(name) && !isInherited && host.includes('.')
    ? 'insecure'
    : undefined;
}
