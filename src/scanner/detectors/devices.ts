import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

/** Devices and what commands them. */
export const DEVICE_DETECTORS: readonly Detector[] = [
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
      'https://thingsboard.io/docs/user-guide/access-token/',
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
];
