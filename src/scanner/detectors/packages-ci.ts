import { type Detector, kinds, provider } from '../detector.ts';

const PUBLISH = 'publish packages in your name';
const BUILDS = 'read and change your builds and their secrets';
const ANALYSIS = 'read your code and its known weaknesses';

/** Package registries, build servers and code analysis. */
export const PACKAGE_AND_CI_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider('PyPI', 'https://pypi.org/manage/account/token/', 'https://pypi.org/help/#apitoken', PUBLISH),
    {
      'pypi-api-token': {
        title: 'PyPI upload token',
        pattern: /pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{50,1000}/,
      },
    },
  ),
  ...kinds(
    provider(
      'RubyGems',
      'https://rubygems.org/profile/api_keys',
      'https://guides.rubygems.org/api-key-scopes/',
      PUBLISH,
    ),
    {
      'rubygems-api-key': { title: 'RubyGems API key', pattern: /rubygems_[a-f0-9]{48}/ },
    },
  ),
  ...kinds(
    provider(
      'crates.io',
      'https://crates.io/settings/tokens',
      'https://doc.rust-lang.org/cargo/reference/publishing.html',
      PUBLISH,
    ),
    {
      'crates-io-token': { title: 'crates.io token', pattern: /cio[A-Za-z0-9]{32}/, minEntropy: 3.5 },
    },
  ),
  ...kinds(
    provider(
      'NuGet',
      'https://www.nuget.org/account/apikeys',
      'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package',
      PUBLISH,
    ),
    {
      'nuget-api-key': { title: 'NuGet API key', pattern: /oy2[a-z0-9]{43}/, minEntropy: 3 },
    },
  ),
  ...kinds(
    provider(
      'Clojars',
      'https://clojars.org/tokens',
      'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
      PUBLISH,
    ),
    {
      'clojars-deploy-token': {
        title: 'Clojars deploy token',
        pattern: /CLOJARS_[A-Za-z0-9]{60}/i,
        literals: ['clojars_'],
      },
    },
  ),
  ...kinds(
    provider(
      'Artifactory',
      'https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key',
      'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
      PUBLISH,
    ),
    {
      'artifactory-api-key': {
        title: 'Artifactory API key',
        literals: ['akcp'],
        pattern: /AKCp[A-Za-z0-9]{69}/,
        minEntropy: 3,
      },
      'artifactory-reference-token': {
        title: 'Artifactory reference token',
        literals: ['cmvmd'],
        pattern: /cmVmd[A-Za-z0-9]{59}/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Docker Hub',
      'https://app.docker.com/settings/personal-access-tokens',
      'https://docs.docker.com/security/for-developers/access-tokens/',
      'read and replace your images',
    ),
    {
      'docker-hub-personal-access-token': {
        title: 'Docker Hub access token',
        pattern: /dckr_pat_[A-Za-z0-9_-]{27}/,
      },
      'docker-hub-organization-token': {
        title: 'Docker Hub organisation token',
        pattern: /dckr_oat_[A-Za-z0-9_-]{27,36}/,
      },
    },
  ),
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
        pattern: /CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-z0-9]{40}/i,
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
      'buildkite-access-token': { title: 'Buildkite access token', pattern: /bkua_[a-z0-9]{40}/ },
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
        pattern: /pn[ub]_[A-Za-z0-9]{36}/,
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
  ...kinds(
    provider(
      'Thunderstore',
      'https://thunderstore.io/settings/teams/',
      'https://thunderstore.io/api/docs/',
      PUBLISH,
    ),
    {
      'thunderstore-token': {
        title: 'Thunderstore token',
        pattern: /tss_[A-Za-z0-9_-]{30,60}/,
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Packagist',
      'https://packagist.com/profile/tokens',
      'https://packagist.com/docs/composer-authentication',
      'read and publish your private packages',
    ),
    {
      'packagist-token': { title: 'Packagist token', pattern: /packagist_[ou][ru]t_[a-f0-9]{68}/ },
    },
  ),
];
