import { type Detector, kinds, provider } from '../detector.ts';

const POST = 'post into your channel';
const FLOW = 'start your workflows with made-up data';
const DEPLOY = 'start deployments on your bill';
const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Addresses that are their own password: whoever has one may post, start or deploy. */
export const WEBHOOK_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Google Chat',
      'https://chat.google.com/',
      'https://developers.google.com/workspace/chat/quickstart/webhooks',
      POST,
    ),
    {
      'google-chat-webhook': {
        title: 'Google Chat webhook',
        literals: ['chat.googleapis.com/v1/spaces/'],
        pattern:
          /chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9_-]{6,20}\/messages\?key=[A-Za-z0-9_-]{30,50}&(?:amp;)?token=[A-Za-z0-9_%-]{30,60}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'DingTalk',
      'https://open.dingtalk.com/',
      'https://open.dingtalk.com/document/robots/custom-robot-access',
      POST,
    ),
    {
      'dingtalk-webhook': {
        title: 'DingTalk webhook',
        literals: ['oapi.dingtalk.com/robot/send?access_token='],
        pattern: /oapi\.dingtalk\.com\/robot\/send\?access_token=[a-f0-9]{64}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'Feishu (Lark)',
      'https://open.larksuite.com/',
      'https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot',
      POST,
    ),
    {
      'feishu-webhook': {
        title: 'Feishu or Lark webhook',
        literals: ['/open-apis/bot/'],
        pattern: new RegExp(`/open-apis/bot/(?:v2/)?hook/(?:${UUID}|[a-f0-9]{32})`),
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'WeCom',
      'https://work.weixin.qq.com/',
      'https://developer.work.weixin.qq.com/document/path/91770',
      POST,
    ),
    {
      'wecom-webhook': {
        title: 'WeCom webhook',
        literals: ['qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
        pattern: new RegExp(`qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=${UUID}`),
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'Webex',
      'https://apphub.webex.com/',
      'https://apphub.webex.com/applications/incoming-webhooks-cisco-systems-38054-23307-75252',
      POST,
    ),
    {
      'webex-webhook': {
        title: 'Webex webhook',
        literals: ['webexapis.com/v1/webhooks/incoming/', 'api.ciscospark.com/v1/webhooks/incoming/'],
        pattern: /(?:webexapis|api\.ciscospark)\.com\/v1\/webhooks\/incoming\/[A-Za-z0-9_-]{60,100}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'Power Automate',
      'https://make.powerautomate.com/',
      'https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app',
      FLOW,
    ),
    {
      'logic-app-webhook': {
        title: 'Power Automate or Logic Apps address',
        literals: ['.logic.azure.com', '.environment.api.powerplatform.com'],
        pattern:
          /\.(?:logic\.azure\.com|environment\.api\.powerplatform\.com)(?::443)?\/(?:powerautomate\/automations\/direct\/)?workflows\/[a-f0-9]{32}\/triggers\/[^\s"'`<>]{10,200}&(?:amp;)?sig=[A-Za-z0-9_-]{43}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(provider('Make', 'https://www.make.com/en/login', 'https://help.make.com/webhooks', FLOW), {
    'make-webhook': {
      title: 'Make webhook',
      literals: ['.make.com/', '.integromat.com/'],
      before: 12,
      width: 60,
      pattern: /hook\.(?:[a-z]{2}\d\.)?(?:make|integromat)\.com\/[a-z0-9]{24,40}/,
      severity: 'medium',
    },
  }),
  ...kinds(
    provider(
      'IFTTT',
      'https://ifttt.com/maker_webhooks/settings',
      'https://help.ifttt.com/hc/en-us/articles/115010230347',
      FLOW,
    ),
    {
      'ifttt-webhook-key': {
        title: 'IFTTT webhook address',
        literals: ['maker.ifttt.com/'],
        pattern:
          /maker\.ifttt\.com\/(?:trigger\/[^/\s"'`]{1,60}\/(?:json\/)?with\/key|use)\/([A-Za-z0-9_-]{20,60})/,
        severity: 'high',
        boundary: 'none',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider('Tines', 'https://login.tines.com/', 'https://www.tines.com/docs/actions/types/webhook/', FLOW),
    {
      'tines-webhook': {
        title: 'Tines webhook',
        literals: ['.tines.com/webhook/', '.tines.io/webhook/'],
        pattern: /\.tines\.(?:com|io)\/webhook\/[a-z0-9]{16,64}\/[a-z0-9]{16,64}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'PagerDuty',
      'https://support.pagerduty.com/main/docs/services-and-integrations',
      'https://developer.pagerduty.com/docs/events-api-v2-overview',
      'wake your team at night',
    ),
    {
      'pagerduty-integration-url': {
        title: 'PagerDuty integration address',
        literals: ['events.pagerduty.com/integration/'],
        pattern: /events\.pagerduty\.com\/integration\/([a-f0-9]{32})/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'Mattermost or Rocket.Chat',
      '',
      'https://developers.mattermost.com/integrate/webhooks/incoming/',
      POST,
    ),
    {
      'chat-server-webhook': {
        title: 'Incoming webhook of a chat server',
        literals: ['/hooks/'],
        pattern: /\/hooks\/(?:[a-z0-9]{26}|[A-Za-z0-9]{17,24}\/[A-Za-z0-9]{43,70})(?![A-Za-z0-9_./-])/,
        severity: 'medium',
        boundary: 'none',
        minEntropy: 3.4,
        isValid: (path) => /\d/.test(path),
      },
    },
  ),
  ...kinds(
    provider('Render', 'https://dashboard.render.com/', 'https://render.com/docs/deploy-hooks', DEPLOY),
    {
      'render-deploy-hook': {
        title: 'Render deploy hook',
        literals: ['api.render.com/deploy/'],
        pattern: /api\.render\.com\/deploy\/srv-[a-z0-9]{20}\?key=[A-Za-z0-9_-]{8,40}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider('Vercel', 'https://vercel.com/dashboard', 'https://vercel.com/docs/deploy-hooks', DEPLOY),
    {
      'vercel-deploy-hook': {
        title: 'Vercel deploy hook',
        literals: ['api.vercel.com/v1/integrations/deploy/', 'api.zeit.co/v1/integrations/deploy/'],
        pattern:
          /api\.(?:vercel\.com|zeit\.co)\/v1\/integrations\/deploy\/[A-Za-z0-9_]{10,60}\/[A-Za-z0-9]{8,30}/,
        severity: 'high',
        boundary: 'none',
      },
    },
  ),
  ...kinds(
    provider(
      'Netlify',
      'https://app.netlify.com/',
      'https://docs.netlify.com/build/configure-builds/build-hooks/',
      DEPLOY,
    ),
    {
      'netlify-build-hook': {
        title: 'Netlify build hook',
        literals: ['api.netlify.com/build_hooks/'],
        pattern: /api\.netlify\.com\/build_hooks\/([a-f0-9]{24})/,
        severity: 'medium',
        boundary: 'none',
      },
    },
  ),
];
