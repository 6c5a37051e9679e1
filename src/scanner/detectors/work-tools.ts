import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const WORK = 'read and change what your team keeps there';

/** Work tools: tables, designs, forms, tasks, files. */
export const WORK_TOOL_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Airtable',
      'https://airtable.com/create/tokens',
      'https://airtable.com/developers/web/guides/personal-access-tokens',
      WORK,
    ),
    {
      'airtable-personal-access-token': {
        title: 'Airtable personal access token',
        literals: ['pat'],
        pattern: /pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Notion',
      'https://www.notion.so/my-integrations',
      'https://developers.notion.com/docs/authorization',
      WORK,
    ),
    {
      'notion-token': { title: 'Notion token', pattern: /ntn_[0-9]{11}[A-Za-z0-9]{35}/ },
      'notion-legacy-token': {
        title: 'Notion token',
        literals: ['secret_'],
        pattern: /secret_[A-Za-z0-9]{43}/,
        minEntropy: 3.5,
        isValid: (token) => looksRandom(token.slice(7)),
      },
    },
  ),
  ...kinds(
    provider(
      'Linear',
      'https://linear.app/settings/account/security',
      'https://developers.linear.app/docs/graphql/working-with-the-graphql-api',
      WORK,
    ),
    {
      'linear-token': {
        title: 'Linear token',
        literals: ['lin_api_', 'lin_oauth_'],
        pattern: /lin_(?:api_[A-Za-z0-9]{40}|oauth_[a-f0-9]{64})/,
      },
      'linear-webhook-secret': {
        title: 'Linear webhook signing secret',
        pattern: /lin_wh_[A-Za-z0-9]{32,60}/,
        severity: 'high',
        docs: 'https://linear.app/developers/webhooks',
        rotate: 'https://linear.app/settings/api',
        grants: 'send your server forged events',
      },
    },
  ),
  ...kinds(
    provider(
      'Figma',
      'https://www.figma.com/settings',
      'https://www.figma.com/developers/api#access-tokens',
      'read your designs',
    ),
    {
      'figma-token': {
        title: 'Figma access token',
        literals: ['figd_', 'figo_', 'figor_', 'figu_', 'figdr_'],
        pattern: /fig(?:d|o|or|u|dr)_[A-Za-z0-9_-]{38,60}/,
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'ClickUp',
      'https://app.clickup.com/settings/apps',
      'https://developer.clickup.com/docs/authentication',
      WORK,
    ),
    {
      'clickup-personal-token': {
        title: 'ClickUp personal token',
        literals: ['pk_'],
        pattern: /pk_\d{5,10}_[A-Z0-9]{32}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Typeform',
      'https://admin.typeform.com/user/tokens',
      'https://www.typeform.com/developers/get-started/personal-access-token/',
      'read the answers to your forms',
    ),
    {
      'typeform-token': {
        title: 'Typeform token',
        literals: ['tfp_'],
        pattern: /tfp_[A-Za-z0-9_.=-]{40,59}/,
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'Postman',
      'https://go.postman.co/settings/me/api-keys',
      'https://learning.postman.com/docs/developer/postman-api/authentication/',
      'read your collections and their secrets',
    ),
    {
      'postman-api-key': {
        title: 'Postman API key',
        literals: ['pmak-', 'pmat-'],
        pattern: /PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}|PMAT-[A-Z0-9]{26}/i,
      },
    },
  ),
  ...kinds(
    provider(
      'Contentful',
      'https://app.contentful.com/account/profile/cma_tokens',
      'https://www.contentful.com/developers/docs/references/authentication/',
      'change your content',
    ),
    {
      'contentful-management-token': {
        title: 'Contentful management token',
        pattern: /CFPAT-[A-Za-z0-9_-]{43,64}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Readme',
      'https://dash.readme.com/',
      'https://docs.readme.com/main/reference/intro/authentication',
      'change your documentation',
    ),
    {
      'readme-api-key': { title: 'ReadMe API key', pattern: /rdme_[a-z0-9]{60,72}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'LaunchDarkly',
      'https://app.launchdarkly.com/settings/authorization',
      'https://docs.launchdarkly.com/home/account/api',
      'switch the features of your app',
    ),
    {
      'launchdarkly-key': {
        title: 'LaunchDarkly key',
        literals: ['api-', 'sdk-'],
        pattern: /(?:api|sdk)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        severity: 'high',
      },
      'launchdarkly-mobile-key': {
        title: 'LaunchDarkly mobile key',
        pattern: /mob-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        publicByDesign: 'Public by design. LaunchDarkly means mobile keys to be inside of apps.',
      },
    },
  ),
  ...kinds(
    provider(
      'Dropbox',
      'https://www.dropbox.com/developers/apps',
      'https://developers.dropbox.com/oauth-guide',
      'read and change your files',
    ),
    {
      'dropbox-access-token': {
        title: 'Dropbox access token',
        literals: ['sl.'],
        pattern: /sl\.(?:u\.)?[A-Za-z0-9_-]{130,1300}={0,2}/,
        minEntropy: 4,
      },
    },
  ),
  ...kinds(
    provider(
      'Zapier',
      'https://zapier.com/app/zaps',
      'https://help.zapier.com/hc/en-us/articles/8496288690317',
      'start your zaps',
    ),
    {
      'zapier-webhook': {
        title: 'Zapier webhook',
        literals: ['hooks.zapier.com/hooks/catch/'],
        pattern: /hooks\.zapier\.com\/hooks\/catch\/[A-Za-z0-9/]{8,40}/,
        boundary: 'none',
        severity: 'medium',
        isValid: (url) => /\d/.test(url.slice(28)),
      },
    },
  ),
];
