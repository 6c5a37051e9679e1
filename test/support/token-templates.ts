/**
 * The forms that vendors document, as `prefix{alphabet:length}`; written apart from the detectors' patterns, so that a
 * mistake in one shows in a test.
 */
export const TOKEN_TEMPLATES: Record<string, string | ((random: () => number) => string)> = {
  'openai-api-key': 'sk-proj-{url64:74}T3BlbkFJ{url64:74}',
  'anthropic-api-key': 'sk-ant-api03-{url64:93}AA',
  'anthropic-admin-key': 'sk-ant-admin01-{url64:93}AA',
  'anthropic-oauth-token': 'sk-ant-oat01-{url64:93}AA',
  'hugging-face-token': 'hf_{base62:34}',
  'hugging-face-organization-token': 'api_org_{base62:34}',
  'groq-api-key': 'gsk_{base62:52}',
  'replicate-api-token': 'r8_{base62:37}',
  'perplexity-api-key': 'pplx-{base62:48}',
  'xai-api-key': 'xai-{base62:80}',
  'elevenlabs-api-key': 'sk_{hex:48}',
  'tavily-api-key': 'tvly-{base62:32}',
  'jina-api-key': 'jina_{hex:32}{url64:27}a',
  'openrouter-api-key': 'sk-or-v1-{hex:64}',
  'langsmith-api-key': 'lsv2_pt_{hex:32}_{hex:10}',
  'github-personal-access-token': 'ghp_{base62:30}{crc62}',
  'github-oauth-token': 'gho_{base62:30}{crc62}',
  'github-user-token': 'ghu_{base62:30}{crc62}',
  'github-app-token': 'ghs_{base62:30}{crc62}',
  'github-refresh-token': 'ghr_{base62:30}{crc62}',
  'made-up-github-token': 'ghp_{base62:36}',
  'github-fine-grained-token': 'github_pat_{base62:22}_{base62:59}',
  'npm-access-token': 'npm_{base62:30}{crc62}',
  'stripe-secret-key': 'sk_live_51{base62:97}',
  'stripe-restricted-key': 'rk_live_51{base62:97}',
  'stripe-test-key': 'sk_test_51{base62:97}',
  'stripe-webhook-secret': 'whsec_{base62:32}',
  'stripe-publishable-key': 'pk_live_51{base62:97}',
};
