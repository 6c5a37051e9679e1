// `npm run refresh-data [-- ID …]`: compares what is shipped of other people's services with what they say today, and writes the day of
// a full agreement into the source: signs of hosting platforms (src/formats/hosted-services.ts) and Cloudflare's list of addresses
// (src/formats/edges.ts), which goes in with its changes. Both go stale 180 days after their day: a check then says that it cannot tell.
// Asks each platform once for a made-up name of its own. Ends with 1 when a platform answers otherwise, with 3 when one could not be
// asked. The list of browsers' preloaded hosts (HSTS) is not shipped: the check links to it.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EDGES } from '../src/formats/edges.ts';
import {
  HOSTED_SERVICES,
  HOSTED_SERVICES_AS_OF,
  type HostedService,
  isFreeAnswer,
} from '../src/formats/hosted-services.ts';
import { createConnector } from '../src/net/connector.ts';
import { createDnsClient } from '../src/net/dns-client.ts';
import { createHttpClient } from '../src/net/http-client.ts';
import { createTrust } from '../src/net/trust.ts';
import { readCloudflareList, withCloudflareList, withDay } from './refreshed-data.ts';

const FORMATS = path.resolve(import.meta.dirname, '..', 'src', 'formats');

const options = { dns: [], connectTo: [], allowPrivate: false };
const dns = createDnsClient(options);
const http = createHttpClient(createConnector(options, dns), createTrust({}));
const signal = AbortSignal.timeout(60_000);

type Verdict = 'agrees' | 'differs' | 'unknown';

async function compare(service: HostedService): Promise<{ verdict: Verdict; words: string }> {
  const label = `launch-ready-${randomBytes(6).toString('hex')}`;
  const names = service.suffixes.map((suffix) => `${label}.${suffix}`);
  const answers = await Promise.all(names.map((name) => dns.query(name, 'A', { signal })));
  const found = answers.find(({ status }) => status === 'ok');
  if (!found) {
    const silent = answers.find(({ status }) => status !== 'nxdomain' && status !== 'nodata');
    if (silent) return { verdict: 'unknown', words: silent.reason ?? silent.status };
    return service.free.some(({ kind }) => kind === 'nxdomain')
      ? { verdict: 'agrees', words: `${names[0]} does not exist` }
      : { verdict: 'unknown', words: 'its own names cannot be asked: compare by hand' };
  }
  const { name } = found;
  const response = await http.get(new URL(`https://${name}/`), { signal, maxBodyBytes: 65_536 });
  const body = Buffer.from(response.body).toString('utf8');
  return isFreeAnswer(service, { ...response, body })
    ? { verdict: 'agrees', words: `${name} answers ${response.status} with the sign` }
    : { verdict: 'differs', words: `${name} answers ${response.status} without the sign` };
}

const wanted = process.argv.slice(2);
const services = HOSTED_SERVICES.filter(
  ({ id, free }) => free.length > 0 && (wanted.length === 0 || wanted.includes(id)),
);
const verdicts = await Promise.all(
  services.map(async (service) => {
    const { verdict, words } = await compare(service).catch((error: Error) => ({
      verdict: 'unknown' as const,
      words: error.message,
    }));
    console.log(`${verdict.padEnd(8)} ${service.name}: ${words} (${service.source})`);
    return verdict;
  }),
);
console.log(`\nLast compared on ${HOSTED_SERVICES_AS_OF}.`);
const today = new Date().toISOString().slice(0, 10);
if (wanted.length === 0 && verdicts.every((verdict) => verdict === 'agrees')) {
  const file = path.join(FORMATS, 'hosted-services.ts');
  writeFileSync(file, withDay(readFileSync(file, 'utf8'), today));
}
const list = await cloudflareList().catch((error: Error) => error.message);
if (typeof list === 'string') {
  verdicts.push('unknown');
  console.log(`unknown  Cloudflare's list of addresses: ${list}`);
} else {
  const file = path.join(FORMATS, 'edges.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, withCloudflareList(text, list, today));
  const known = EDGES.find(({ name }) => name === 'Cloudflare')?.ranges ?? [];
  const isSame = known.length === list.length && list.every((range) => known.includes(range));
  console.log(`${isSame ? 'agrees ' : 'written'}  Cloudflare's list: ${list.length} ranges, of ${today}`);
}
dns.close();
process.exit(verdicts.includes('differs') ? 1 : verdicts.includes('unknown') ? 3 : 0);

/** https://api.cloudflare.com/client/v4/ips: no key is needed. Throws an Error with a sentence. */
async function cloudflareList(): Promise<string[]> {
  const url = new URL('https://api.cloudflare.com/client/v4/ips');
  const { status, body } = await http.get(url, { signal, maxBodyBytes: 65_536 });
  if (status !== 200) throw new Error(`it answers with status ${status}`);
  return readCloudflareList(Buffer.from(body).toString('utf8'));
}
