import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

/** Where settings are kept, and the ways into private networks and clusters. */
export const VAULT_AND_NETWORK_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'HashiCorp',
      'https://app.terraform.io/app/settings/tokens',
      'https://developer.hashicorp.com/vault/docs/concepts/tokens',
      'read the secrets you keep there',
    ),
    {
      'vault-service-token': {
        title: 'Vault service token',
        pattern: /hvs\.[A-Za-z0-9_-]{24,140}/,
        minEntropy: 3.2,
      },
      'vault-batch-token': { title: 'Vault batch token', pattern: /hvb\.[A-Za-z0-9_-]{24,400}/ },
      'vault-recovery-token': {
        title: 'Vault recovery token',
        pattern: /hvr\.[A-Za-z0-9_-]{24,140}/,
        minEntropy: 3.2,
      },
      'terraform-cloud-token': {
        title: 'Terraform Cloud token',
        literals: ['.atlasv1.'],
        before: 14,
        width: 90,
        pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/i,
        minEntropy: 3.5,
        grants: 'change your infrastructure',
      },
    },
  ),
  ...kinds(
    provider(
      'Doppler',
      'https://dashboard.doppler.com/',
      'https://docs.doppler.com/docs/api',
      'read the secrets you keep there',
    ),
    {
      'doppler-token': {
        title: 'Doppler token',
        literals: ['dp.'],
        pattern: /dp\.(?:pt|sa|ct|scim|audit|said|st(?:\.[A-Za-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      '1Password',
      'https://start.1password.com/',
      'https://developer.1password.com/docs/service-accounts/',
      'read the vaults that it may open',
    ),
    {
      'onepassword-service-account-token': {
        title: '1Password service account token',
        pattern: /ops_eyJ[A-Za-z0-9+/_-]{200,1400}={0,3}/,
      },
      'onepassword-secret-key': {
        title: '1Password secret key',
        literals: ['a3-'],
        pattern:
          /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/,
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(
    provider(
      'Pulumi',
      'https://app.pulumi.com/account/tokens',
      'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
      'change your infrastructure',
    ),
    {
      'pulumi-access-token': { title: 'Pulumi access token', pattern: /pul-[a-f0-9]{40}/ },
    },
  ),
  ...kinds(
    provider(
      'Tailscale',
      'https://login.tailscale.com/admin/settings/keys',
      'https://tailscale.com/kb/1101/api',
      'join your private network',
    ),
    {
      'tailscale-key': {
        title: 'Tailscale key',
        pattern: /tskey-(?:[a-z]{2,12}-)?[A-Za-z0-9]{8,20}-[A-Za-z0-9-]{4,40}/,
        isValid: (key) => /\d/.test(key.slice(6)) || /[A-Z]/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'age',
      'https://age-encryption.org/',
      'https://github.com/FiloSottile/age',
      'decrypt what you encrypted with it',
    ),
    {
      'age-secret-key': {
        title: 'age secret key',
        pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
      },
    },
  ),
  ...kinds(
    provider(
      'TrueNAS',
      'https://www.truenas.com/docs/',
      'https://www.truenas.com/docs/scale/scaletutorials/toptoolbar/managingapikeys/',
      'manage your storage',
    ),
    {
      'truenas-api-key': {
        title: 'TrueNAS API key',
        literals: ['login_with_api_key', 'truenas', 'api/v2.0', 'bearer'],
        reach: 220,
        pattern: /(?<![A-Za-z0-9-])[0-9]{1,3}-[A-Za-z0-9]{64}(?![A-Za-z0-9])/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 4.5,
        isValid: looksRandom,
      },
    },
  ),

  ...kinds(
    provider(
      'Defined Networking',
      'https://admin.defined.net/settings/api-keys',
      'https://docs.defined.net/guides/automating-host-creation/',
      'join your private network',
    ),
    {
      'defined-networking-key': {
        title: 'Defined Networking API key',
        pattern: /dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Docker Swarm',
      'https://docs.docker.com/engine/swarm/join-nodes/',
      'https://docs.docker.com/engine/swarm/join-nodes/',
      'add machines to your swarm',
    ),
    {
      'docker-swarm-token': {
        title: 'Docker Swarm token',
        literals: ['swmtkn-1-', 'swmkey-1-'],
        pattern: /SWMTKN-1-[a-z0-9]{50}-[a-z0-9]{25}|SWMKEY-1-[A-Za-z0-9+/]{43}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Kubernetes',
      'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-token/',
      'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
      'add machines to your cluster',
    ),
    {
      'kubernetes-bootstrap-token': {
        title: 'Kubernetes bootstrap token',
        literals: ['kubeadm', 'bootstrap'],
        reach: 400,
        pattern: /(?:--token[ =]|token:\s{1,2}["']?)([a-z0-9]{6}\.[a-z0-9]{16})/,
        boundary: 'none',
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Unkey',
      'https://app.unkey.com/settings/root-keys',
      'https://www.unkey.com/docs/security/root-keys',
      'make and revoke the keys of your users',
    ),
    {
      'unkey-root-key': { title: 'Unkey root key', pattern: /unkey_[A-Za-z0-9]{20,30}/, minEntropy: 3.2 },
    },
  ),
  ...kinds(
    provider(
      'Ory',
      'https://console.ory.sh/',
      'https://www.ory.sh/docs/concepts/personal-access-token',
      'manage the accounts of your users',
    ),
    {
      'ory-access-token': {
        title: 'Ory access token',
        literals: ['ory_pat_', 'ory_apikey_', 'ory_wak_'],
        pattern: /ory_(?:pat|apikey|wak)_[A-Za-z0-9]{30,40}/,
      },
    },
  ),
];
