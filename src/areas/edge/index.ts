import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { botProtection } from './bot-protection.ts';
import { cacheRules } from './cache-rules.ts';
import { ddosProtection } from './ddos-protection.ts';
import { exposedOrigin } from './exposed-origin.ts';
import { missingHttp2 } from './missing-http2.ts';
import { mixedProxying } from './mixed-proxying.ts';
import { sharedPrivatePage } from './shared-private-page.ts';
import { uncachedAsset } from './uncached-asset.ts';
import { uncompressedText } from './uncompressed-text.ts';
import { unlockedOrigin } from './unlocked-origin.ts';
import { unprotectedHost } from './unprotected-host.ts';
import { unreachableOrigin } from './unreachable-origin.ts';

export const edgeArea: Area = {
  ...headOf('edge'),
  checks: [
    unprotectedHost,
    unreachableOrigin,
    exposedOrigin,
    unlockedOrigin,
    mixedProxying,
    sharedPrivatePage,
    uncachedAsset,
    uncompressedText,
    missingHttp2,
    ddosProtection,
    cacheRules,
    botProtection,
  ],
};
