import type { Area } from '../../model/check.ts';
import { hiddenSite } from './hidden-site.ts';
import { insecureCookie } from './insecure-cookie.ts';
import { missingSecurityHeader } from './missing-security-header.ts';
import { mixedContent } from './mixed-content.ts';
import { openCors } from './open-cors.ts';
import { securityContact } from './security-contact.ts';

export const servedArea: Area = {
  id: 'served',
  title: 'Pages',
  label: 'What visitors are served',
  stage: 'domain',
  network: true,
  checks: [mixedContent, hiddenSite, insecureCookie, openCors, missingSecurityHeader, securityContact],
};
