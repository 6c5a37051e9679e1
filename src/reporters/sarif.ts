import type { Area } from '../model/check.ts';
import type { Finding, Fix } from '../model/finding.ts';
import { fileLocationOf } from '../model/finding.ts';
import type { FileLocation, Location, Range } from '../model/location.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report, Result, Suppression } from '../model/report.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import { checkWords } from './outline.ts';
import { pathFrom } from './place.ts';
import { escapeInvisible } from './plain-text.ts';

export interface SarifOptions {
  areas: readonly Area[];
  /** The docs page of a check as Markdown, where there is one. */
  help?: (checkId: string) => string | undefined;
  /** Leads from the repository's root to the audited root; '' when they are the same. */
  pathPrefix?: string;
}

interface Found {
  finding: Finding;
  outcome: Outcome;
  suppression?: Suppression;
}

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  blocker: 'error',
  high: 'warning',
  medium: 'note',
  low: 'note',
};

/** SARIF 2.1.0 (OASIS standard) for code scanning: findings as results, what could not be looked at as notifications. */
export function formatSarif(report: Report, { areas, help, pathPrefix = '' }: SarifOptions): string {
  const found: Found[] = [
    ...report.results.flatMap(({ outcome, findings }) => findings.map((finding) => ({ finding, outcome }))),
    ...report.suppressed.map((suppressed) => ({ ...suppressed, outcome: 'fail' as const })),
  ];
  const rules = new Map<string, ReturnType<typeof ruleOf>>();
  const addRule = (id: string, checkId: string, severity: Severity) => {
    const known = rules.get(id);
    if (known && compareSeverity(known.severity, severity) <= 0) return;
    rules.set(id, ruleOf(id, checkId, severity, areas, help));
  };
  for (const { finding } of found) addRule(ruleIdOf(finding), finding.checkId, finding.severity);
  for (const { checkId, outcome } of report.results) {
    if (outcome === 'notMeasured') addRule(checkId, checkId, severityOf(areas, checkId));
  }
  const ids = [...rules.keys()];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Launch Ready',
            version: report.version,
            semanticVersion: report.version,
            rules: [...rules.values()].map(({ descriptor }) => descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: report.checkedAt,
            toolExecutionNotifications: report.results
              .filter(({ outcome }) => outcome === 'notMeasured')
              .map((result) => notificationOf(result, areas, ids)),
          },
        ],
        results: found.map(({ finding, outcome, suppression }) => ({
          ruleId: ruleIdOf(finding),
          ruleIndex: ids.indexOf(ruleIdOf(finding)),
          ...(outcome === 'fail'
            ? { kind: 'fail', level: LEVELS[finding.severity] }
            : { kind: 'review', level: 'none' }),
          message: { text: messageOf(finding) },
          locations: [locationOf(finding.location, pathPrefix)],
          ...(finding.related?.length && {
            relatedLocations: finding.related.map(({ location, message }, id) => ({
              id,
              ...physicalLocation(location, pathPrefix),
              message: { text: message },
            })),
          }),
          partialFingerprints: { 'launchReady/v1': finding.fingerprint },
          ...fixesOf(finding, pathPrefix),
          // An empty list says that nobody suppressed it (section 3.27.23); all results must have it, or none.
          ...(report.suppressed.length > 0 && {
            suppressions: suppression ? [suppressionOf(suppression)] : [],
          }),
          properties: { severity: finding.severity, ...(finding.data && { data: finding.data }) },
        })),
        properties: { verdict: report.verdict, domain: report.domain, notAsked: report.notAsked },
      },
    ],
  };
  return `${escapeInvisible(JSON.stringify(log, null, 2))}\n`;
}

/** The check's id; for a hardcoded secret its kind, which has rules of its own in every consumer. */
function ruleIdOf({ checkId, data }: Finding): string {
  return checkId === 'secrets/hardcoded-secret' && typeof data?.rule === 'string'
    ? `secrets/${data.rule}`
    : checkId;
}

function ruleOf(
  id: string,
  checkId: string,
  severity: Severity,
  areas: readonly Area[],
  help: SarifOptions['help'],
) {
  const words = checkWords(areas, checkId);
  const page = help?.(checkId);
  const descriptor = {
    id,
    name: pascalCase(id),
    shortDescription: {
      text: id === checkId ? words.failureTitle : `${words.failureTitle}: ${id.slice(id.indexOf('/') + 1)}`,
    },
    ...(page && { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [...new Set([words.area, words.stage])],
      'problem.severity': PROBLEM_SEVERITY[severity],
    },
  };
  return { severity, descriptor };
}

/** The words of GitHub code scanning. */
const PROBLEM_SEVERITY: Record<Severity, string> = {
  blocker: 'error',
  high: 'warning',
  medium: 'recommendation',
  low: 'recommendation',
};

function severityOf(areas: readonly Area[], checkId: string): Severity {
  return areas.flatMap(({ checks }) => checks).find(({ id }) => id === checkId)?.severity ?? 'medium';
}

function notificationOf({ checkId, reason }: Result, areas: readonly Area[], ids: readonly string[]) {
  const { title } = checkWords(areas, checkId);
  return {
    level: 'warning',
    message: { text: `Could not check: ${title}${reason ? ` (${reason})` : ''}` },
    associatedRule: { id: checkId, index: ids.indexOf(checkId) },
  };
}

function messageOf({ message, remediation, location }: Finding): string {
  const host = location.kind === 'host' ? `${location.host}: ` : '';
  const fix = remediation ? `\n\nFix: ${remediation.text}` : '';
  const copy = remediation?.copy ? `\n\n${remediation.copy}` : '';
  return `${host}${message}${fix}${copy}`;
}

function locationOf(location: Location, pathPrefix: string) {
  const file = fileLocationOf(location);
  return {
    ...(file && physicalLocation(file, pathPrefix)),
    ...(location.kind === 'host' && {
      logicalLocations: [
        {
          name: location.host,
          fullyQualifiedName: location.record ? `${location.host} ${location.record}` : location.host,
        },
      ],
    }),
  };
}

function physicalLocation({ path, range }: FileLocation, pathPrefix: string) {
  return { physicalLocation: { artifactLocation: artifact(path, pathPrefix), region: regionOf(range) } };
}

/** A relative URI reference (RFC 3986): each segment percent-encoded. */
function artifact(path: string, pathPrefix: string) {
  const segments = pathFrom(pathPrefix, path)
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/');
  return { uri: segments.map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** SARIF counts from 1; the end column is the one after the last character (section 3.30.8). */
function regionOf({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A fix without edits is a recipe that only an editor can follow. */
function fixesOf({ fixes = [] }: Finding, pathPrefix: string) {
  const edits = fixes.filter((fix) => fix.edits.length > 0);
  return edits.length > 0 ? { fixes: edits.map((fix) => fixOf(fix, pathPrefix)) } : {};
}

function fixOf({ title, edits }: Fix, pathPrefix: string) {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path, pathPrefix),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ range, newText }) => ({
          deletedRegion: regionOf(range),
          insertedContent: { text: newText },
        })),
    })),
  };
}

function suppressionOf({ kind, reason, owner, until }: Suppression) {
  const accepted = [owner && `accepted by ${owner}`, until && `until ${until}`].filter(Boolean).join(' ');
  const justification = [accepted, reason].filter(Boolean).join(': ');
  return {
    kind: kind === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    ...(justification && { justification }),
  };
}

function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
