import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const RUN = 'run servers on your bill and read your data';
const aws = provider(
  'AWS',
  'https://console.aws.amazon.com/iam/home#/security_credentials',
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  RUN,
);

/** Amazon Web Services. */
export const AWS_DETECTORS: readonly Detector[] = [
  ...kinds(aws, {
    'aws-access-key-id': {
      title: 'AWS access key id',
      literals: ['akia', 'asia', 'abia', 'acca', 'a3t'],
      pattern: /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/,
      severity: 'high',
      minEntropy: 2.9,
      // Amazon's own example begins so; people change its end.
      isValid: (id) =>
        !id.startsWith('AKIAIOSFODNN7') &&
        id.slice(4).length === 16 &&
        /\d/.test(id) &&
        !/^[A-Z]{0,4}\d{12,}/.test(id),
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
        'akia',
      ],
      // The second form: behind its id, as in the console's CSV file, `.passwd-s3fs` and calls of the SDKs.
      pattern:
        /(?:aws|secret)[_ -]?(?:secret)?[_ -]?(?:access)?[_ -]?(?:key)?\w{0,12}["'`]{0,2}\s{0,4}(?::=|=>|[:=(,])\s{0,4}["'`]{0,2}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])|AKIA[A-Z0-9]{16}["']?\s{0,2}[,:;|]\s{0,2}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
      minEntropy: 4,
      isValid: (secret) =>
        !secret.startsWith('wJalrXUtnFEMI') &&
        /[A-Z]/.test(secret) &&
        /[a-z]/.test(secret) &&
        /\d/.test(secret) &&
        looksRandom(secret),
      docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    },
    'aws-bedrock-api-key': {
      title: 'Amazon Bedrock API key',
      literals: ['absk'],
      // `BedrockAPIKey-` in base64, with which a key begins.
      fixed: 22,
      pattern: /ABSK[A-Za-z0-9+/]{100,270}={0,2}/,
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
];
