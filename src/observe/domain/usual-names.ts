/**
 * Names that young companies have beside www: they are set up once and forgotten. Asked for quietly; what is not there is not
 * mentioned.
 */
export const USUAL_LABELS: readonly string[] = [
  ...['app', 'api', 'admin', 'blog', 'docs', 'help', 'support', 'status', 'shop', 'store', 'cdn', 'assets'],
  ...['static', 'media', 'img', 'staging', 'dev', 'test', 'beta', 'demo', 'preview', 'go', 'link', 'links'],
  ...['jobs', 'careers', 'events', 'learn', 'community', 'forum', 'portal', 'my', 'auth', 'login', 'pay'],
  ...['landing', 'promo', 'old', 'new', 'm', 'mail', 'webmail', 'email', 'autodiscover', 'em', 'news'],
];

/** Services that are found by SRV records (RFC 2782): mail programs, calls, chat. */
export const OTHER_SERVICES: readonly string[] = [
  ...['_autodiscover._tcp', '_imaps._tcp', '_submission._tcp', '_submissions._tcp', '_sip._tls'],
  ...['_sipfederationtls._tcp', '_matrix._tcp', '_caldavs._tcp'],
];
