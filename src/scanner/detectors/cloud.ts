import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const RUN = 'run servers on your bill and read your data';
const aws = provider(
  'AWS',
  'https://console.aws.amazon.com/iam/home#/security_credentials',
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  RUN,
);
const google = provider(
  'Google',
  'https://console.cloud.google.com/apis/credentials',
  'https://cloud.google.com/docs/authentication/api-keys',
  'use Google services on your bill',
);

/** Marks round a Google key which say that it is a Firebase web configuration. */
const FIREBASE_WEB =
  /authDomain|firebaseapp\.com|messagingSenderId|storageBucket|mobilesdk_app_id|PUBLIC_FIREBASE|VITE_FIREBASE|REACT_APP_FIREBASE|FIREBASE_API_KEY|firebaseConfig|firebase_options/i;

export const CLOUD_DETECTORS: readonly Detector[] = [
  ...kinds(aws, {
    'aws-access-key-id': {
      title: 'AWS access key id',
      literals: ['akia', 'asia', 'abia', 'acca', 'a3t'],
      pattern: /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/,
      severity: 'high',
      minEntropy: 2.9,
      isValid: (id) => id.slice(4).length === 16 && /\d/.test(id) && !/^[A-Z]{0,4}\d{12,}/.test(id),
      grants: 'use your AWS account, when the secret half stands somewhere too',
    },
    'aws-secret-access-key': {
      title: 'AWS secret access key',
      literals: [
        'secret_access_key',
        'secretaccesskey',
        'secret-access-key',
        'secret access key',
        'secret_key',
        'secretkey',
        'aws_secret',
        'aws secret',
        'aws_key',
      ],
      pattern:
        /(?:aws|secret)[_ -]?(?:secret)?[_ -]?(?:access)?[_ -]?(?:key)?\w{0,12}["'`]{0,2}\s{0,4}(?::=|=>|[:=(,])\s{0,4}["'`]{0,2}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
      minEntropy: 4,
      isValid: (secret) =>
        /[A-Z]/.test(secret) && /[a-z]/.test(secret) && /\d/.test(secret) && looksRandom(secret),
      docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    },
    'aws-bedrock-api-key': {
      title: 'Amazon Bedrock API key',
      literals: ['abskqmvkcm9ja0fqsutles'],
      pattern: /ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{80,260}={0,2}/,
      minEntropy: 4,
      docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
      grants: 'run models on your bill',
    },
    'aws-bedrock-short-lived-api-key': {
      title: 'Amazon Bedrock short-lived API key',
      pattern: /bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,2000}/,
      severity: 'high',
      docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
      grants: 'run models on your bill until it expires',
    },
    'aws-appsync-key': {
      title: 'AWS AppSync API key',
      pattern: /da2-[a-z0-9]{26}/,
      severity: 'medium',
      minEntropy: 3,
      docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
      grants: 'query your API',
    },
    'aws-session-token': {
      title: 'AWS session token',
      literals: ['iqojb3jpz2lu', 'fwogzxivyxdz', 'session_token', 'sessiontoken'],
      pattern:
        /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9+/=_-]{80,2000}|session_?token["']?\s{0,4}[:=]\s{0,4}["']?([A-Za-z0-9+/]{100,2000}={0,2})/i,
      severity: 'high',
      minEntropy: 4,
      grants: 'use your AWS account until it expires',
    },
    'aws-mws-token': {
      title: 'Amazon Marketplace token',
      pattern: /amzn\.mws\.[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
    },
  }),
  ...kinds(google, {
    'google-api-key': {
      title: 'Google API key',
      literals: ['aiza'],
      pattern: /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
      severity: 'high',
      minEntropy: 3,
      refine: (_key, text, start) =>
        FIREBASE_WEB.test(text.slice(Math.max(0, start - 300), start + 600))
          ? {
              publicByDesign:
                'Public by design in a Firebase web configuration. It is safe in the browser only if the security rules are on and the key is restricted to your domains.',
            }
          : undefined,
    },
    'google-oauth-client-secret': {
      title: 'Google OAuth client secret',
      pattern: /GOCSPX-[A-Za-z0-9_-]{28}/,
    },
    'google-oauth-access-token': {
      title: 'Google access token',
      pattern: /ya29\.(?:[A-Za-z0-9_-]{1,4}\.)?[A-Za-z0-9_-]{28,1000}/,
      severity: 'high',
      minEntropy: 3.5,
      grants: 'act as the signed-in account until it expires',
    },
    'google-oauth-refresh-token': {
      title: 'Google refresh token',
      literals: ['1//0'],
      pattern: /1\/\/0[A-Za-z0-9_-]{40,120}/,
      minEntropy: 3.8,
    },
    'google-oauth-client-id': {
      title: 'Google OAuth client id',
      literals: ['.apps.googleusercontent.com'],
      before: 60,
      width: 40,
      pattern: /\d{6,24}-[a-z0-9]{20,40}\.apps\.googleusercontent\.com/,
      publicByDesign:
        'Public by design. A client id only says which app asks; its client secret must not be shown.',
    },
    'firebase-messaging-server-key': {
      title: 'Firebase messaging server key',
      literals: [':apa91b'],
      before: 14,
      width: 400,
      pattern: /AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{120,180}/,
      grants: 'send notifications to all of your users',
    },
  }),
  ...kinds(
    provider(
      'DigitalOcean',
      'https://cloud.digitalocean.com/account/api/tokens',
      'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
      RUN,
    ),
    {
      'digitalocean-token': {
        title: 'DigitalOcean token',
        literals: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
        pattern: /do[opr]_v1_[a-f0-9]{64}/,
      },
      'digitalocean-spaces-key': {
        title: 'DigitalOcean Spaces key id',
        literals: ['do00', 'do80'],
        pattern: /DO(?:00|801)[A-Z0-9]{16,17}/,
        severity: 'medium',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Alibaba Cloud',
      'https://ram.console.aliyun.com/manage/ak',
      'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
      RUN,
    ),
    {
      'alibaba-access-key-id': {
        title: 'Alibaba Cloud access key id',
        literals: ['ltai'],
        pattern: /LTAI[A-Za-z0-9]{17,20}/i,
        severity: 'high',
        minEntropy: 3,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Tencent Cloud',
      'https://console.cloud.tencent.com/cam/capi',
      'https://www.tencentcloud.com/document/product/598/34228',
      RUN,
    ),
    {
      'tencent-secret-id': {
        title: 'Tencent Cloud secret id',
        literals: ['akid'],
        pattern: /AKID[A-Za-z0-9]{32}/,
        severity: 'high',
        minEntropy: 3.5,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Yandex Cloud',
      'https://console.yandex.cloud/',
      'https://yandex.cloud/en/docs/iam/concepts/authorization/',
      RUN,
    ),
    {
      'yandex-api-key': {
        title: 'Yandex Cloud API key',
        literals: ['aqvn'],
        pattern: /AQVN[A-Za-z0-9_-]{35,38}/,
        minEntropy: 3,
      },
      'yandex-iam-token': {
        title: 'Yandex Cloud IAM token',
        literals: ['t1.'],
        pattern: /t1\.[A-Za-z0-9_-]{1,250}[=]{0,2}\.[A-Za-z0-9_-]{86}={0,2}/,
        minEntropy: 3,
      },
      'yandex-storage-key': {
        title: 'Yandex Cloud storage secret',
        literals: ['ycajd', 'ycaje', 'ycm', 'ycn', 'yco', 'ycp', 'yca', 'ycb'],
        pattern: /YC[A-Za-z0-9_-]{38}/,
        severity: 'high',
        minEntropy: 4,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Scalingo',
      'https://dashboard.scalingo.com/account/tokens',
      'https://developers.scalingo.com/',
      'deploy to your apps',
    ),
    {
      'scalingo-api-token': { title: 'Scalingo API token', pattern: /tk-us-[A-Za-z0-9_-]{48}/ },
    },
  ),
  ...kinds(
    provider(
      'Scaleway',
      'https://console.scaleway.com/iam/api-keys',
      'https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/',
      RUN,
    ),
    {
      'scaleway-access-key': {
        title: 'Scaleway access key',
        literals: ['scw'],
        pattern: /SCW[A-Z0-9]{17}/,
        severity: 'medium',
        minEntropy: 3.2,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'OpenShift',
      'https://docs.openshift.com/',
      'https://docs.openshift.com/container-platform/latest/authentication/understanding-authentication.html',
      'use your cluster',
    ),
    {
      'openshift-token': { title: 'OpenShift token', pattern: /sha256~[A-Za-z0-9_-]{43}/, minEntropy: 3.5 },
    },
  ),
];
