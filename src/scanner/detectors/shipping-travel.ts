import { type Detector, kinds, provider } from '../detector.ts';

/** Parcels, letters and flights. */
export const SHIPPING_AND_TRAVEL_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Shippo',
      'https://apps.goshippo.com/settings/api',
      'https://docs.goshippo.com/docs/guides_general/authentication/',
      'buy shipping labels on your bill',
    ),
    {
      'shippo-api-token': { title: 'Shippo API token', pattern: /shippo_(?:live|test)_[a-fA-F0-9]{40}/ },
    },
  ),
  ...kinds(
    provider(
      'EasyPost',
      'https://www.easypost.com/account/api-keys',
      'https://docs.easypost.com/docs/authentication',
      'buy shipping labels on your bill',
    ),
    {
      'easypost-api-key': { title: 'EasyPost API key', pattern: /EZAK[A-Za-z0-9]{54}/, minEntropy: 3 },
      'easypost-test-api-key': {
        title: 'EasyPost test API key',
        pattern: /EZTK[A-Za-z0-9]{54}/,
        severity: 'medium',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Duffel',
      'https://app.duffel.com/',
      'https://duffel.com/docs/api/overview/authentication',
      'book and pay flights on your bill',
    ),
    {
      'duffel-api-token': { title: 'Duffel API token', pattern: /duffel_(?:test|live)_[A-Za-z0-9_\-=]{43}/ },
    },
  ),
  ...kinds(
    provider(
      'Lob',
      'https://dashboard.lob.com/settings/api-keys',
      'https://docs.lob.com/#tag/Authentication',
      'send letters on your bill',
    ),
    {
      'lob-api-key': {
        title: 'Lob API key',
        pattern: /(?:live|test)_[a-f0-9]{35}/,
        literals: ['live_', 'test_'],
        severity: 'high',
      },
    },
  ),
];
