import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { ComposeServiceFacts } from '../../observe/repository/compose-files.ts';
import type {} from '../../observe/repository/env-reads.ts';

const BASE = /(?:^|\/)(?:docker-)?compose\.ya?ml$/;
const PRODUCTION = /(?:^|\/)(?:docker-)?compose[._-](?:prod|production|live)\.ya?ml$/;
/** Services for developers, which production leaves out. */
const TOOLS =
  /mail(?:hog|pit|catcher|dev)|adminer|pgadmin|phpmyadmin|studio|inbucket|localstack|playwright|selenium|stripe|redisinsight|mongo-express|prestart|proxy|traefik|nginx|caddy/i;
const DATABASE = /(?:^|\/)(?:postgres|postgis|pgvector|timescale\w*|mysql|mariadb|mongo|minio)/;

/** Catalogue DRF106. Ports differ on purpose: in production a proxy stands in front. */
export const composeDifference = defineCheck({
  id: 'deploy/compose-difference',
  title: 'The Compose file for production keeps what the other one has',
  failureTitle: 'The Compose file for production lacks what the other one has',
  severity: 'medium',
  requires: ['ComposeFiles', 'EnvReads'],
  messages: {
    variable:
      '{service} gets {name} in {base} and not here, and the code needs it: what runs on a laptop fails in production.',
    volume:
      '{service} keeps its data in a volume in {base} and not here: in production the data is gone when the container is replaced.',
    restart:
      '{service} is started again by itself in {base} and not here: in production it stays down after a failure.',
    healthCheck:
      '{service} has a health check in {base} and not here: in production nobody notices when it stops answering.',
  },
  run: ({ artifacts: { ComposeFiles, EnvReads } }) => {
    const pairs = Object.keys(ComposeFiles).flatMap((path) => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const base = Object.keys(ComposeFiles).find(
        (one) => BASE.test(one) && one.slice(0, one.lastIndexOf('/') + 1) === folder,
      );
      return PRODUCTION.test(path) && base ? [{ path, base }] : [];
    });
    if (pairs.length === 0) return notApplicable('There is no second Compose file for production.');
    const needed = new Set(
      Object.values(EnvReads).flatMap(({ reads }) =>
        reads
          .filter((read) => read.requirement === 'required' && read.side === 'server')
          .map(({ name }) => name),
      ),
    );
    return judge(
      pairs.flatMap(({ path, base }) => {
        const own = ComposeFiles[path] ?? [];
        const others = ComposeFiles[base] ?? [];
        return isWhole(own, others)
          ? own.flatMap((service) => findingsOf(path, base, service, others, needed))
          : [];
      }),
    );
  },
});

/** A file of its own, not one that is laid over the other: it says of each service anew what it is. */
function isWhole(own: ComposeServiceFacts[], others: ComposeServiceFacts[]): boolean {
  const shared = others.filter((other) => !TOOLS.test(other.name));
  if (shared.length < 2) return false;
  return shared.every((other) => {
    const same = own.find(({ name }) => name === other.name);
    return same && !same.extended && (same.image !== undefined || same.build !== undefined);
  });
}

function findingsOf(
  path: string,
  base: string,
  service: ComposeServiceFacts,
  others: ComposeServiceFacts[],
  needed: ReadonlySet<string>,
): FindingDraft[] {
  const other = others.find(({ name }) => name === service.name);
  if (!other) return [];
  const draft = (messageId: string, copy: string, more: Record<string, string> = {}): FindingDraft => ({
    messageId,
    data: { service: service.name, base, ...more },
    location: { kind: 'file', path, range: service.range },
    ...((messageId === 'restart' || messageId === 'healthCheck') && { severity: 'low' as const }),
    related: [
      { location: { kind: 'file', path: base, range: other.range }, message: `${service.name} in ${base}` },
    ],
    remediation: {
      text: `Add it to ${service.name} in this file${messageId === 'volume' ? ', and name the volume at the end of the file, under volumes: at the left edge' : ''}.`,
      copy,
    },
    anchor: `${service.name} ${messageId} ${more.name ?? ''}`,
  });
  const found: FindingDraft[] = [];
  if (service.envFiles.length === 0 && service.names.length > 0) {
    for (const name of other.names)
      if (!service.names.includes(name) && needed.has(name))
        found.push(draft('variable', `${name}: \${${name}}`, { name }));
  }
  const kept = other.volumes.find(({ source }) => /^\w/.test(source));
  if (kept && service.volumes.length === 0 && DATABASE.test(service.image ?? ''))
    found.push(draft('volume', `volumes:\n  - ${kept.source}:${kept.target}`));
  if (other.hasRestart && !service.hasRestart) found.push(draft('restart', 'restart: unless-stopped'));
  if (other.hasHealthCheck && !service.hasHealthCheck)
    found.push(draft('healthCheck', 'healthcheck:\n  test: ["CMD", …]'));
  return found;
}
