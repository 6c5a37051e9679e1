import { type Detector, kinds, provider } from '../detector.ts';

/** Platforms that apps are built on: sign-in for machines, background jobs, workflows. */
export const PLATFORM_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Authress',
      'https://authress.io/app/',
      'https://authress.io/knowledge-base/docs/authorization/service-clients',
      'manage the access of your users',
    ),
    {
      'authress-service-key': {
        title: 'Authress service key',
        literals: ['sc_', 'ext_', 'scauth_', 'authress_'],
        pattern:
          /(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-z0-9+/_=-]{30,120}/i,
      },
    },
  ),
  ...kinds(
    provider(
      'Ionic',
      'https://dashboard.ionicframework.com/personal/settings',
      'https://ionic.io/docs/appflow/cli/commands',
      'build and publish your apps',
    ),
    {
      'ionic-access-token': { title: 'Ionic access token', pattern: /ion_[A-Za-z0-9]{42}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      '42 Intra',
      'https://profile.intra.42.fr/oauth/applications',
      'https://api.intra.42.fr/apidoc',
      'act as your application',
    ),
    {
      'intra42-client-secret': {
        title: '42 Intra client secret',
        literals: ['s-s4t2'],
        pattern: /s-s4t2(?:ud|af)-[a-f0-9]{64}/,
        severity: 'high',
      },
    },
  ),

  ...kinds(
    provider(
      'Trigger.dev',
      'https://cloud.trigger.dev/',
      'https://trigger.dev/docs/apikeys',
      'start your background jobs',
    ),
    {
      'trigger-api-key': {
        title: 'Trigger.dev API key',
        literals: ['tr_prod_', 'tr_stg_', 'tr_preview_', 'tr_dev_', 'tr_pat_', 'tr_oat_'],
        pattern: /tr_(?:(?:prod|stg|preview|dev)_(?:sk_)?|[po]at_)[A-Za-z0-9]{20,44}/,
        // The key of a developer's own environment starts jobs on that machine only.
        refine: (key) => (key.startsWith('tr_dev_') ? { severity: 'medium' } : undefined),
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Inngest',
      'https://app.inngest.com/',
      'https://www.inngest.com/docs/platform/signing-keys',
      'start your background jobs',
    ),
    {
      'inngest-signing-key': {
        title: 'Inngest signing key',
        literals: ['signkey-'],
        pattern: /signkey-(?:prod|test|branch)-[a-f0-9]{32,64}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Liveblocks',
      'https://liveblocks.io/dashboard/apikeys',
      'https://liveblocks.io/docs/authentication',
      'read and change your rooms',
    ),
    {
      'liveblocks-secret-key': {
        title: 'Liveblocks secret key',
        specific: true,
        literals: ['sk_prod_', 'sk_dev_'],
        pattern: /sk_(?:prod|dev)_[A-Za-z0-9_-]{40,100}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'n8n',
      'https://docs.n8n.io/api/authentication/',
      'https://docs.n8n.io/api/authentication/',
      'run and read your workflows',
    ),
    {
      'n8n-api-key': { title: 'n8n API key', pattern: /n8n_api_[a-f0-9]{40,100}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'SettleMint',
      'https://console.settlemint.com/',
      'https://console.settlemint.com/documentation/',
      'use your blockchain nodes',
    ),
    {
      'settlemint-token': {
        title: 'SettleMint access token',
        literals: ['sm_aat_', 'sm_pat_', 'sm_sat_'],
        pattern: /sm_[aps]at_[A-Za-z0-9]{16}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
];
