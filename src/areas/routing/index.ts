import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { brokenOldLink } from './broken-old-link.ts';
import { inconsistentSlash } from './inconsistent-slash.ts';
import { indexableStaging } from './indexable-staging.ts';
import { insecureRedirect } from './insecure-redirect.ts';
import { lostMethod } from './lost-method.ts';
import { lostPath } from './lost-path.ts';
import { missingHttpsRedirect } from './missing-https-redirect.ts';
import { redirectChain } from './redirect-chain.ts';
import { redirectLoop } from './redirect-loop.ts';
import { soft404 } from './soft-404.ts';
import { splitCanonical } from './split-canonical.ts';
import { temporaryRedirect } from './temporary-redirect.ts';
import { unknownHost } from './unknown-host.ts';

export const routingArea: Area = {
  ...headOf('routing'),
  checks: [
    missingHttpsRedirect,
    redirectLoop,
    insecureRedirect,
    splitCanonical,
    redirectChain,
    brokenOldLink,
    lostPath,
    lostMethod,
    temporaryRedirect,
    soft404,
    indexableStaging,
    unknownHost,
    inconsistentSlash,
  ],
};
