/** Clouds, hosting, builds, code, monitoring, sign-in, models. Columns: see provider-table.ts. */
export const DEVELOPER_ROWS = `
  aws            AWS                 b64:40,b64:100-512         grave strict
  amazon         AWS                 b64:40                     common grave
  azure          Azure               hex:32,b64:44,b36:52,b62:84,b64:88  grave
  alibaba,aliyun  Alibaba Cloud      b62:30                     grave
  tencent        Tencent Cloud       b62:32                     grave
  ibmcloud,ibm   IBM Cloud           url64:44                   grave
  digitalocean   DigitalOcean        hex:64,b62:43              grave
  linode         Linode              hex:64                     grave
  vultr          Vultr               B36:36                     grave
  hetzner        Hetzner             b62:64                     grave
  scaleway       Scaleway            uuid                       grave
  ovh            OVH                 b62:32                     grave
  exoscale       Exoscale            url64:43                   grave
  upcloud        UpCloud             any                        grave
  cloudflare     Cloudflare          hex:37,url64:40            grave
  fastly         Fastly              url64:32,b64:32            grave
  bunnycdn,bunnynet  Bunny           uuid,any
  heroku         Heroku              uuid                       grave
  netlify        Netlify             url64:43-46                grave
  vercel         Vercel              b62:24                     grave
  railway        Railway             uuid                       common grave
  koyeb          Koyeb               b36:64                     grave
  deno           Deno Deploy         any                        common
  github         GitHub              hex:40                     grave
  gitlab         GitLab              url64:20,hex:64,b62:20-64  grave
  bitbucket      Bitbucket           b62:20,b62:32,url64:32,url64:64  grave
  gitea          Gitea               hex:40                     grave
  codeberg       Codeberg            hex:40                     grave
  circleci,circle  CircleCI          hex:40                     grave
  travis         Travis CI           url64:22                   grave
  droneci,drone  Drone CI            b62:32                     common grave
  semaphore      Semaphore           any                        common
  buildkite      Buildkite           hex:40
  codemagic      Codemagic           url64:43
  bitrise        Bitrise             any
  appveyor       AppVeyor            b36:20
  jenkins        Jenkins             hex:32-34
  codecov        Codecov             uuid,b36:32
  coveralls      Coveralls           b62:33
  codacy         Codacy              b62:20,hex:32
  codeclimate    Code Climate        hex:40,hex:64
  sonar,sonarqube,sonarcloud  SonarQube  b62:40,hex:40
  snyk           Snyk                uuid
  sourcegraph    Sourcegraph         hex:40,b62:40
  scrutinizer    Scrutinizer         hex:64
  knapsack       Knapsack Pro        hex:32
  percy          Percy               hex:64
  chromatic      Chromatic           any
  browserstack   BrowserStack        b62:20
  saucelabs      Sauce Labs          uuid
  lambdatest     LambdaTest          b62:50
  testingbot     TestingBot          hex:32
  artifactory,jfrog  Artifactory     b62:64-73                  grave
  nexus          Nexus               any                        common
  cloudsmith     Cloudsmith          hex:40
  packagecloud   packagecloud        hex:48
  terraform      Terraform Cloud     any                        grave
  vault          Vault               any                        common grave
  consul         Consul              uuid                       grave
  nomad          Nomad               uuid                       common
  doppler        Doppler             any
  datadog        Datadog             hex:32,hex:40              grave
  newrelic       New Relic           hex:40,hex:47,b62:32,any
  dynatrace      Dynatrace           any
  grafana        Grafana             any
  sentry         Sentry              hex:64                     grave
  rollbar        Rollbar             hex:32
  bugsnag        Bugsnag             hex:32,uuid
  honeybadger    Honeybadger         b62:20,hex:8
  airbrake       Airbrake            hex:32
  raygun         Raygun              any
  logzio         Logz.io             uuid,b62:32
  loggly         Loggly              uuid
  logdna         LogDNA              hex:32
  papertrail     Papertrail          b62:20
  sumologic,sumo  Sumo Logic         b62:64,b62:14
  splunk         Splunk              uuid
  elastic        Elastic             b64:60-80                  common
  honeycomb      Honeycomb           hex:32,b62:22
  lightstep      Lightstep           any
  scout          Scout APM           any                        common
  betterstack,betteruptime  Better Stack  b62:24
  pingdom        Pingdom             url64:64
  uptimerobot    UptimeRobot         any
  statuspage     Statuspage          uuid
  statuspal      Statuspal           any
  pagerduty      PagerDuty           url64:20,b62:32
  opsgenie       Opsgenie            uuid                       grave
  checkly        Checkly             hex:32
  stackhawk      StackHawk           any
  shodan         Shodan              b62:32
  virustotal     VirusTotal          hex:64
  censys         Censys              b62:32,uuid
  urlscan        urlscan.io          uuid
  securitytrails  SecurityTrails     b62:32
  abuseipdb      AbuseIPDB           hex:80
  greynoise      GreyNoise           b62:64
  alienvault     AlienVault OTX      hex:64
  okta           Okta                url64:42,url64:40          grave strict
  auth0          Auth0               url64:64,url64:32          grave
  onelogin       OneLogin            hex:64                     grave
  jumpcloud      JumpCloud           hex:40                     grave
  keycloak       Keycloak            uuid,b62:32                grave
  fusionauth     FusionAuth          any                        grave
  stytch         Stytch              any                        grave
  clerk          Clerk               any                        grave
  workos         WorkOS              any                        grave
  loginradius    LoginRadius         uuid
  launchdarkly   LaunchDarkly        url64:40
  statsig        Statsig             any
  split          Split               any                        common
  openai         OpenAI              any                        grave
  anthropic      Anthropic           any                        grave
  cohere         Cohere              b62:40                     common grave
  mistral        Mistral             b62:32                     grave
  deepseek       DeepSeek            any                        grave
  togetherai,together  Together AI   hex:64                     common grave
  huggingface    Hugging Face        any                        grave
  stability      Stability AI        any                        common
  deepgram       Deepgram            hex:40
  assemblyai     AssemblyAI          hex:32
  speechmatics   Speechmatics        b62:32
  deepl          DeepL               uuid,any
  deepai         DeepAI              uuid
  edenai         Eden AI             any
  wandb          Weights & Biases    hex:40
  clarifai       Clarifai            hex:32
  monkeylearn    MonkeyLearn         hex:40
  aylien         Aylien              hex:32
  nightfall      Nightfall           any
  roboflow       Roboflow            b62:20
  pinecone       Pinecone            uuid                       grave
  weaviate       Weaviate            any
  qdrant         Qdrant              any
  algolia        Algolia             b36:32
  meilisearch    Meilisearch         any
  typesense      Typesense           any
  swiftype       Swiftype            url64:20
  ngrok          ngrok               any
  zerotier       ZeroTier            b62:32
  wireguard      WireGuard           b64:44
  cloudinary     Cloudinary          url64:27
  imgix          imgix               any
  uploadcare     Uploadcare          hex:20
  filestack      Filestack           b62:22
  expo           Expo                url64:40                   common
  appcenter      App Center          hex:40
  bitly          Bitly               hex:40
  rebrandly      Rebrandly           hex:32
  tinyurl        TinyURL             b62:60
  postman        Postman             any
  readme         ReadMe              b62:32                     common
  gitbook        GitBook             b62:40
  lokalise       Lokalise            hex:40
  crowdin        Crowdin             hex:80,url64:80
  poeditor       POEditor            hex:32
  transifex      Transifex           any
  django         Django              any                        common
  laravel        Laravel             any                        common
  blynk          Blynk               b62:32
  particle       Particle            hex:40                     common
  thingsboard    ThingsBoard         b62:20
  kaggle         Kaggle              hex:32
  looker         Looker              b62:20-24                  common
  meraki         Cisco Meraki        lhex:40                    grave strict
`;
