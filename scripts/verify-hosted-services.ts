// Compares what src/formats/hosted-services.ts says of hosting platforms with what they answer today:
//   node --import=tsx scripts/verify-hosted-services.ts [ID …]
// Asks each platform once for a made-up name of its own. When all agree, set HOSTED_SERVICES_AS_OF to today.
// Ends with 1 when a platform answers otherwise, with 3 when one could not be asked.
import { randomBytes } from 'node:crypto';
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
dns.close();
console.log(`\nLast compared on ${HOSTED_SERVICES_AS_OF}.`);
process.exit(verdicts.includes('differs') ? 1 : verdicts.includes('unknown') ? 3 : 0);
