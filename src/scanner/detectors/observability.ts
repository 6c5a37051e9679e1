import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const METRICS = 'read your metrics and logs';
const ERRORS = 'read the errors and personal data of your users';

/** Monitoring, errors and dashboards. */
export const OBSERVABILITY_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Grafana',
      'https://grafana.com/orgs',
      'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
      METRICS,
    ),
    {
      'grafana-service-account-token': {
        title: 'Grafana service account token',
        pattern: /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/,
      },
      'grafana-cloud-token': {
        title: 'Grafana Cloud token',
        pattern: /glc_[A-Za-z0-9+/]{32,400}={0,3}/,
        minEntropy: 3,
        isValid: looksRandom,
      },
      'grafana-api-key': {
        title: 'Grafana API key',
        literals: ['eyjrijoi'],
        pattern: /eyJrIjoi[A-Za-z0-9+/]{60,400}={0,3}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Sentry',
      'https://sentry.io/settings/account/api/auth-tokens/',
      'https://docs.sentry.io/account/auth-tokens/',
      ERRORS,
    ),
    {
      'sentry-org-token': {
        title: 'Sentry organisation token',
        pattern: /sntrys_eyJ[A-Za-z0-9+/]{40,400}={0,2}_[A-Za-z0-9+/]{43}(?![A-Za-z0-9+/])/,
      },
      'sentry-user-token': {
        title: 'Sentry user token',
        literals: ['sntryu_', 'sntrya_', 'sntryi_'],
        pattern: /sntry[uai]_[a-f0-9]{64}/,
      },
      'sentry-dsn': {
        title: 'Sentry DSN',
        literals: ['.ingest.sentry.io/', '.ingest.us.sentry.io/', '.ingest.de.sentry.io/', '@sentry.io/'],
        before: 70,
        width: 50,
        pattern: /https:\/\/[a-f0-9]{32}@(?:o\d{1,12}\.ingest\.(?:us\.|de\.)?)?sentry\.io\/\d{1,20}/,
        publicByDesign:
          'Public by design. With a DSN one can only send errors to your project; it belongs into the browser.',
      },
    },
  ),
  ...kinds(
    provider(
      'New Relic',
      'https://one.newrelic.com/api-keys',
      'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
      METRICS,
    ),
    {
      'new-relic-user-key': {
        title: 'New Relic user key',
        literals: ['nrak-', 'nraa-', 'nrra-'],
        pattern: /NR(?:AK|AA|RA)-[A-Za-z0-9]{27,42}/i,
        minEntropy: 3,
      },
      'new-relic-insert-key': {
        title: 'New Relic insert key',
        literals: ['nrii-', 'nriq-'],
        pattern: /NRI[IQ]-[A-Za-z0-9_-]{32}/i,
        severity: 'high',
        minEntropy: 3,
      },
      'new-relic-license-key': {
        title: 'New Relic licence key',
        literals: ['nral'],
        before: 37,
        width: 5,
        pattern: /[a-f0-9]{30,36}(?:FFFF)?NRAL/i,
        severity: 'high',
        minEntropy: 2.8,
      },
      'new-relic-browser-key': {
        title: 'New Relic browser key',
        pattern: /NRJS-[a-f0-9]{19}/,
        publicByDesign:
          'Public by design. The browser agent needs it in the page; it can only send measurements.',
      },
    },
  ),
  ...kinds(
    provider(
      'Dynatrace',
      'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
      'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
      METRICS,
    ),
    {
      'dynatrace-token': {
        title: 'Dynatrace token',
        literals: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s16.'],
        pattern: /dt0[a-z]\d{2}\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}/i,
        minEntropy: 3,
      },
    },
  ),
];
