import { type Detector, kinds, provider } from '../detector.ts';

const BUILDS = 'read and change your builds and their secrets';
const ANALYSIS = 'read your code and its known weaknesses';

/** Build servers and code analysis. */
export const BUILD_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'CircleCI',
      'https://app.circleci.com/settings/user/tokens',
      'https://circleci.com/docs/managing-api-tokens/',
      BUILDS,
    ),
    {
      'circleci-personal-token': {
        title: 'CircleCI personal token',
        literals: ['ccipat_', 'cciprj_'],
        pattern: /CCIP(?:AT|RJ)_[A-Za-z0-9]{18,26}_[a-f0-9]{40,64}/i,
      },
    },
  ),
  ...kinds(
    provider(
      'Buildkite',
      'https://buildkite.com/user/api-access-tokens',
      'https://buildkite.com/docs/apis/managing-api-tokens',
      BUILDS,
    ),
    {
      'buildkite-access-token': {
        title: 'Buildkite access token',
        literals: ['bkua_', 'bkaj_', 'bkat_', 'bkct_', 'bkaa_', 'bkpt_', 'bkrt_', 'bkps_'],
        pattern: /bk(?:ua|aj|at|ct|aa|pt|rt|ps)_[A-Za-z0-9]{40,64}/,
      },
    },
  ),
  ...kinds(
    provider(
      'TeamCity',
      'https://www.jetbrains.com/help/teamcity/managing-your-user-account.html',
      'https://www.jetbrains.com/help/teamcity/managing-your-user-account.html',
      BUILDS,
    ),
    {
      'teamcity-access-token': {
        title: 'TeamCity access token',
        literals: ['eyj0exaioiaivenwmij9'],
        pattern: /eyJ0eXAiOiAiVENWMiJ9\.[A-Za-z0-9_-]{36}\.[A-Za-z0-9_-]{48}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Octopus Deploy',
      'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
      'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
      'deploy to your servers',
    ),
    {
      'octopus-deploy-api-key': {
        title: 'Octopus Deploy API key',
        pattern: /API-[A-Z0-9]{25,27}/,
        minEntropy: 3.2,
        isValid: (secret) => /\d/.test(secret) && /[A-Z]/.test(secret.slice(4)),
      },
    },
  ),
  ...kinds(
    provider(
      'Harness',
      'https://app.harness.io/',
      'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
      BUILDS,
    ),
    {
      'harness-access-token': {
        title: 'Harness access token',
        literals: ['pat.', 'sat.'],
        pattern: /[ps]at\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Prefect',
      'https://app.prefect.cloud/my/api-keys',
      'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
      'run and read your flows',
    ),
    {
      'prefect-api-key': {
        title: 'Prefect API key',
        pattern: /pn[ub]_[A-Za-z0-9]{36,40}/,
        literals: ['pnu_', 'pnb_'],
      },
    },
  ),
  ...kinds(
    provider(
      'Snyk',
      'https://app.snyk.io/account',
      'https://docs.snyk.io/snyk-api/authentication-for-api',
      ANALYSIS,
    ),
    {
      'snyk-personal-token': {
        title: 'Snyk personal access token',
        pattern: /snyk_(?:uat|sat)\.[a-z0-9]{8}\.[A-Za-z0-9_.-]{30,200}/,
      },
    },
  ),
  ...kinds(
    provider(
      'SonarQube',
      'https://sonarcloud.io/account/security',
      'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
      ANALYSIS,
    ),
    {
      'sonar-token': {
        title: 'SonarQube token',
        literals: ['squ_', 'sqp_', 'sqa_'],
        pattern: /sq[upa]_[A-Za-z0-9]{40}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'StackHawk',
      'https://app.stackhawk.com/settings/apikeys',
      'https://docs.stackhawk.com/apidocs.html',
      ANALYSIS,
    ),
    {
      'stackhawk-api-key': {
        title: 'StackHawk API key',
        pattern: /hawk\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Dependency-Track',
      'https://docs.dependencytrack.org/',
      'https://docs.dependencytrack.org/integrations/rest-api/',
      ANALYSIS,
    ),
    {
      'dependency-track-api-key': {
        title: 'Dependency-Track API key',
        literals: ['odt_'],
        pattern: /odt_(?:[A-Za-z0-9]{8}_)?[A-Za-z0-9]{32,60}/,
        severity: 'high',
        minEntropy: 3.2,
        isValid: (secret) => /\d/.test(secret.slice(4)),
      },
    },
  ),
  ...kinds(
    provider(
      'Infracost',
      'https://dashboard.infracost.io/',
      'https://www.infracost.io/docs/infracost_cloud/key_concepts/',
      'read the costs of your infrastructure',
    ),
    {
      'infracost-api-key': {
        title: 'Infracost API key',
        pattern: /ico-[A-Za-z0-9]{32}/,
        isValid: (key) => /[A-Z]/.test(key) && /[a-z]/.test(key.slice(4)),
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),
];
