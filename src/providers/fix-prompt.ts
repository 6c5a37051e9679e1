import type { Finding } from '../model/finding.ts';

/**
 * What to tell an assistant that is to mend a finding. It holds what the report holds: places and masks, never a
 * secret's or a variable's value.
 */
export function fixPrompt(finding: Finding, page?: string): string {
  const { checkId, message, location, remediation, related = [] } = finding;
  const place =
    location.kind === 'file'
      ? `${location.path}, line ${location.range.start.line + 1}`
      : `${[location.record, location.host].filter(Boolean).join(' record of ')}, which is on the network and not in this repository`;
  const lines = [
    `Mend this problem that would hurt the launch of this project: ${message}`,
    '',
    `Where: ${place}`,
    ...related.map(
      ({ location: at, message: text }) => `See also: ${at.path}, line ${at.range.start.line + 1}: ${text}`,
    ),
    `Check: ${checkId}`,
    ...(remediation ? ['', `What to do: ${remediation.text}`] : []),
    ...(remediation?.copy ? ['', '```', remediation.copy, '```'] : []),
    ...howToFix(page),
    '',
    'Change as little as possible. Never write, print or log the value of a secret: read it from an environment variable.',
    ...(location.kind === 'host'
      ? ['Do not change DNS or servers yourself: say what a person has to do there.']
      : []),
    `When you are done, run: npx launch-ready audit --only ${checkId}${location.kind === 'host' ? '' : ' --offline'}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The part of the check's page that says how to mend it. */
function howToFix(page = ''): string[] {
  const part = /^## How to fix\n+([\s\S]*?)(?=\n## |$(?![\s\S]))/m.exec(page)?.[1]?.trim();
  return part ? ['', 'From the page of the check:', '', part] : [];
}
