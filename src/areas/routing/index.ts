import type { Area } from '../../model/check.ts';
import { insecureRedirect } from './insecure-redirect.ts';
import { missingHttpsRedirect } from './missing-https-redirect.ts';
import { redirectChain } from './redirect-chain.ts';
import { redirectLoop } from './redirect-loop.ts';

export const routingArea: Area = {
  id: 'routing',
  title: 'Routing',
  label: 'Web addresses and redirects',
  stage: 'domain',
  network: true,
  checks: [missingHttpsRedirect, redirectLoop, insecureRedirect, redirectChain],
};
