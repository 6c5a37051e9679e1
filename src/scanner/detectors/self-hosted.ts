import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const SERVER = 'manage the server that it belongs to';
const VAULT = 'read your other secrets';
const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

const isMixed = (text: string) =>
  looksRandom(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text);

/** Software that people run themselves, gateways and vaults. */
export const SELF_HOSTED_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'JetBrains (YouTrack, Hub, Space)',
      '',
      'https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
      'read and change your issues',
    ),
    {
      'jetbrains-permanent-token': {
        title: 'JetBrains permanent token',
        literals: ['perm:', 'perm-'],
        pattern: /perm[:-][A-Za-z0-9+/=]{4,80}[.][A-Za-z0-9+/=-]{4,80}[.][A-Za-z0-9]{20,60}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Phabricator',
      '',
      'https://secure.phabricator.com/book/phabdev/article/conduit/',
      'read and change your code reviews',
    ),
    {
      'phabricator-token': {
        title: 'Phabricator token',
        literals: ['cli-', 'api-'],
        pattern: /(?:cli|api)-[a-z0-9]{28}/,
        severity: 'high',
        minEntropy: 3.4,
        isValid: (token) => looksRandom(token.slice(4)) && /\d.*\d.*\d/.test(token),
      },
    },
  ),
  ...kinds(
    provider(
      'Rancher',
      '',
      'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys',
      'manage your clusters',
    ),
    {
      'rancher-token': {
        title: 'Rancher token',
        literals: ['token-', 'kubeconfig-u'],
        pattern: /(?:token-[a-z0-9]{5}|kubeconfig-u[a-z0-9.-]{2,40}):[bcdfghjklmnpqrstvwxz2-9]{54}/,
      },
    },
  ),
  ...kinds(provider('Portainer', '', 'https://docs.portainer.io/api/access', 'manage your containers'), {
    'portainer-token': {
      title: 'Portainer access token',
      pattern: /ptr_[A-Za-z0-9+/]{42,46}={0,2}/,
      minEntropy: 3.8,
    },
  }),
  ...kinds(provider('Proxmox', '', 'https://pve.proxmox.com/wiki/Proxmox_VE_API#API_Tokens', SERVER), {
    'proxmox-api-token': {
      title: 'Proxmox API token',
      literals: ['pveapitoken', 'pbsapitoken', 'pmgapitoken'],
      pattern: new RegExp(
        `P(?:VE|BS|MG)APIToken[=:\\s]{1,3}[\\w.-]{1,40}@[\\w.-]{1,40}![\\w.-]{1,64}[=:](${UUID})`,
      ),
    },
  }),
  ...kinds(
    provider(
      'Bitbucket Data Center',
      '',
      'https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html',
      'read and change your repositories',
    ),
    {
      'bitbucket-server-token': {
        title: 'Bitbucket HTTP access token',
        pattern: /BBDC-[A-Za-z0-9+/@_-]{40,50}/,
        minEntropy: 3.6,
      },
    },
  ),
  ...kinds(
    provider(
      'Infisical',
      'https://app.infisical.com/',
      'https://infisical.com/docs/documentation/platform/token',
      VAULT,
    ),
    {
      'infisical-token': {
        title: 'Infisical service token',
        literals: ['"st.', "'st.", '=st.', ' st.'],
        pattern: /["'= ](st\.[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32})/,
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider('Bitwarden', 'https://vault.bitwarden.com/', 'https://bitwarden.com/help/access-tokens/', VAULT),
    {
      'bitwarden-access-token': {
        title: 'Bitwarden access token',
        literals: ['bws_access_token', 'bitwarden', 'bws '],
        reach: 200,
        pattern: new RegExp(`0\\.${UUID}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==`),
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider('dotenv', 'https://vault.dotenv.org/', 'https://www.dotenv.org/docs/security/dotenv-key', VAULT),
    {
      'dotenv-vault-key': {
        title: 'Key of an encrypted .env',
        literals: ['dotenv://:key_', 'dotenv_private_key'],
        pattern:
          /dotenv:\/\/:key_[a-f0-9]{64}@|DOTENV_PRIVATE_KEY\w{0,30}["']?\s{0,3}[=:]\s{0,3}["']?([a-f0-9]{64})/i,
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'HashiCorp Vault',
      'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
      'https://developer.hashicorp.com/vault/docs/concepts/tokens',
      VAULT,
    ),
    {
      'vault-legacy-token': {
        title: 'Vault token of the old form',
        literals: ['"s.', "'s.", '=s.', ' s.', '`s.'],
        pattern: /["'`= ](s\.[A-Za-z0-9]{24})(?![A-Za-z0-9._-])/,
        boundary: 'none',
        minEntropy: 3.4,
        isValid: (token) => isMixed(token.slice(2)),
      },
      'vault-unseal-key': {
        title: 'Vault unseal key',
        literals: ['unseal key', 'operator unseal', 'unseal_key'],
        pattern:
          /unseal(?:[_ ]key)?s?(?:[ _]\d)?["']?\s{0,2}[:=]?\s{0,3}["']?([A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{44}|[a-f0-9]{64,66})/i,
        before: 10,
        width: 100,
        minEntropy: 3.4,
      },
    },
  ),
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
      'Jenkins',
      '',
      'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
      'run builds on your server',
    ),
    {
      'jenkins-api-token': {
        title: 'Jenkins API token',
        literals: ['jenkins', 'crumb'],
        reach: 100,
        pattern: /(?<![A-Fa-f0-9])11[a-f0-9]{32}/,
        severity: 'high',
        minEntropy: 3,
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
  ...kinds(
    provider(
      'Particle',
      'https://console.particle.io/',
      'https://docs.particle.io/reference/cloud-apis/access-tokens/',
      'command your devices',
    ),
    {
      'particle-access-token': {
        title: 'Particle access token',
        literals: ['api.particle.io/'],
        reach: 300,
        pattern: /(?<![A-Fa-f0-9])[a-f0-9]{40}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider('Blynk', 'https://blynk.cloud/', 'https://docs.blynk.io/', 'read and command your devices'),
    {
      'blynk-token': {
        title: 'Blynk device token',
        literals: ['blynk.cloud/', 'blynk-cloud.com/', 'blynk.begin', 'blynk_auth'],
        reach: 120,
        pattern: /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])/,
        severity: 'high',
        boundary: 'none',
        minEntropy: 3.4,
        isValid: (token) => looksRandom(token) && /\d/.test(token),
      },
    },
  ),
  ...kinds(
    provider(
      'ThingsBoard',
      '',
      'https://thingsboard.io/docs/reference/http-api/',
      'send data as your device',
    ),
    {
      'thingsboard-token': {
        title: 'ThingsBoard device token',
        literals: ['thingsboard'],
        reach: 200,
        pattern:
          /\/api\/v1\/([A-Za-z0-9]{20})\/(?:telemetry|attributes|rpc|claim|provision)|token[=:"'\s]{1,4}([A-Za-z0-9]{20})(?![A-Za-z0-9])/i,
        boundary: 'none',
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'WordPress',
      '',
      'https://developer.wordpress.org/advanced-administration/security/',
      'forge the sign-in cookies of your site',
    ),
    {
      'wordpress-salt': {
        title: 'WordPress key or salt',
        literals: [
          "'auth_key'",
          "'secure_auth_key'",
          "'logged_in_key'",
          "'nonce_key'",
          "'auth_salt'",
          "'secure_auth_salt'",
          "'logged_in_salt'",
          "'nonce_salt'",
        ],
        pattern: /'(?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)',\s{1,12}'([^'\n]{60,70})'/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 4,
        isValid: (salt) => !/put your unique phrase/.test(salt) && !/^(.)\1+$/.test(salt),
      },
      'wordpress-application-password': {
        title: 'WordPress application password',
        literals: [
          'application_password',
          'app_password',
          'application password',
          'wp_password',
          'app password',
        ],
        reach: 60,
        pattern: /(?<![A-Za-z0-9])(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}(?![A-Za-z0-9 ])/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 3.2,
        isValid: (text) => /\d/.test(text),
        grants: 'change your site as this user',
      },
    },
  ),
];
