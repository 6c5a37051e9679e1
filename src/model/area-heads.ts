import type { Area, AreaId, Stage } from './check.ts';

/** What a stage of the launch is called: as its one area is, where it has no more. */
export const STAGE_TITLES: Record<Stage, string> = {
  code: 'Code',
  domain: 'Domain',
  edge: 'CDN and protection',
  email: 'Email delivery',
  deployment: 'Deploy configuration',
  monitoring: 'Monitoring',
  handover: 'Handover',
};

/** What an area is called, without its checks. */
export type AreaHead = Omit<Area, 'checks'>;

/**
 * Every area, in launch order, by the name that a founder has for it: the one list for the checklist, the report, the terminal
 * and the docs. Apart from the checks, so that who asks for one area need not load the others.
 */
export const AREA_HEADS: readonly AreaHead[] = [
  {
    id: 'secrets',
    title: 'Passwords and keys',
    stage: 'code',
    network: false,
  },
  {
    id: 'env',
    title: 'Environment variables',
    stage: 'code',
    network: false,
  },
  {
    id: 'dns',
    title: 'Domain name',
    stage: 'domain',
    network: true,
  },
  {
    id: 'routing',
    title: 'Redirects',
    stage: 'domain',
    network: true,
  },
  {
    id: 'tls',
    title: 'SSL certificates',
    stage: 'domain',
    network: true,
  },
  {
    id: 'served',
    title: 'Pages',
    stage: 'domain',
    network: true,
  },
  {
    id: 'edge',
    title: 'CDN and protection',
    stage: 'edge',
    network: true,
  },
  {
    id: 'email',
    title: 'Email delivery',
    stage: 'email',
    network: true,
  },
  {
    id: 'deploy',
    title: 'Deploy configuration',
    stage: 'deployment',
    network: false,
  },
  {
    id: 'monitoring',
    title: 'Monitoring',
    stage: 'monitoring',
    network: false,
  },
  {
    id: 'handover',
    title: 'Handover',
    stage: 'handover',
    network: false,
  },
];

export function headOf(id: AreaId): AreaHead {
  return AREA_HEADS.find((head) => head.id === id) as AreaHead;
}
