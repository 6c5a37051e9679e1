import { headOf } from '../../model/area-heads.ts';
import type { Area } from '../../model/check.ts';
import { hiddenSite } from './hidden-site.ts';
import { insecureCookie } from './insecure-cookie.ts';
import { missingSecurityHeader } from './missing-security-header.ts';
import { mixedContent } from './mixed-content.ts';
import { openCors } from './open-cors.ts';
import { securityContact } from './security-contact.ts';

export const servedArea: Area = {
  ...headOf('served'),
  checks: [mixedContent, hiddenSite, insecureCookie, openCors, missingSecurityHeader, securityContact],
};
