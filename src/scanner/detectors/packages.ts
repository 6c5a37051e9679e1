import { type Detector, kinds, provider } from '../detector.ts';

const PUBLISH = 'publish packages in your name';

/** Package and image registries. */
export const PACKAGE_DETECTORS: readonly Detector[] = [
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
