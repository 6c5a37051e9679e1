import type { Area, AreaId } from './check.ts';

/** What an area is called, without its checks. */
export type AreaHead = Omit<Area, 'checks'>;

/** Every area, in launch order. Apart from the checks, so that who asks for one area need not load the others. */
export const AREA_HEADS: readonly AreaHead[] = [
  {
    id: 'secrets',
    title: 'Secrets in the code',
    label: 'Passwords and keys',
    stage: 'code',
    network: false,
  },
  {
    id: 'env',
    title: 'Environment variables',
    label: 'Settings and keys the app needs',
    stage: 'code',
    network: false,
  },
  {
    id: 'dns',
    title: 'DNS',
    label: 'Domain name',
    stage: 'domain',
    network: true,
  },
  {
    id: 'routing',
    title: 'Routing',
    label: 'Web addresses and redirects',
    stage: 'domain',
    network: true,
  },
  {
    id: 'tls',
    title: 'TLS',
    label: 'SSL certificates',
    stage: 'domain',
    network: true,
  },
  {
    id: 'served',
    title: 'Pages',
    label: 'What visitors are served',
    stage: 'domain',
    network: true,
  },
  {
    id: 'edge',
    title: 'Edge',
    label: 'CDN and protection in front',
    stage: 'edge',
    network: true,
  },
  {
    id: 'email',
    title: 'Email',
    label: 'Email delivery',
    stage: 'email',
    network: true,
  },
  {
    id: 'deploy',
    title: 'Deploy configuration',
    label: 'What runs is what was tested',
    stage: 'deployment',
    network: false,
  },
  {
    id: 'monitoring',
    title: 'Monitoring',
    label: 'Knowing when it is down',
    stage: 'monitoring',
    network: false,
  },
  {
    id: 'handover',
    title: 'Handover',
    label: 'Who can fix it',
    stage: 'handover',
    network: false,
  },
];

export function headOf(id: AreaId): AreaHead {
  return AREA_HEADS.find((head) => head.id === id) as AreaHead;
}
