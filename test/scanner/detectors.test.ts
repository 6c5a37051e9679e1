import assert from 'node:assert/strict';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { scanText } from '../../src/scanner/scan.ts';
import { makeToken, TOKEN_KINDS } from '../support/tokens.ts';

/** What has to stand round the secrets that are only known by it: before and behind. */
const SURROUNDINGS: Record<string, [string, string]> = {
  'aws-secret-access-key': ['AWS_SECRET_ACCESS_KEY=', ''],
  'azure-app-configuration-secret': ['Endpoint=https://acme.azconfig.io;Id=ab-c-d:efgh;Secret=', ''],
  'azure-sas-token': ['https://acme.blob.core.windows.net/x?sv=2024&sig=', ''],
  'azure-shared-access-key': ['SharedAccessKeyName=root;SharedAccessKey=', ''],
  'azure-storage-key': ['AccountName=acme;AccountKey=', ';'],
  'basic-auth-header': ['Authorization: Basic ', ''],
  'command-line-password': ['mysql -u deploy -p', ''],
  'connection-string-password': ['Server=db.acme.dev;User Id=', ';'],
  'curl-account': ['curl -u ', ' https://acme.dev'],
  'docker-registry-auth': ['"auth": "', '"'],
  'ethereum-private-key': ['PRIVATE_KEY=', ''],
  'gitlab-session-cookie': ['_gitlab_session=', ';'],
  'google-service-account': ['"private_key_id": "', '"'],
  'kubernetes-bootstrap-token': ['kubeadm join 10.0.0.1:6443 --token ', ''],
  'mailgun-signing-key': ['mailgun signing ', ''],
  'netrc-password': ['machine acme.dev login ana password ', ''],
  'npm-registry-auth': ['//npm.acme.dev/:_authToken=', ''],
  'password-before-user': ['jdbc:sqlserver://db.acme.dev;password=', ';'],
  'password-in-address': ['https://', '@files.acme.dev/x'],
  'sidekiq-licence': ['BUNDLE_ENTERPRISE__CONTRIBSYS__COM=', ''],
  'truenas-api-key': ['truenas bearer ', ''],
  'wireguard-private-key': ['PrivateKey = ', ''],
  'password-argument': ["mysqli_connect('db.acme.dev', 'app', '", "', 'shop')"],
  'password-statement': ["CREATE USER 'app'@'%' IDENTIFIED BY '", "'"],
  'password-in-command': ['requirepass ', ''],
  'go-database-address': ['app:', '@tcp(db.acme.dev:3306)/x'],
  'pgpass-line': ['db.acme.dev:5432:shop:app:', ''],
  'jwt-signing-secret': ['jwt.sign(payload, "', '")'],
  'curl-key': ['curl -u ', ': https://api.acme.dev'],
  'pagerduty-api-token': ['PAGERDUTY_TOKEN=', ''],
  'fal-api-key': ['FAL_KEY=', ''],
  'modal-token-secret': ['modal secret ', ''],
  'zhipu-api-key': ['ZHIPUAI_API_KEY=', ''],
  'influxdb-token': ['INFLUX_TOKEN=', ''],
  'prisma-accelerate-key': ['prisma://accelerate.prisma-data.net/?api_key=', ''],
  'ifttt-webhook-key': ['https://maker.ifttt.com/trigger/done/with/key/', ''],
  'pagerduty-integration-url': ['https://events.pagerduty.com/integration/', '/enqueue'],
  'netlify-build-hook': ['https://api.netlify.com/build_hooks/', ''],
  'expo-access-token': ['EXPO_TOKEN=', ''],
  'percy-token': ['PERCY_TOKEN=', ''],
  'uptimerobot-api-key': ['uptimerobot key ', ''],
  'buf-token': ['BUF_TOKEN=', ''],
  'proxmox-api-token': ['PVEAPIToken=root@pam!ci=', ''],
  'infisical-token': ['INFISICAL_TOKEN=', ''],
  'bitwarden-access-token': ['BWS_ACCESS_TOKEN=', ''],
  'vault-legacy-token': ['VAULT_TOKEN=', ''],
  'vault-unseal-key': ['Unseal Key 1: ', ''],
  'jenkins-api-token': ['JENKINS_TOKEN=', ''],
  'codeclimate-reporter-id': ['CC_TEST_REPORTER_ID=', ''],
  'particle-access-token': ['https://api.particle.io/v1/devices?access_token=', ''],
  'blynk-token': ['https://blynk.cloud/external/api/get?token=', '&v1'],
  'thingsboard-token': ['https://demo.thingsboard.io/api/v1/', '/telemetry'],
  'wordpress-salt': ["define('AUTH_KEY', '", "');"],
  'wordpress-application-password': ["application_password: '", "'"],
  'tinkoff-token': ['TINKOFF=', ''],
  'wallet-seed-phrase': ['MNEMONIC="', '"'],
  'wallet-private-key-base58': ['SECRET_KEY=', ''],
  'infura-address': ['https://mainnet.infura.io/v3/', ''],
  'alchemy-address': ['https://eth-mainnet.g.alchemy.com/v2/', ''],
  'quicknode-address': ['https://a-b-c.quiknode.pro/', '/'],
  'helius-address': ['https://mainnet.helius-rpc.com/?api-key=', ''],
  'tatum-api-key': ['TATUM=', ''],
  'okta-api-token': ['Authorization: SSWS ', ''],
  'flagsmith-server-key': ['FLAGSMITH=', ''],
  'ghost-admin-key': ['GHOST_ADMIN=', ''],
  'storyblok-management-token': ['STORYBLOK=', ''],
  'cloudinary-address': ['cloudinary://123456789012345:', '@acme'],
  'mux-token-secret': ['MUX_TOKEN_SECRET=', ''],
  'ably-api-key': ['ABLY=', ''],
  'beamer-api-key': ['BEAMER=', ''],
};

describe('detectors', () => {
  const ids = DETECTORS.map(({ id }) => id);

  it('have unique ids', () => {
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('are at least 130 kinds that are no public ones', () => {
    assert.ok(DETECTORS.filter(({ publicByDesign }) => !publicByDesign).length >= 130);
  });

  it('each have a template for tests', () => {
    assert.deepEqual(
      ids.filter((id) => !TOKEN_KINDS.includes(id)),
      [],
    );
  });

  for (const detector of DETECTORS) {
    it(`${detector.id}: the exact token is found in quotes, after = and in a line of text`, () => {
      const [head, tail] = SURROUNDINGS[detector.id] ?? ['', ''];
      for (const seed of [1, 2, 3, 4, 5]) {
        const token = makeToken(detector.id, seed);
        for (const [before, after] of [
          ["const x = '", "';\n"],
          ['X: ', '\n'],
          ['use ', ' here'],
        ] as const) {
          const text = before + head + token + tail + after;
          const start = before.length + head.length;
          const found = scanText('src/a.txt', text).filter(({ rule }) => rule === detector.id);
          assert.deepEqual(
            found.map((match) => [match.start, match.end]),
            [[start, start + token.length]],
            `seed ${seed}, ${before}…${after}`,
          );
          assert.equal(found[0]?.publicByDesign, detector.publicByDesign);
        }
      }
    });

    if (detector.boundary !== 'none' && !SURROUNDINGS[detector.id]) {
      it(`${detector.id}: inside a longer word it is not found`, () => {
        const token = makeToken(detector.id);
        const found = scanText('src/a.txt', `zqz${token}zqz`).filter(({ rule }) => rule === detector.id);
        assert.deepEqual(found, []);
      });
    }
  }
});
