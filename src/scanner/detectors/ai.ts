import type { Detector, Provider } from '../detector.ts';

const openai: Provider = {
  name: 'OpenAI',
  rotate: 'https://platform.openai.com/api-keys',
  docs: 'https://platform.openai.com/docs/api-reference/authentication',
  grants: 'run models on your bill',
};
const anthropic: Provider = {
  name: 'Anthropic',
  rotate: 'https://console.anthropic.com/settings/keys',
  docs: 'https://docs.anthropic.com/en/api/overview',
  grants: 'run models on your bill',
};
const huggingface: Provider = {
  name: 'Hugging Face',
  rotate: 'https://huggingface.co/settings/tokens',
  docs: 'https://huggingface.co/docs/hub/security-tokens',
  grants: 'read and change your private models, data sets and spaces',
};
const groq: Provider = {
  name: 'Groq',
  rotate: 'https://console.groq.com/keys',
  docs: 'https://console.groq.com/docs/quickstart',
  grants: 'run models on your bill',
};
const replicate: Provider = {
  name: 'Replicate',
  rotate: 'https://replicate.com/account/api-tokens',
  docs: 'https://replicate.com/docs/topics/security/api-tokens',
  grants: 'run models on your bill',
};
const perplexity: Provider = {
  name: 'Perplexity',
  rotate: 'https://www.perplexity.ai/account/api/keys',
  docs: 'https://docs.perplexity.ai/guides/getting-started',
  grants: 'run models on your bill',
};
const xai: Provider = {
  name: 'xAI',
  rotate: 'https://console.x.ai/',
  docs: 'https://docs.x.ai/docs/tutorial',
  grants: 'run models on your bill',
};
const elevenlabs: Provider = {
  name: 'ElevenLabs',
  rotate: 'https://elevenlabs.io/app/settings/api-keys',
  docs: 'https://elevenlabs.io/docs/api-reference/authentication',
  grants: 'make speech on your bill',
};
const tavily: Provider = {
  name: 'Tavily',
  rotate: 'https://app.tavily.com/home',
  docs: 'https://docs.tavily.com/documentation/quickstart',
  grants: 'search on your bill',
};
const jina: Provider = {
  name: 'Jina AI',
  rotate: 'https://jina.ai/api-dashboard/key-manager',
  docs: 'https://jina.ai/embeddings/',
  grants: 'use models on your bill',
};
const openrouter: Provider = {
  name: 'OpenRouter',
  rotate: 'https://openrouter.ai/settings/keys',
  docs: 'https://openrouter.ai/docs/api-reference/authentication',
  grants: 'run models on your bill',
};
const langsmith: Provider = {
  name: 'LangSmith',
  rotate: 'https://smith.langchain.com/settings',
  docs: 'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
  grants: 'read the prompts and answers of your users',
};

export const AI_DETECTORS: readonly Detector[] = [
  {
    id: 'openai-api-key',
    provider: openai,
    title: 'OpenAI API key',
    literals: ['sk-'],
    pattern:
      /sk-(?:(?:proj|svcacct|admin|service)-[A-Za-z0-9_-]{20,200}|[A-Za-z0-9_-]{0,74}T3BlbkFJ[A-Za-z0-9_-]{20,80}|[a-zA-Z0-9]{48})/,
    severity: 'blocker',
    minEntropy: 3,
  },
  {
    id: 'anthropic-api-key',
    provider: anthropic,
    title: 'Anthropic API key',
    literals: ['sk-ant-'],
    pattern: /sk-ant-(?:api|sid)\d{2}-[A-Za-z0-9_-]{80,120}/,
    severity: 'blocker',
  },
  {
    id: 'anthropic-admin-key',
    provider: anthropic,
    title: 'Anthropic admin key',
    literals: ['sk-ant-admin'],
    pattern: /sk-ant-admin\d{2}-[A-Za-z0-9_-]{80,120}/,
    severity: 'blocker',
    grants: 'manage the members and keys of your organisation',
  },
  {
    id: 'anthropic-oauth-token',
    provider: anthropic,
    title: 'Anthropic sign-in token',
    literals: ['sk-ant-o'],
    pattern: /sk-ant-o(?:at|rt)\d{2}-[A-Za-z0-9_-]{80,120}/,
    severity: 'blocker',
  },
  {
    id: 'hugging-face-token',
    provider: huggingface,
    title: 'Hugging Face access token',
    literals: ['hf_'],
    pattern: /hf_[A-Za-z0-9]{34,40}/,
    severity: 'blocker',
    minEntropy: 3,
  },
  {
    id: 'hugging-face-organization-token',
    provider: huggingface,
    title: 'Hugging Face organisation token',
    literals: ['api_org_'],
    pattern: /api_org_[A-Za-z0-9]{34}/,
    severity: 'blocker',
    minEntropy: 3,
  },
  {
    id: 'groq-api-key',
    provider: groq,
    title: 'Groq API key',
    literals: ['gsk_'],
    pattern: /gsk_[A-Za-z0-9]{52}/,
    severity: 'blocker',
  },
  {
    id: 'replicate-api-token',
    provider: replicate,
    title: 'Replicate API token',
    literals: ['r8_'],
    pattern: /r8_[A-Za-z0-9]{37}/,
    severity: 'blocker',
  },
  {
    id: 'perplexity-api-key',
    provider: perplexity,
    title: 'Perplexity API key',
    literals: ['pplx-'],
    pattern: /pplx-[A-Za-z0-9]{48,56}/,
    severity: 'blocker',
  },
  {
    id: 'xai-api-key',
    provider: xai,
    title: 'xAI API key',
    literals: ['xai-'],
    pattern: /xai-[A-Za-z0-9]{70,90}/,
    severity: 'blocker',
  },
  {
    id: 'elevenlabs-api-key',
    provider: elevenlabs,
    title: 'ElevenLabs API key',
    literals: ['sk_'],
    pattern: /sk_[a-f0-9]{48}/,
    severity: 'high',
  },
  {
    id: 'tavily-api-key',
    provider: tavily,
    title: 'Tavily API key',
    literals: ['tvly-'],
    pattern: /tvly-(?:dev-|prod-)?[A-Za-z0-9]{32,40}/,
    severity: 'high',
  },
  {
    id: 'jina-api-key',
    provider: jina,
    title: 'Jina AI API key',
    literals: ['jina_'],
    pattern: /jina_[a-f0-9]{32}[A-Za-z0-9_-]{28}/,
    severity: 'high',
  },
  {
    id: 'openrouter-api-key',
    provider: openrouter,
    title: 'OpenRouter API key',
    literals: ['sk-or-v1-'],
    pattern: /sk-or-v1-[a-f0-9]{64}/,
    severity: 'blocker',
  },
  {
    id: 'langsmith-api-key',
    provider: langsmith,
    title: 'LangSmith API key',
    literals: ['lsv2_'],
    pattern: /lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}/,
    severity: 'high',
  },
];
