import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const SERVER = 'manage the server that it belongs to';
const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Software that people run themselves. */
export const SELF_HOSTED_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'JetBrains (YouTrack, Hub, Space)',
      'https://www.jetbrains.com/help/youtrack/server/manage-permanent-token.html',
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
      'https://secure.phabricator.com/book/phabdev/article/conduit/',
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
      'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys#deleting-api-keys',
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
  ...kinds(
    provider(
      'Portainer',
      'https://docs.portainer.io/api/access',
      'https://docs.portainer.io/api/access',
      'manage your containers',
    ),
    {
      'portainer-token': {
        title: 'Portainer access token',
        pattern: /ptr_[A-Za-z0-9+/]{42,46}={0,2}/,
        minEntropy: 3.8,
      },
    },
  ),
  ...kinds(
    provider(
      'Proxmox',
      'https://pve.proxmox.com/wiki/User_Management#pveum_tokens',
      'https://pve.proxmox.com/wiki/Proxmox_VE_API#API_Tokens',
      SERVER,
    ),
    {
      'proxmox-api-token': {
        title: 'Proxmox API token',
        literals: ['pveapitoken', 'pbsapitoken', 'pmgapitoken'],
        pattern: new RegExp(
          `P(?:VE|BS|MG)APIToken[=:\\s]{1,3}[\\w.-]{1,40}@[\\w.-]{1,40}![\\w.-]{1,64}[=:](${UUID})`,
        ),
      },
    },
  ),
  ...kinds(
    provider(
      'Bitbucket Data Center',
      'https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html',
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
      'Jenkins',
      'https://www.jenkins.io/blog/2018/07/02/new-api-token-system/',
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
      'WordPress',
      'https://api.wordpress.org/secret-key/1.1/salt/',
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
        rotate: 'https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/',
        grants: 'change your site as this user',
      },
    },
  ),
];
