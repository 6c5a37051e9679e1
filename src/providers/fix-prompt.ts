import type { Finding } from '../model/finding.ts';

/**
 * What to tell an assistant that is to mend a finding. It holds what the report holds: places and masks, never a
 * secret's or a variable's value. `page`: the text of the check's page.
 */
export function fixPrompt(finding: Finding, page?: string): string {
  return fixPrompts([finding], page);
}

/** The same for several findings of one check, of which there is at least one. */
export function fixPrompts(findings: readonly Finding[], page?: string): string {
  const [first] = findings;
  if (!first) return '';
  const parts = [
    `Fix ${findings.length > 1 ? 'these problems' : 'this problem'} before the project is launched (check ${first.checkId} of Launch Ready).`,
    ...findings.flatMap((finding, i) => problem(finding, findings.length > 1 ? `${i + 1}. ` : '')),
    ...howToFix(page),
    rules(first),
    ending(first),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The paragraphs of one finding. */
function problem({ message, location, remediation, related = [] }: Finding, number: string): string[] {
  const place =
    location.kind === 'file'
      ? `${location.path}, line ${location.range.start.line + 1}`
      : `${[location.record, location.host].filter(Boolean).join(' record of ')}, which is on the network and not in this repository`;
  const places = [
    `Where: ${place}`,
    ...related.map(
      ({ location: at, message: text }) => `See also: ${at.path}, line ${at.range.start.line + 1}: ${text}`,
    ),
  ];
  return [
    `${number}${message}`,
    places.join('\n'),
    ...(remediation ? [`What to do: ${remediation.text}`] : []),
    ...(remediation?.copy ? ['The text for it:', `\`\`\`\n${remediation.copy}\n\`\`\``] : []),
  ];
}

/** The part of the check's page that says how to mend it. */
function howToFix(page = ''): string[] {
  const part = /^## How to fix\n+([\s\S]*?)(?=\n## |$(?![\s\S]))/m.exec(page)?.[1]?.trim();
  return part ? ['From the page of the check:', part] : [];
}

function rules({ checkId, location }: Finding): string {
  return [
    'Change as little as possible. Never write, print or log the value of a secret.',
    ...(/^(?:secrets|env)\//.test(checkId)
      ? ['A server reads it from an environment variable; a page or an app can hold none.']
      : []),
    ...(checkId.startsWith('secrets/')
      ? [
          'Only a person can make a new key and revoke the old one: say so at the end, with the place to do it.',
        ]
      : []),
    ...(location.kind === 'host'
      ? ['Do not change DNS or servers yourself: say what a person has to do there.']
      : []),
  ].join(' ');
}

function ending({ checkId, location }: Finding): string {
  const network = location.kind === 'host' ? '' : ' --offline';
  return `When you are done, check it again: in VS Code with the tool launch-ready_run_audit, or in a terminal, where launch-ready is installed, with: launch-ready audit --only ${checkId}${network}`;
}
