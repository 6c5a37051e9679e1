import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const BILL = 'use the service on your bill';

/** Speech, search, vector and tracing services round the models. */
export const AI_TOOL_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'ElevenLabs',
      'https://elevenlabs.io/app/settings/api-keys',
      'https://elevenlabs.io/docs/api-reference/authentication',
      BILL,
    ),
    {
      'elevenlabs-api-key': {
        title: 'ElevenLabs API key',
        pattern: /sk_[a-f0-9]{48}/,
        severity: 'high',
        // Plunk's secret keys have the very same form.
        refine: (_key, text, start) =>
          /plunk/i.test(text.slice(Math.max(0, start - 200), start))
            ? {
                rule: 'plunk-secret-key',
                title: 'Plunk secret key',
                provider: 'Plunk',
                rotate: 'https://app.useplunk.com/settings/api',
                docs: 'https://docs.useplunk.com/',
                grants: 'send mail in your name',
              }
            : undefined,
      },
    },
  ),
  ...kinds(
    provider(
      'Tavily',
      'https://app.tavily.com/home',
      'https://docs.tavily.com/documentation/quickstart',
      BILL,
    ),
    {
      'tavily-api-key': {
        title: 'Tavily API key',
        pattern: /tvly-(?:dev-|prod-)?[A-Za-z0-9]{20,44}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider('Firecrawl', 'https://www.firecrawl.dev/app/api-keys', 'https://docs.firecrawl.dev/', BILL),
    {
      'firecrawl-api-key': { title: 'Firecrawl API key', pattern: /fc-[a-f0-9]{32}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Pinecone',
      'https://app.pinecone.io/',
      'https://docs.pinecone.io/guides/projects/manage-api-keys',
      'read and delete your vectors',
    ),
    {
      'pinecone-api-key': { title: 'Pinecone API key', pattern: /pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,70}/ },
    },
  ),
  ...kinds(
    provider(
      'LangSmith',
      'https://smith.langchain.com/settings',
      'https://docs.smith.langchain.com/',
      'read the prompts and answers of your users',
    ),
    {
      'langsmith-api-key': {
        title: 'LangSmith API key',
        pattern: /lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}|ls__[a-f0-9]{32}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Langfuse',
      'https://cloud.langfuse.com/',
      'https://langfuse.com/docs/api',
      'read the prompts and answers of your users',
    ),
    {
      'langfuse-secret-key': {
        title: 'Langfuse secret key',
        pattern: /sk-lf-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Helicone',
      'https://us.helicone.ai/settings/api-keys',
      'https://docs.helicone.ai/',
      'read the prompts and answers of your users',
    ),
    {
      'helicone-api-key': {
        title: 'Helicone API key',
        pattern: /sk-helicone-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider('LlamaCloud', 'https://cloud.llamaindex.ai/', 'https://docs.cloud.llamaindex.ai/', BILL),
    {
      'llamacloud-api-key': {
        title: 'LlamaCloud API key',
        pattern: /llx-[A-Za-z0-9]{40,56}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Voyage AI',
      'https://dashboard.voyageai.com/',
      'https://docs.voyageai.com/docs/api-key-and-installation',
      BILL,
    ),
    {
      'voyage-api-key': {
        title: 'Voyage AI API key',
        pattern: /pa-[A-Za-z0-9_-]{43}/,
        literals: ['pa-'],
        severity: 'high',
        minEntropy: 4,
      },
    },
  ),
  ...kinds(provider('E2B', 'https://e2b.dev/dashboard', 'https://e2b.dev/docs', 'run code on your bill'), {
    'e2b-api-key': {
      title: 'E2B API key or access token',
      literals: ['e2b_', 'sk_e2b_'],
      pattern: /(?:sk_)?e2b_[a-f0-9]{40,44}/,
      severity: 'high',
    },
  }),
  ...kinds(
    provider(
      'Apify',
      'https://console.apify.com/settings/integrations',
      'https://docs.apify.com/platform/integrations/api',
      BILL,
    ),
    {
      'apify-api-token': {
        title: 'Apify API token',
        pattern: /apify_api_[A-Za-z0-9-]{34,40}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'RunPod',
      'https://console.runpod.io/user/settings',
      'https://docs.runpod.io/get-started/api-keys',
      BILL,
    ),
    {
      'runpod-api-key': { title: 'RunPod API key', pattern: /rpa_[A-Z0-9]{40,50}[a-z0-9]{0,8}/ },
    },
  ),
  ...kinds(
    provider(
      'Weights & Biases',
      'https://wandb.ai/authorize',
      'https://docs.wandb.ai/',
      'read and change your experiments',
    ),
    {
      'wandb-api-key': {
        title: 'Weights & Biases API key',
        pattern: /wandb_v1_[A-Za-z0-9_]{60,90}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Adafruit IO',
      'https://io.adafruit.com/',
      'https://io.adafruit.com/api/docs/',
      'read and command your devices',
    ),
    {
      'adafruit-io-key': { title: 'Adafruit IO key', pattern: /aio_[A-Za-z0-9]{28}/, severity: 'high' },
    },
  ),

  ...kinds(
    provider(
      'Friendli',
      'https://friendli.ai/suite/setting/tokens',
      'https://friendli.ai/docs/guides/personal_access_tokens',
      'run models on your bill',
    ),
    {
      'friendli-token': { title: 'Friendli token', pattern: /flp_[A-Za-z0-9]{46}/ },
    },
  ),
  ...kinds(
    provider(
      'Brave Search',
      'https://api-dashboard.search.brave.com/',
      'https://api-dashboard.search.brave.com/app/documentation',
      'search on your bill',
    ),
    {
      'brave-search-key': {
        title: 'Brave Search key',
        literals: ['bsa'],
        pattern: /BSA[A-Za-z0-9_-]{24,28}/,
        severity: 'medium',
        minEntropy: 3.8,
        isValid: (key) => looksRandom(key) && (key.match(/\d/g)?.length ?? 0) > 1,
      },
    },
  ),
];
