import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { foreignFromAddress } from './foreign-from-address.ts';
import { invalidDmarc } from './invalid-dmarc.ts';
import { invalidMx } from './invalid-mx.ts';
import { invalidSpf } from './invalid-spf.ts';
import { missingDmarc } from './missing-dmarc.ts';
import { missingMx } from './missing-mx.ts';
import { missingSpf } from './missing-spf.ts';
import { multipleDmarcRecords } from './multiple-dmarc-records.ts';
import { multipleSpfRecords } from './multiple-spf-records.ts';
import { permissiveSpf } from './permissive-spf.ts';
import { tooManySpfLookups } from './too-many-spf-lookups.ts';
import { unauthorizedMailProvider } from './unauthorized-mail-provider.ts';
import { unenforcedDmarc } from './unenforced-dmarc.ts';
import { unusedSpfInclude } from './unused-spf-include.ts';

export const emailArea: Area = {
  ...headOf('email'),
  checks: [
    missingMx,
    invalidMx,
    missingSpf,
    multipleSpfRecords,
    invalidSpf,
    permissiveSpf,
    tooManySpfLookups,
    unusedSpfInclude,
    missingDmarc,
    multipleDmarcRecords,
    invalidDmarc,
    unenforcedDmarc,
    unauthorizedMailProvider,
    foreignFromAddress,
  ],
};
