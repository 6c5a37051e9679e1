import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const RUN = 'run servers on your bill and read your data';

/** Further clouds. */
export const OTHER_CLOUD_DETECTORS: readonly Detector[] = [
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
