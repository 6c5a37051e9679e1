import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const slack = provider(
  'Slack',
  'https://api.slack.com/apps',
  'https://api.slack.com/concepts/token-types',
  'read your channels and post in your name',
);
const discord = provider(
  'Discord',
  'https://discord.com/developers/applications',
  'https://discord.com/developers/docs/reference#authentication',
  'act as your bot in every server it is in',
);
/** A bot's token begins with its numeric id in base64: three digits make one of these 900 beginnings. */
const DISCORD_BEGINNINGS = ['MT', 'Mj', 'Mz', 'ND', 'NT', 'Nj', 'Nz', 'OD', 'OT'].flatMap((first) =>
  [...'AEIMQUYcgk'].flatMap((second) =>
    [...'wxyz012345'].flatMap((third) => {
      const beginning = first + second + third;
      // `index`, `context` and `syntax` hold these in another case; the next three digits begin in one of three ways.
      return /^(?:NDEx|NTEx|NTAx)$/.test(beginning)
        ? [...'MNO'].map((next) => beginning + next)
        : [beginning];
    }),
  ),
);

/** Chat, calls, streams and meetings. */
export const CHAT_DETECTORS: readonly Detector[] = [
  ...kinds(slack, {
    'slack-token': {
      title: 'Slack token',
      literals: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxc-', 'xoxd-'],
      pattern:
        /xox[abposrc]-(?:\d-)?\d{5,14}(?:-[A-Za-z0-9]{5,64}){1,4}|xox[abposrc]-(?:\d-)?[A-Za-z0-9]{8,48}-[A-Za-z0-9-]{8,80}|xox[ar]-(?:\d-)?[A-Za-z0-9]{8,48}|xoxd-[A-Za-z0-9%+/=]{40,400}/i,
      minEntropy: 2.8,
      isValid: (token) => (token.match(/\d/g)?.length ?? 0) >= 4,
    },
    'slack-configuration-token': {
      title: 'Slack configuration token',
      literals: ['xoxe'],
      pattern: /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,220}/i,
    },
    'slack-app-token': {
      title: 'Slack app token',
      pattern: /xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[A-Za-z0-9]{20,100}/i,
    },
    'slack-webhook': {
      title: 'Slack webhook',
      literals: ['hooks.slack.com/'],
      pattern:
        /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9]{6,20}\/[A-Za-z0-9]{6,24}(?:\/[A-Za-z0-9]{12,60}){1,2}/,
      severity: 'high',
      boundary: 'none',
      minEntropy: 3,
      isValid: (url) => looksRandom(url.slice(url.lastIndexOf('/') + 1)),
      docs: 'https://api.slack.com/messaging/webhooks',
      grants: 'post into your channel',
    },
  }),
  ...kinds(discord, {
    'discord-bot-token': {
      title: 'Discord bot token',
      literals: DISCORD_BEGINNINGS,
      pattern: /[MNO][TDjz][A-Za-z0-9]{22,26}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}/,
      minEntropy: 3.5,
    },
    'discord-webhook': {
      title: 'Discord webhook',
      literals: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
      pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,80}/,
      severity: 'high',
      boundary: 'none',
      grants: 'post into your channel',
    },
  }),
  ...kinds(
    provider(
      'Telegram',
      'https://t.me/BotFather',
      'https://core.telegram.org/bots/api#authorizing-your-bot',
      'read and write everything your bot can',
    ),
    {
      'telegram-bot-token': {
        title: 'Telegram bot token',
        literals: [':aa'],
        quick: (text, start) => isDigit(text.charCodeAt(start - 1)),
        // In the address of a request `bot` stands directly before it.
        before: 20,
        width: 40,
        pattern: /(?:bot)?(?<!\d)(\d{5,16}:AA[A-Za-z0-9_-]{32,34})(?![A-Za-z0-9_-])/,
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(
    provider(
      'Twilio',
      'https://console.twilio.com/',
      'https://www.twilio.com/docs/iam/api-keys',
      'call and text on your bill',
    ),
    {
      'twilio-api-key': {
        title: 'Twilio API key',
        literals: ['sk'],
        pattern: /SK[a-f0-9]{32}/,
        severity: 'high',
        minEntropy: 3,
      },
      'twilio-auth-token': {
        title: 'Twilio auth token',
        literals: ['"ac', "'ac", '-u ac', 'user ac'],
        // The account's id and its token, as a client and curl take them.
        pattern: /(?:["']|-u |user )AC[a-f0-9]{32}(?:["'],\s{0,40}["']|:)([a-f0-9]{32})/,
        boundary: 'none',
        minEntropy: 3,
        docs: 'https://www.twilio.com/docs/iam/access-tokens',
      },
    },
  ),
  ...kinds(
    provider(
      'PubNub',
      'https://admin.pubnub.com/',
      'https://www.pubnub.com/docs/general/security/access-control',
      'read and write your channels',
    ),
    {
      'pubnub-secret-key': { title: 'PubNub secret key', pattern: /sec-c-[A-Za-z0-9]{40,60}/ },
      'pubnub-publish-key': {
        title: 'PubNub publish or subscribe key',
        literals: ['pub-c-', 'sub-c-'],
        pattern: /(?:pub|sub)-c-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        publicByDesign:
          'Public by design. It is safe in the browser only if access control is switched on for your keys.',
      },
    },
  ),
  ...kinds(
    provider(
      'Intercom',
      'https://app.intercom.com/a/apps/_/developer-hub',
      'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
      'read your conversations and customers',
    ),
    {
      'intercom-access-token': {
        title: 'Intercom access token',
        literals: ['dg9ro'],
        pattern: /dG9rO[A-Za-z0-9+/]{54,60}={0,2}/,
        minEntropy: 3.5,
      },
    },
  ),
  ...kinds(
    provider(
      'Twitch',
      'https://dashboard.twitch.tv/settings/stream',
      'https://dev.twitch.tv/docs/video-broadcast/',
      'stream in your name',
    ),
    {
      'twitch-stream-key': {
        title: 'Twitch stream key',
        literals: ['live_'],
        pattern: /live_\d{7,10}_[A-Za-z0-9]{30}/,
      },
      'twitch-oauth-token': {
        title: 'Twitch chat token',
        literals: ['oauth:'],
        pattern: /oauth:[a-z0-9]{30}/,
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),

  ...kinds(
    provider(
      'Frame.io',
      'https://developer.frame.io/app/tokens',
      'https://developer.frame.io/docs/getting-started/authentication',
      'read your videos',
    ),
    {
      'frameio-api-token': {
        title: 'Frame.io API token',
        pattern: /fio-u-[A-Za-z0-9_=-]{64}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'Cal.com',
      'https://app.cal.com/settings/developer/api-keys',
      'https://cal.com/docs/api-reference/v2/introduction',
      'read and change your bookings',
    ),
    {
      'cal-api-key': { title: 'Cal.com API key', pattern: /cal_live_[a-f0-9]{32}/, severity: 'high' },
    },
  ),
];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
