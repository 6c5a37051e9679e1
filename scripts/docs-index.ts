import { AREAS } from '../src/areas/index.ts';
import { STAGE_TITLES } from '../src/model/area-heads.ts';
import { STAGES } from '../src/model/check.ts';

/** docs/index.md: every check by area, in the order of the launch, each with its page. */
export function docsIndex(): string {
  const stages = STAGES.map((stage) => ({
    stage,
    areas: AREAS.filter((area) => area.stage === stage && area.checks.length > 0),
  })).filter(({ areas }) => areas.length > 0);
  const count = AREAS.reduce((sum, { checks }) => sum + checks.length, 0);
  return [
    '# All checks',
    '',
    `${count} checks, in the order of a launch. The severity is that of most of a check's findings; \`launch-ready.yaml\` can change it.`,
    'See also: [stop a deploy that lacks a variable](deploy-gate.md), [move a domain without losing anything](dns-move.md).',
    ...stages.flatMap(({ stage, areas }) => [
      '',
      `## ${STAGE_TITLES[stage]}`,
      ...areas.flatMap(({ title, checks, network }) => [
        ...(title === STAGE_TITLES[stage] ? [] : ['', `### ${title}`]),
        ...(network ? ['', 'Asks the network.'] : []),
        '',
        '| check | severity | passes when |',
        '| --- | --- | --- |',
        ...checks.map(
          ({ id, severity, title: passes }) => `| [${id}](checks/${id}.md) | ${severity} | ${cell(passes)} |`,
        ),
      ]),
    ]),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/[|\\]/g, '\\$&').replace(/</g, '&lt;');
}
