/** What a registry tells of a domain (RFC 9083, section 5.3). */
export interface Registration {
  /** Milliseconds since the epoch; undefined where the registry does not say. */
  expires?: number;
  /** Nobody can move it to another registrar without the owner. */
  locked: boolean;
  /** The registry's words, such as `client transfer prohibited`. */
  statuses: string[];
  registrar?: string;
}

const MAX_STATUSES = 20;

/** Throws an Error with a sentence on text that is no answer about a domain. */
export function parseRegistration(text: string): Registration {
  const answer = parseObject(text);
  if (answer.objectClassName !== 'domain')
    throw new Error('the registry answers something that is no domain');
  const statuses = texts(answer.status).map((word) => word.toLowerCase());
  const events = Array.isArray(answer.events) ? (answer.events as Record<string, unknown>[]) : [];
  const expiration = events.find((event) => event?.eventAction === 'expiration')?.eventDate;
  const expires = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  const registrar = registrarOf(answer.entities);
  return {
    ...(Number.isNaN(expires) ? {} : { expires }),
    locked: statuses.some((word) => word.endsWith('transfer prohibited') || word === 'locked'),
    statuses: statuses.slice(0, MAX_STATUSES),
    ...(registrar !== undefined && { registrar }),
  };
}

/**
 * The server that knows the domains below a public suffix, by IANA's list (RFC 9224, section 4): the longest match wins.
 * Undefined where the list has none. Throws on text that is no such list.
 */
export function rdapServerFor(domain: string, list: string): string | undefined {
  const { services } = parseObject(list);
  if (!Array.isArray(services)) throw new Error('the list of registries cannot be read');
  let best: { suffix: string; url: string } | undefined;
  for (const service of services) {
    const [suffixes, urls] = Array.isArray(service) ? service : [];
    const url = texts(urls).find((one) => one.startsWith('https://'));
    if (url === undefined) continue;
    for (const suffix of texts(suffixes)) {
      const isAbove = domain.endsWith(`.${suffix.toLowerCase()}`);
      if (isAbove && suffix.length > (best?.suffix.length ?? 0)) best = { suffix, url };
    }
  }
  return best && (best.url.endsWith('/') ? best.url : `${best.url}/`);
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('the answer is no JSON');
  }
  if (typeof value !== 'object' || value === null) throw new Error('the answer is no JSON object');
  return value as Record<string, unknown>;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The name on the registrar's card (jCard, RFC 7095). */
function registrarOf(entities: unknown): string | undefined {
  for (const entity of Array.isArray(entities) ? (entities as Record<string, unknown>[]) : []) {
    if (!texts(entity?.roles).includes('registrar')) continue;
    const card = Array.isArray(entity.vcardArray) ? entity.vcardArray[1] : undefined;
    for (const property of Array.isArray(card) ? card : []) {
      if (Array.isArray(property) && property[0] === 'fn' && typeof property[3] === 'string')
        return property[3];
    }
  }
  return undefined;
}
