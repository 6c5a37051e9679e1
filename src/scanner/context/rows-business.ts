/** Mail, calls, customers, shops, payments, work tools, social networks. Columns: see provider-table.ts. */
export const BUSINESS_ROWS = `
  twilio         Twilio              hex:32                     grave
  vonage,nexmo   Vonage              b62:16,hex:8               grave
  plivo          Plivo               b62:40,any                 grave
  sinch          Sinch               any                        grave
  bandwidth      Bandwidth           any                        common
  telnyx         Telnyx              any                        grave
  signalwire     SignalWire          any                        grave
  messagebird,bird  MessageBird      b36:25,b62:25,uuid
  clicksend      ClickSend           uuid,B36:36
  textmagic      Textmagic           b62:30
  voodoosms      Voodoo SMS          any
  pushover       Pushover            b36:30
  pushbullet     Pushbullet          any
  pusher         Pusher              hex:20
  ably           Ably                any
  sendbird       Sendbird            hex:40,b62:24
  linenotify,line  LINE              b62:43,b64:172             common
  postmark       Postmark            uuid                       grave
  postageapp     PostageApp          b62:32
  sparkpost      SparkPost           hex:40                     grave
  mailjet        Mailjet             hex:32                     grave
  mandrill       Mandrill            url64:22                   grave
  mailgun        Mailgun             hex:32,any                 grave
  mailchimp      Mailchimp           hex:32,any                 grave
  sendgrid       SendGrid            any                        grave
  sendinblue,brevo  Brevo            any                        grave
  elasticemail   Elastic Email       hex:96,uuid,any            grave
  sendpulse      SendPulse           hex:32                     grave
  mailerlite     MailerLite          hex:32,any
  getresponse    GetResponse         b36:32
  convertkit     ConvertKit          url64:22,url64:43
  activecampaign  ActiveCampaign     hex:64
  moosend        Moosend             uuid
  omnisend       Omnisend            any
  customerio     Customer.io         hex:20
  iterable       Iterable            hex:32                     common
  braze          Braze               uuid
  klaviyo        Klaviyo             any
  drip           Drip                hex:32                     common
  aweber         AWeber              b62:32
  pepipost       Pepipost            hex:32
  debounce       DeBounce            any                        common
  zerobounce     ZeroBounce          hex:32
  neverbounce    NeverBounce         any
  hunter         Hunter              hex:40                     common
  kickbox        Kickbox             any
  clearbit       Clearbit            any
  fullcontact    FullContact         b62:32
  peopledatalabs  People Data Labs   hex:64
  mixpanel       Mixpanel            hex:32
  amplitude      Amplitude           hex:32
  heap           Heap                any                        common
  hotjar         Hotjar              any
  fullstory      FullStory           any
  segment        Segment             b62:32                     common
  posthog        PostHog             any
  chartmogul     ChartMogul          hex:32
  baremetrics    Baremetrics         url64:25
  delighted      Delighted           b62:32
  survicate      Survicate           any
  typeform       Typeform            any
  jotform        JotForm             hex:32
  surveymonkey   SurveyMonkey        any
  formio         Form.io             any
  intercom       Intercom            b64:60                     grave
  zendesk        Zendesk             b62:40,hex:64              grave
  freshdesk      Freshdesk           b62:20                     grave
  freshbooks     FreshBooks          hex:64                     grave
  helpscout      Help Scout          any                        grave
  helpcrunch     HelpCrunch          any
  gorgias        Gorgias             hex:64
  groovehq,groove  Groove            hex:64                     common
  crisp          Crisp               any                        common
  drift          Drift               b62:32                     common
  livechat       LiveChat            any
  hubspot        HubSpot             uuid                       grave
  pipedrive      Pipedrive           hex:40,b62:40              grave
  salesforce     Salesforce          any                        grave
  zoho           Zoho                any                        grave
  copper         Copper              hex:32                     common
  closeio        Close               any
  capsulecrm     Capsule             any
  insightly      Insightly           uuid
  apollo         Apollo              b62:22                     common
  lemlist        lemlist             hex:32
  outreach       Outreach            any                        common
  monday         monday.com          any                        common
  asana          Asana               any,b36:16
  trello         Trello              hex:32,hex:64
  notion         Notion              any                        common
  linear         Linear              hex:32                     common
  clickup        ClickUp             any
  basecamp       Basecamp            any
  todoist        Todoist             hex:40
  toggl          Toggl               hex:32
  clockify       Clockify            b64:48
  harvest        Harvest             any                        common
  wrike          Wrike               any
  shortcut,clubhouse  Shortcut       uuid                       common
  jira,atlassian,confluence  Atlassian  b62:24,b36:24           grave
  meistertask    MeisterTask         url64:43
  mindmeister    MindMeister         any
  smartsheet     Smartsheet          b62:37,b36:26
  coda           Coda                uuid                       common
  miro           Miro                url64:27
  figma          Figma               any
  zeplin         Zeplin              any
  calendly       Calendly            any
  zoom           Zoom                any                        common
  webex          Webex               url64:64
  slack          Slack               hex:32                     grave
  discord        Discord             url64:32                   grave
  mattermost     Mattermost          b36:26                     grave
  telegram       Telegram            any                        grave
  rocketchat     Rocket.Chat         url64:43                   grave
  zulip          Zulip               b62:32
  gitter         Gitter              hex:40
  facebook,fb_,fbapp,fbsecret  Facebook            hex:32                     grave
  instagram      Instagram           any                        grave
  twitter        X (Twitter)         b62:50,b62:45,b62:25,b62:35-44  grave
  linkedin       LinkedIn            b62:14,b62:16              grave
  pinterest      Pinterest           any
  reddit         Reddit              url64:27,url64:30
  tumblr         Tumblr              b62:50
  tiktok         TikTok              hex:32
  snapchat       Snapchat            any
  disqus         Disqus              b62:64
  strava         Strava              hex:40
  fitbit         Fitbit              hex:32
  stripe         Stripe              any                        grave
  paypal         PayPal              url64:80                   grave
  braintree      Braintree           hex:32,b36:16              grave
  square         Square              any                        common grave
  squarespace    Squarespace         uuid
  adyen          Adyen               any                        grave
  razorpay       Razorpay            b62:24                     grave
  plaid          Plaid               hex:24,hex:30              grave
  gocardless     GoCardless          any                        grave
  mollie         Mollie              any                        grave
  paddle         Paddle              hex:50,any                 common grave
  chargebee      Chargebee           any                        grave
  recurly        Recurly             hex:32                     grave
  klarna         Klarna              any                        grave
  transferwise,wise  Wise            uuid                       common grave
  revolut        Revolut             any                        grave
  dwolla         Dwolla              b62:50                     grave
  lemonsqueezy   Lemon Squeezy       any                        grave
  gumroad        Gumroad             url64:43
  shopify        Shopify             hex:32                     grave
  bigcommerce    BigCommerce         b36:31                     grave
  woocommerce    WooCommerce         any                        grave
  etsy           Etsy                b36:24
  ebay           eBay                any
  printful       Printful            any
  shipstation    ShipStation         hex:32
  aftership      AfterShip           uuid
  shippo         Shippo              any
  easypost       EasyPost            b62:22
  lob            Lob                 any                        common
  taxjar         TaxJar              hex:32
  avalara        Avalara             any
  docusign       DocuSign            uuid                       grave
  hellosign      HelloSign           hex:64,b62:64
  pandadoc       PandaDoc            hex:40
  webflow        Webflow             hex:64
  contentful     Contentful          url64:43
  sanity         Sanity              any                        common
  storyblok      Storyblok           any
  datocms        DatoCMS             hex:30
  buttercms      ButterCMS           hex:40
  prismic        Prismic             any
  ghost          Ghost               any                        common
  wordpress      WordPress           any
  medium         Medium              hex:65                     common
  zapier         Zapier              any
  yandex         Yandex              any
  recaptcha      reCAPTCHA           url64:40
  hcaptcha       hCaptcha            any
  turnstile      Turnstile           any                        common
`;
