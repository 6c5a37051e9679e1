import { type Detector, kinds, provider } from '../detector.ts';

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Gateways, and registries for extensions and reports. */
export const GATEWAY_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Zuplo',
      'https://portal.zuplo.com/',
      'https://zuplo.com/docs/articles/api-key-management',
      'call your API as one of its customers',
    ),
    {
      'zuplo-api-key': { title: 'Zuplo API key', pattern: /zpka_[a-f0-9]{32}_[a-f0-9]{8}/ },
    },
  ),
  ...kinds(
    provider(
      'Kong',
      'https://cloud.konghq.com/',
      'https://developer.konghq.com/konnect-api/',
      'change your gateway',
    ),
    {
      'kong-access-token': {
        title: 'Kong Konnect access token',
        literals: ['kpat_', 'spat_'],
        pattern: /[ks]pat_[A-Za-z0-9]{40,60}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Open VSX',
      'https://open-vsx.org/user-settings/tokens',
      'https://github.com/eclipse/openvsx/wiki/Publishing-Extensions',
      'publish extensions in your name',
    ),
    {
      'open-vsx-token': {
        title: 'Open VSX token',
        literals: ['ovsxp_', 'ovsxat_'],
        pattern: new RegExp(`ovsx(?:p|at)_${UUID}`),
      },
    },
  ),
  ...kinds(
    provider(
      'JSR',
      'https://jsr.io/account/tokens',
      'https://jsr.io/docs/publishing-packages',
      'publish packages in your name',
    ),
    {
      'jsr-token': {
        title: 'JSR token',
        literals: ['jsrp_', 'jsrd_', 'jsrw_'],
        pattern: /jsr[pdw]_[A-Za-z0-9_-]{30,64}/,
        minEntropy: 3.4,
      },
    },
  ),
  ...kinds(
    provider(
      'CodeClimate',
      'https://codeclimate.com/',
      'https://docs.codeclimate.com/docs/finding-your-test-coverage-token',
      'send made-up reports',
    ),
    {
      'codeclimate-reporter-id': {
        title: 'CodeClimate reporter id',
        literals: ['cc_test_reporter_id', 'codeclimate_repo_token'],
        reach: 110,
        pattern: /[a-f0-9]{64}/,
        severity: 'medium',
        minEntropy: 3,
      },
    },
  ),
];
