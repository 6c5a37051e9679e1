import { type Detector, kinds, provider } from '../detector.ts';

const BILL = 'run models on your bill';
const openai = provider(
  'OpenAI',
  'https://platform.openai.com/api-keys',
  'https://platform.openai.com/docs/api-reference/authentication',
  BILL,
);
const anthropic = provider(
  'Anthropic',
  'https://console.anthropic.com/settings/keys',
  'https://docs.anthropic.com/en/api/overview',
  BILL,
);
const huggingFace = provider(
  'Hugging Face',
  'https://huggingface.co/settings/tokens',
  'https://huggingface.co/docs/hub/security-tokens',
  'read and change your private models, data sets and spaces',
);

/** Model makers and model hosts. */
export const AI_DETECTORS: readonly Detector[] = [
  ...kinds(openai, {
    'openai-api-key': {
      title: 'OpenAI API key',
      literals: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-service-', 't3blbkfj'],
      before: 180,
      width: 260,
      pattern:
        /(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|admin|service)-[A-Za-z0-9_-]{40,200}|[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,100})/,
      minEntropy: 3,
    },
    'secret-key-sk': {
      title: 'Secret key of an AI service',
      pattern: /sk-(?:[A-Za-z0-9]{48}|[a-f0-9]{32})/,
      minEntropy: 3,
    },
  }),
  ...kinds(anthropic, {
    'anthropic-api-key': {
      title: 'Anthropic API key',
      pattern: /sk-ant-(?:api|sid)\d{2,3}-[A-Za-z0-9_-]{93}AA/,
    },
    'anthropic-admin-key': {
      title: 'Anthropic admin key',
      pattern: /sk-ant-admin\d{2,3}-[A-Za-z0-9_-]{93}AA/,
      grants: 'manage the members and keys of your organisation',
    },
    'anthropic-oauth-token': {
      title: 'Anthropic sign-in token',
      pattern: /sk-ant-o(?:at|rt)\d{2}-[A-Za-z0-9_-]{80,120}/,
    },
  }),
  ...kinds(huggingFace, {
    'hugging-face-token': {
      title: 'Hugging Face access token',
      pattern: /hf_[A-Za-z0-9]{34}/,
      literals: ['hf_'],
      minEntropy: 3,
    },
    'hugging-face-organization-token': {
      title: 'Hugging Face organisation token',
      pattern: /api_org_[A-Za-z0-9]{34}/,
      minEntropy: 3,
    },
  }),
  ...kinds(
    provider('Groq', 'https://console.groq.com/keys', 'https://console.groq.com/docs/quickstart', BILL),
    {
      'groq-api-key': { title: 'Groq API key', pattern: /gsk_[A-Za-z0-9]{48,56}/ },
    },
  ),
  ...kinds(
    provider(
      'Replicate',
      'https://replicate.com/account/api-tokens',
      'https://replicate.com/docs/topics/security/api-tokens',
      BILL,
    ),
    { 'replicate-api-token': { title: 'Replicate API token', pattern: /r8_[A-Za-z0-9_-]{37}/ } },
  ),
  ...kinds(
    provider(
      'Perplexity',
      'https://www.perplexity.ai/account/api/keys',
      'https://docs.perplexity.ai/guides/getting-started',
      BILL,
    ),
    { 'perplexity-api-key': { title: 'Perplexity API key', pattern: /pplx-[A-Za-z0-9]{40,64}/ } },
  ),
  ...kinds(provider('xAI', 'https://console.x.ai/', 'https://docs.x.ai/docs/tutorial', BILL), {
    'xai-api-key': { title: 'xAI API key', pattern: /xai-[A-Za-z0-9_-]{64,100}/ },
  }),
  ...kinds(
    provider(
      'OpenRouter',
      'https://openrouter.ai/settings/keys',
      'https://openrouter.ai/docs/api-reference/authentication',
      BILL,
    ),
    { 'openrouter-api-key': { title: 'OpenRouter API key', pattern: /sk-or-v1-[a-f0-9]{64}/ } },
  ),
  ...kinds(
    provider('Cerebras', 'https://cloud.cerebras.ai/', 'https://inference-docs.cerebras.ai/quickstart', BILL),
    {
      'cerebras-api-key': { title: 'Cerebras API key', pattern: /csk-[a-z0-9]{40,64}/ },
    },
  ),
  ...kinds(
    provider('NVIDIA', 'https://build.nvidia.com/settings/api-keys', 'https://docs.api.nvidia.com/', BILL),
    {
      'nvidia-api-key': { title: 'NVIDIA API key', pattern: /nvapi-[A-Za-z0-9_-]{56,90}/ },
    },
  ),
  ...kinds(
    provider(
      'Fireworks AI',
      'https://app.fireworks.ai/settings/users/api-keys',
      'https://docs.fireworks.ai/',
      BILL,
    ),
    {
      'fireworks-api-key': {
        title: 'Fireworks AI API key',
        pattern: /fw_[A-Za-z0-9]{22,26}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider('Jina AI', 'https://jina.ai/api-dashboard/key-manager', 'https://jina.ai/embeddings/', BILL),
    {
      'jina-api-key': {
        title: 'Jina AI API key',
        pattern: /jina_[A-Za-z0-9_-]{58,64}/,
        severity: 'high',
      },
    },
  ),
];
