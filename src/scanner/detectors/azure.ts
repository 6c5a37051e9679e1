import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const azure = provider(
  'Azure',
  'https://portal.azure.com/',
  'https://learn.microsoft.com/en-us/azure/key-vault/general/about-keys-secrets-certificates',
  'read and change your data in Azure',
);

export const AZURE_DETECTORS: readonly Detector[] = [
  ...kinds(azure, {
    'azure-ad-client-secret': {
      title: 'Microsoft Entra (Azure AD) client secret',
      literals: ['q~'],
      before: 4,
      width: 40,
      pattern: /(?<![A-Za-z0-9~_-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])/,
      boundary: 'none',
      minEntropy: 3.5,
      isValid: looksRandom,
      docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/app-objects-and-service-principals',
      grants: 'sign in as your application',
    },
    'azure-storage-key': {
      title: 'Azure storage account key',
      literals: ['accountkey'],
      pattern: /AccountKey["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9+/]{86}==)/i,
      minEntropy: 4,
      // The key of the local emulator is the same for everybody.
      isValid: (key) => !key.startsWith('Eby8vdM02xNO'),
      docs: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
    },
    'azure-shared-access-key': {
      title: 'Azure shared access key',
      literals: ['sharedaccesskey=', 'sharedaccesskey"'],
      pattern: /SharedAccessKey["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9+/]{42,43}={1,2})/i,
      minEntropy: 4,
      docs: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
    },
    'azure-app-configuration-secret': {
      title: 'Azure App Configuration connection',
      literals: ['azconfig.io'],
      pattern: /azconfig\.io;\s?Id=[^;\s"']{4,60};\s?Secret=([A-Za-z0-9+/=]{36,100})/i,
      minEntropy: 4,
      docs: 'https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-best-practices',
    },
    'azure-marked-key': {
      title: 'Azure service key',
      // Microsoft's signed keys carry four letters that say which service made them.
      literals: [
        '+ast',
        'acdb',
        '+asb',
        '+aeh',
        'aiot',
        'azfu',
        '+acr',
        'azse',
        '+aba',
        'azca',
        'apim',
        'acog',
      ],
      before: 90,
      width: 100,
      pattern:
        /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{76}(?:\+ASt|ACDb|\+ABa)[A-Za-z0-9+/]{4,6}==|[A-Za-z0-9+/]{33}(?:\+ASb|\+AEh|AIoT)[A-Za-z0-9+/]{5,6}=|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5,8}={0,2}|[A-Za-z0-9+/]{42}\+ACR[A-Za-z0-9]{6}|[A-Za-z0-9]{42}AzSe[A-Da-d0-9][A-Za-z0-9]{5}|[A-Za-z0-9]{33}AzCa[A-P][A-Za-z0-9]{5}=|[A-Za-z0-9]{63}(?:AAAAAC|AAAC)[A-Za-z0-9]{2}ACOG[A-Za-z0-9]{4,6})(?![A-Za-z0-9+/])/,
      boundary: 'none',
      minEntropy: 4,
      isValid: looksRandom,
    },
    'azure-devops-token': {
      title: 'Azure DevOps access token',
      literals: ['azdo'],
      before: 80,
      width: 12,
      pattern: /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/,
      minEntropy: 3.5,
      docs: 'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
      grants: 'read and change your repositories and pipelines',
    },
    'azure-sas-token': {
      title: 'Azure shared access signature',
      literals: ['&sig=', '?sig='],
      pattern: /[?&]sig=([A-Za-z0-9%+/]{43,70}(?:%3D|=))/i,
      boundary: 'none',
      severity: 'high',
      minEntropy: 3.8,
      docs: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
    },
    'microsoft-teams-webhook': {
      title: 'Microsoft Teams webhook',
      literals: ['.webhook.office.com/webhookb2/', 'outlook.office.com/webhook/'],
      before: 70,
      width: 320,
      pattern:
        /https:\/\/(?:outlook\.office|[a-z0-9-]{1,60}\.webhook\.office)\.com\/webhook(?:b2)?\/[a-f0-9-]{36}@[a-f0-9-]{36}\/[A-Za-z]{3,40}\/[a-f0-9]{32}\/[a-f0-9-]{36}(?:\/[A-Za-z0-9_-]{1,80})?/i,
      severity: 'high',
      docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
      rotate: 'https://teams.microsoft.com/',
      grants: 'post into your channel',
    },
  }),
];
