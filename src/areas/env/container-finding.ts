import type { FindingDraft, Fix } from '../../model/finding.ts';
import type { ComposeServiceFacts } from '../../observe/repository/compose-files.ts';
import { locationOf, type PlacedRead, type Variable } from './inventory.ts';
import { listOf } from './packages.ts';

/** A name with a default, of a family of which the container gets `others`. */
export interface Sibling {
  name: string;
  read: PlacedRead;
  others: string[];
}

const PRODUCTION = /[._-](?:prod|production|live)\b/;

const copyOf = ({ nextVariable }: ComposeServiceFacts, name: string): string =>
  nextVariable?.isList ? `- ${name}=\${${name}}` : `${name}: \${${name}}`;

export function missingFinding(
  path: string,
  service: ComposeServiceFacts,
  { name, declarations }: Variable,
  read: PlacedRead,
): FindingDraft {
  const fix = fixOf(path, service, name);
  return {
    messageId: 'missing',
    data: { name, service: service.name },
    location: { kind: 'file', path, range: service.range },
    ...(PRODUCTION.test(path) && { severity: 'high' as const }),
    related: [
      { location: locationOf(read), message: `${name} is read here` },
      ...declarations
        .slice(0, 3)
        .map((d) => ({ location: locationOf(d), message: `${name} is listed here` })),
    ],
    ...(fix && { fixes: [fix] }),
    remediation: { text: `Add it under services.${service.name}.environment.`, copy: copyOf(service, name) },
    anchor: `${service.name} ${name}`,
  };
}

/** One for the service: they are mended together. */
export function siblingFinding(
  path: string,
  service: ComposeServiceFacts,
  siblings: Sibling[],
): FindingDraft[] {
  const [first] = siblings;
  if (!first) return [];
  const names = siblings.map(({ name }) => name).sort();
  return [
    {
      messageId: 'sibling',
      data: {
        names: listOf(names),
        count: names.length,
        service: service.name,
        others: listOf(first.others.slice(0, 2)),
      },
      location: { kind: 'file', path, range: service.range },
      severity: 'low',
      related: siblings
        .slice(0, 8)
        .map(({ name, read }) => ({ location: locationOf(read), message: `${name} is read here` })),
      remediation: {
        text: `Add them under services.${service.name}.environment.`,
        copy: names.map((name) => copyOf(service, name)).join('\n'),
      },
      anchor: `${service.name} siblings`,
    },
  ];
}

function fixOf(
  path: string,
  { nextVariable, name: service }: ComposeServiceFacts,
  name: string,
): Fix | undefined {
  if (!nextVariable) return undefined;
  const { at, before, isList } = nextVariable;
  const newText = isList ? `${before}${name}=\${${name}}\n` : `${before}${name}: \${${name}}\n`;
  return {
    title: `Hand ${name} to ${service}`,
    safety: 'unsafe',
    edits: [{ path, range: { start: at, end: at }, newText }],
  };
}
