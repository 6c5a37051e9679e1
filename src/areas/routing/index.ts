import type { Area } from '../../model/check.ts';
import { brokenOldLink } from './broken-old-link.ts';
import { inconsistentSlash } from './inconsistent-slash.ts';
import { indexableStaging } from './indexable-staging.ts';
import { insecureRedirect } from './insecure-redirect.ts';
import { lostPath } from './lost-path.ts';
import { missingHttpsRedirect } from './missing-https-redirect.ts';
import { redirectChain } from './redirect-chain.ts';
import { redirectLoop } from './redirect-loop.ts';
import { soft404 } from './soft-404.ts';
import { splitCanonical } from './split-canonical.ts';
import { temporaryRedirect } from './temporary-redirect.ts';

export const routingArea: Area = {
  id: 'routing',
  title: 'Routing',
  label: 'Web addresses and redirects',
  stage: 'domain',
  network: true,
  checks: [
    missingHttpsRedirect,
    redirectLoop,
    insecureRedirect,
    splitCanonical,
    redirectChain,
    brokenOldLink,
    lostPath,
    temporaryRedirect,
    soft404,
    indexableStaging,
    inconsistentSlash,
  ],
};
