/**
 * Why an answer is the edge's word and not the site's: a challenge, a firewall's refusal, a rate limit. Undefined when it
 * speaks for the site. Header names are each vendor's own:
 * developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response,
 * vercel.com/docs/vercel-firewall, docs.aws.amazon.com/waf (x-amzn-waf-action).
 */
export function blockedBy(status: number, headers: Record<string, string>): string | undefined {
  const server = headers.server?.toLowerCase() ?? '';
  if (headers['cf-mitigated'] === 'challenge')
    return 'Cloudflare asks visitors from here to prove that they are human';
  if (headers['x-vercel-mitigated']) return 'Vercel’s firewall stops visitors from here';
  if (headers['x-amzn-waf-action']) return 'the AWS firewall stops visitors from here';
  if (status === 429) return 'the server says that we ask too often (429)';
  if (status !== 403) return undefined;
  if (server.startsWith('cloudflare')) return 'Cloudflare refuses visitors from here (403)';
  if (server.startsWith('akamaighost')) return 'Akamai refuses visitors from here (403)';
  if (server.startsWith('cloudfront')) return 'CloudFront refuses visitors from here (403)';
  if (server.startsWith('sucuri')) return 'Sucuri’s firewall refuses visitors from here (403)';
  if (headers['x-iinfo']) return 'Imperva refuses visitors from here (403)';
  return undefined;
}
