import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const BILL = 'run models on your bill';
const PROMPTS = 'read the prompts and answers of your users';

/** Model hosts, agents and what watches them: the younger ones. */
export const AI_PLATFORM_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Together AI',
      'https://api.together.ai/settings/api-keys',
      'https://docs.together.ai/docs/quickstart',
      BILL,
    ),
    { 'together-api-key': { title: 'Together AI API key', pattern: /tgp_v1_[A-Za-z0-9_-]{40,46}/ } },
  ),
  ...kinds(
    provider(
      'fal',
      'https://fal.ai/dashboard/keys',
      'https://docs.fal.ai/model-apis/authentication/key-based',
      BILL,
    ),
    {
      'fal-api-key': {
        title: 'fal API key',
        literals: ['fal_key', 'fal-key', 'falkey', 'fal_ai', 'authorization: key ', 'credentials'],
        reach: 90,
        pattern: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}:[a-f0-9]{32}/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(provider('Anyscale', 'https://console.anyscale.com/', 'https://docs.anyscale.com/', BILL), {
    'anyscale-api-key': { title: 'Anyscale API key', pattern: /esecret_[a-z0-9]{24,48}/ },
  }),
  ...kinds(
    provider(
      'Modal',
      'https://modal.com/settings/tokens',
      'https://modal.com/docs/reference/modal.config',
      BILL,
    ),
    {
      'modal-token-secret': {
        title: 'Modal token secret',
        literals: ['modal'],
        reach: 120,
        pattern: /as-[A-Za-z0-9]{22}/,
        minEntropy: 3.4,
        isValid: (key) =>
          looksRandom(key) && /\d/.test(key) && /[A-Z]/.test(key) && /[a-z]/.test(key.slice(3)),
      },
    },
  ),
  ...kinds(
    provider(
      'Google Gemini',
      'https://aistudio.google.com/apikey',
      'https://ai.google.dev/gemini-api/docs/api-key',
      BILL,
    ),
    {
      'gemini-auth-key': { title: 'Gemini API key', pattern: /AQ\.Ab[A-Za-z0-9_-]{40,120}/, minEntropy: 3.5 },
    },
  ),
  ...kinds(
    provider(
      'Volcano Engine',
      'https://console.volcengine.com/iam/keymanage/',
      'https://www.volcengine.com/docs/6291/65568',
      BILL,
    ),
    {
      'volcengine-access-key-id': {
        title: 'Volcano Engine access key id',
        pattern: /AKLT[A-Za-z0-9_-]{40,70}/,
        severity: 'high',
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(
    provider(
      'Baidu AI Cloud',
      'https://console.bce.baidu.com/iam/',
      'https://cloud.baidu.com/doc/IAM/s/Mm2x80srm',
      BILL,
    ),
    {
      'baidu-api-key': {
        title: 'Baidu AI Cloud API key',
        pattern: /bce-v3\/ALTAK-[A-Za-z0-9]{16,24}\/[a-f0-9]{40}/,
      },
    },
  ),
  ...kinds(
    provider('Zhipu AI (Z.ai)', 'https://z.ai/manage-apikey/apikey-list', 'https://docs.z.ai/', BILL),
    {
      'zhipu-api-key': {
        title: 'Zhipu AI API key',
        literals: ['zhipu', 'bigmodel', 'glm', 'zai_', 'z.ai', 'chatglm'],
        reach: 90,
        pattern: /[a-f0-9]{32}\.[A-Za-z0-9]{16}/,
        minEntropy: 3.4,
      },
    },
  ),
  ...kinds(
    provider('Upstage', 'https://console.upstage.ai/api-keys', 'https://console.upstage.ai/docs/', BILL),
    {
      'upstage-api-key': {
        title: 'Upstage API key',
        pattern: /up_[A-Za-z0-9]{29}/,
        minEntropy: 3.4,
        isValid: (key) => looksRandom(key) && /\d/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'Chroma',
      'https://www.trychroma.com/',
      'https://docs.trychroma.com/cloud/',
      'read and delete your vectors',
    ),
    {
      'chroma-api-key': {
        title: 'Chroma API key',
        pattern: /ck-[A-Za-z0-9]{44}/,
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(provider('Humanloop', 'https://app.humanloop.com/', 'https://humanloop.com/docs/', PROMPTS), {
    'humanloop-api-key': { title: 'Humanloop API key', pattern: /hl_sk_[a-f0-9]{40,64}/, severity: 'high' },
  }),
  ...kinds(
    provider('PromptLayer', 'https://dashboard.promptlayer.com/', 'https://docs.promptlayer.com/', PROMPTS),
    { 'promptlayer-api-key': { title: 'PromptLayer API key', pattern: /pl_[a-f0-9]{32}/, severity: 'high' } },
  ),
  ...kinds(provider('Arize', 'https://app.arize.com/', 'https://arize.com/docs/ax', PROMPTS), {
    'arize-api-key': {
      title: 'Arize API key',
      pattern: /ak-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}(?:-[A-Za-z0-9_-]{10,64})?/,
      severity: 'high',
    },
  }),
  ...kinds(provider('Mem0', 'https://app.mem0.ai/dashboard/api-keys', 'https://docs.mem0.ai/', PROMPTS), {
    'mem0-api-key': {
      title: 'Mem0 API key',
      pattern: /m0-[A-Za-z0-9]{36,48}/,
      severity: 'high',
      minEntropy: 3.5,
    },
  }),
  ...kinds(provider('Letta', 'https://app.letta.com/api-keys', 'https://docs.letta.com/', PROMPTS), {
    'letta-api-key': { title: 'Letta API key', pattern: /sk-let-[A-Za-z0-9+/=_-]{40,120}/, severity: 'high' },
  }),
  ...kinds(
    provider(
      'Browserbase',
      'https://www.browserbase.com/settings',
      'https://docs.browserbase.com/',
      'drive browsers on your bill',
    ),
    {
      'browserbase-api-key': {
        title: 'Browserbase API key',
        pattern: /bb_live_[A-Za-z0-9_-]{24,40}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Cursor',
      'https://cursor.com/dashboard',
      'https://cursor.com/docs',
      'use and manage your Cursor team',
    ),
    {
      'cursor-api-key': {
        title: 'Cursor API key',
        literals: ['key_', 'crsr_'],
        pattern: /(?:key|crsr)_[a-f0-9]{64}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'CodeRabbit',
      'https://app.coderabbit.ai/settings/api-keys',
      'https://docs.coderabbit.ai/',
      'review code on your bill',
    ),
    {
      'coderabbit-api-key': { title: 'CodeRabbit API key', pattern: /cr-[a-f0-9]{40,64}/, severity: 'high' },
    },
  ),
  ...kinds(provider('Cartesia', 'https://play.cartesia.ai/keys', 'https://docs.cartesia.ai/', BILL), {
    'cartesia-api-key': {
      title: 'Cartesia API key',
      pattern: /sk_car_[A-Za-z0-9_-]{18,50}/,
      severity: 'high',
    },
  }),
  ...kinds(provider('Dify', 'https://cloud.dify.ai/', 'https://docs.dify.ai/', BILL), {
    'dify-api-key': {
      title: 'Dify API key',
      literals: ['app-', 'dataset-'],
      pattern: /(?:app|dataset)-[A-Za-z0-9]{24}/,
      severity: 'high',
      minEntropy: 3.5,
      isValid: (key) => {
        const body = key.slice(key.indexOf('-') + 1);
        return looksRandom(body) && /\d/.test(body) && /[A-Z]/.test(body) && /[a-z]/.test(body);
      },
    },
  }),
  ...kinds(
    provider('You.com', 'https://api.you.com/', 'https://documentation.you.com/', 'search on your bill'),
    {
      'you-api-key': { title: 'You.com API key', pattern: /ydc-sk-[A-Za-z0-9-]{30,120}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'an unknown service',
      '',
      'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
      'use what it opens',
    ),
    {
      'service-secret-key': {
        title: 'Secret key of a service',
        literals: ['sk_'],
        pattern: /sk_(?:sbox_)?(?:[a-f0-9]{32}|[a-f0-9]{64}|[A-F0-9]{32})/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
];
