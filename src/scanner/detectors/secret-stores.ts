import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const VAULT = 'read your other secrets';
const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';
const isMixed = (text: string) =>
  looksRandom(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text);

/** Where secrets themselves are kept. */
export const SECRET_STORE_DETECTORS: readonly Detector[] = [
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
];
