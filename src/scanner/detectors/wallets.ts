import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const NODE = 'use your node on your bill';
const own = provider(
  'your own',
  '',
  'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki',
  'empty this wallet',
);
/** Phrases that every tool prints: their wallets are empty or robots'. */
const KNOWN_PHRASE =
  /^(?:test test|abandon abandon|zoo zoo|legal winner thank|letter advice cage|myth like bonus|candy maple cake|concert load couple)/i;

/** Wallets and the services that reach their chains. */
export const WALLET_DETECTORS: readonly Detector[] = [
  ...kinds(own, {
    'wallet-seed-phrase': {
      title: 'Wallet seed phrase',
      literals: [
        'mnemonic',
        'seed_phrase',
        'seedphrase',
        'seed phrase',
        'secret_phrase',
        'secretphrase',
        'recovery_phrase',
        'recoveryphrase',
      ],
      pattern:
        /(?:mnemonic|(?:seed|secret|recovery)[_ ]?phrase)\w{0,20}["'`]?\s{0,4}[:=,(]{1,2}\s{0,4}["'`]?((?:[a-z]{3,8} ){11}(?:(?:[a-z]{3,8} ){3}){0,4}[a-z]{3,8})(?![a-z ]*\w)/i,
      boundary: 'none',
      filtersPlaceholders: false,
      minEntropy: 0,
      isValid: (phrase) =>
        !KNOWN_PHRASE.test(phrase) &&
        new Set(phrase.split(' ')).size >= 9 &&
        !/ (?:the|and|for|with|this|that|your|is|of|to) /i.test(phrase),
    },
    'wallet-private-key-base58': {
      title: 'Wallet private key',
      literals: [
        'private_key',
        'privatekey',
        'private-key',
        'secret_key',
        'secretkey',
        'keypair',
        'wallet_key',
      ],
      pattern:
        /(?:private[_-]?key|secret_?key|keypair|wallet_key)\w{0,20}["'`]?\s{0,4}[:=,(]\s{0,4}["'`]?([1-9A-HJ-NP-Za-km-z]{86,88}|[5KL][1-9A-HJ-NP-Za-km-z]{50,51})/i,
      minEntropy: 4.5,
      isValid: (key) => looksRandom(key) && /\d/.test(key),
    },
  }),
  ...kinds(provider('Blockfrost', 'https://blockfrost.io/dashboard', 'https://docs.blockfrost.io/', NODE), {
    'blockfrost-project-id': {
      title: 'Blockfrost project id',
      literals: ['mainnet', 'preprod', 'preview', 'testnet', 'ipfs'],
      pattern: /(?:mainnet|preprod|preview|testnet|ipfs)[A-Za-z0-9]{32}/,
      severity: 'high',
      minEntropy: 3.6,
      isValid: (id) => looksRandom(id.slice(7)) && /\d/.test(id) && /[A-Z]/.test(id),
    },
  }),
  ...kinds(provider('Infura', 'https://app.infura.io/', 'https://docs.metamask.io/services/', NODE), {
    'infura-address': {
      title: 'Infura address with its key',
      literals: ['.infura.io/'],
      pattern: /\.infura\.io\/(?:ws\/)?v3\/([a-f0-9]{32})/,
      boundary: 'none',
      severity: 'medium',
      minEntropy: 3,
    },
  }),
  ...kinds(provider('Alchemy', 'https://dashboard.alchemy.com/', 'https://www.alchemy.com/docs/', NODE), {
    'alchemy-address': {
      title: 'Alchemy address with its key',
      literals: ['.alchemy.com/', '.alchemyapi.io/'],
      pattern: /\.alchemy(?:\.com|api\.io)\/(?:nft\/)?v[23]\/([A-Za-z0-9_-]{21,40})/,
      boundary: 'none',
      severity: 'medium',
      minEntropy: 3.2,
      isValid: (key) => /\d/.test(key) || looksRandom(key),
    },
  }),
  ...kinds(
    provider('QuickNode', 'https://dashboard.quicknode.com/', 'https://www.quicknode.com/docs/', NODE),
    {
      'quicknode-address': {
        title: 'QuickNode address with its key',
        literals: ['.quiknode.pro/'],
        pattern: /\.quiknode\.pro\/([a-f0-9]{40})/,
        boundary: 'none',
        severity: 'medium',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(provider('Helius', 'https://dashboard.helius.dev/', 'https://www.helius.dev/docs/', NODE), {
    'helius-address': {
      title: 'Helius address with its key',
      literals: ['helius-rpc.com/', 'helius.xyz/'],
      reach: 120,
      pattern: /api-key=([a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})/,
      boundary: 'none',
      severity: 'medium',
    },
  }),
  ...kinds(provider('Covalent', 'https://goldrush.dev/platform/', 'https://goldrush.dev/docs/', NODE), {
    'covalent-api-key': {
      title: 'Covalent API key',
      literals: ['cqt_', 'ckey_'],
      pattern: /cqt_[rw]Q[A-Za-z0-9]{24,30}|ckey_[a-z0-9]{27}/,
      severity: 'high',
    },
  }),
  ...kinds(provider('Zerion', 'https://developers.zerion.io/', 'https://developers.zerion.io/', NODE), {
    'zerion-api-key': { title: 'Zerion API key', pattern: /zk_(?:dev|prod)_[a-f0-9]{32}/, severity: 'high' },
  }),
  ...kinds(provider('Tatum', 'https://dashboard.tatum.io/', 'https://docs.tatum.io/', NODE), {
    'tatum-api-key': {
      title: 'Tatum API key',
      literals: ['tatum'],
      reach: 90,
      pattern: /t-[a-f0-9]{24}-[a-f0-9]{24}/,
      severity: 'high',
    },
  }),
];
