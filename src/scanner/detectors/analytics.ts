import { isBase64JsonWith } from '../decode.ts';
import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const METRICS = 'read your metrics and logs';
const ERRORS = 'read the errors and personal data of your users';

/** Product analytics. */
export const ANALYTICS_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'PostHog',
      'https://us.posthog.com/settings/user-api-keys',
      'https://posthog.com/docs/api',
      ERRORS,
    ),
    {
      'posthog-personal-key': {
        title: 'PostHog personal API key',
        literals: ['phx_', 'phs_'],
        pattern: /ph[xs]_[A-Za-z0-9]{40,50}/,
      },
      'posthog-oauth-token': {
        title: 'PostHog sign-in token',
        literals: ['pha_', 'phr_'],
        pattern: /ph[ar]_[A-Za-z0-9_-]{39,50}/,
        severity: 'high',
        minEntropy: 3.8,
        isValid: (token) => looksRandom(token.slice(4)) && /\d/.test(token),
      },
      'posthog-project-key': {
        title: 'PostHog project key',
        pattern: /phc_[A-Za-z0-9]{40,50}/,
        publicByDesign:
          'Public by design. With a project key one can only send events; it belongs into the browser.',
      },
    },
  ),
  ...kinds(
    provider(
      'Segment',
      'https://app.segment.com/goto-my-workspace/settings/access-management',
      'https://docs.segmentapis.com/',
      'read the data of your users',
    ),
    {
      'segment-public-api-token': {
        title: 'Segment API token',
        pattern: /sgp_[A-Za-z0-9]{64}/,
        isValid: (token) => /[g-zG-Z]/.test(token.slice(4)),
      },
    },
  ),
  ...kinds(
    provider(
      'Checkly',
      'https://app.checklyhq.com/settings/user/api-keys',
      'https://www.checklyhq.com/docs/integrations/api/',
      METRICS,
    ),
    {
      'checkly-api-key': {
        title: 'Checkly API key',
        literals: ['cu_', 'sv_'],
        pattern: /(?:cu|sv)_[a-f0-9]{32}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Honeycomb',
      'https://ui.honeycomb.io/account',
      'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
      METRICS,
    ),
    {
      'honeycomb-api-key': {
        title: 'Honeycomb API key',
        literals: ['hcaik_', 'hcbik_', 'hcamk_'],
        pattern: /hc[abcdx](?:ik|mk|lk)_[a-z0-9]{58}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Kubernetes',
      'https://kubernetes.io/docs/concepts/security/service-accounts/',
      'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens',
      'use your cluster',
    ),
    {
      'kubernetes-service-account-token': {
        title: 'Kubernetes service account token',
        specific: true,
        literals: ['eyjhbgcioijsuzi1niis'],
        pattern:
          /eyJhbGciOiJSUzI1NiIs[A-Za-z0-9_-]{4,400}\.eyJ[A-Za-z0-9_-]{40,3000}\.[A-Za-z0-9_-]{200,1000}/,
        minEntropy: 0,
        filtersPlaceholders: false,
        isValid: (token) =>
          isBase64JsonWith(token.split('.')[1] ?? '', /kubernetes(?:\.io|\/serviceaccount)/),
      },
    },
  ),
];
