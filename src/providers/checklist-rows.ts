import { STAGE_TITLES } from '../model/area-heads.ts';
import { type Area, areaOf, STAGES } from '../model/check.ts';
import type { Report } from '../model/report.ts';
import { causesOf } from '../reporters/causes.ts';
import { areaRow, type Context, sentence, withAge } from './checklist-areas.ts';
import { group, type Row } from './checklist-row.ts';
import { whyNoNetwork } from './checklist-words.ts';

export interface ChecklistInput {
  /** The URI of the workspace folder. */
  folder: string;
  report: Report;
  areas: readonly Area[];
  /** Domain answers are this old, in milliseconds; undefined when the domain was not looked at. */
  domainAgeMs?: number;
  /** The checks that a person has looked at. */
  reviewed?: readonly string[];
  /** The checks that wait for something which is being looked at. */
  waiting?: readonly string[];
  /** Why the network is not asked, where the report does not know: the workspace is not trusted. */
  trusted: boolean;
}

/** The checklist of one folder: stage, area, check, finding. */
export function checklistRows(input: ChecklistInput): Row[] {
  const { folder, report } = input;
  const context: Context = { ...input, causes: causesOf(report) };
  const areas = input.areas.filter((area) => area.checks.length > 0);
  const live = areas.filter((area) => area.network);
  const isUntouched = live.length > 0 && live.every((area) => isLeftOut(area, input));
  return STAGES.flatMap((stage) => {
    const ofStage = areas.filter((area) => area.stage === stage);
    if (ofStage.length === 0) return [];
    if (isUntouched && ofStage.every((area) => area.network))
      return stage === live[0]?.stage ? [liveRow(live, context)] : [];
    const children = ofStage.map((area) => areaRow(area, context));
    // A stage that is one area needs no row of its own.
    if (children[0] && children.length === 1 && children[0].label === STAGE_TITLES[stage]) return children;
    const id = `${folder}#${stage}`;
    const row = group({ id, folder, kind: 'stage', label: STAGE_TITLES[stage], children });
    if (children.some(({ running }) => running)) {
      const known = row.standing === 'notAsked' ? '' : `${row.description} · `;
      return [{ ...row, description: sentence(`${known}checking`), running: true }];
    }
    return [
      withAge(
        row,
        ofStage.every((area) => area.network),
        input,
      ),
    ];
  });
}

/** Nobody asked about it, and nobody is asking. */
function isLeftOut(area: Area, { report, waiting = [] }: ChecklistInput): boolean {
  const entry = report.notAsked.find(({ area: of, check }) => of === area.id && check === undefined);
  return entry !== undefined && !waiting.some((id) => areaOf(id) === area.id);
}

/** The domain that nobody looked at yet: one row, and what to do about it. */
function liveRow(areas: readonly Area[], context: Context): Row {
  const { folder, report, trusted } = context;
  const why = whyNoNetwork(trusted, report.domain);
  const names = areas.map(({ title }) => title).join(', ');
  const todo = !trusted ? 'untrusted' : report.domain === null ? 'needsDomain' : 'checkable';
  return {
    id: `${folder}#live`,
    folder,
    kind: 'live',
    label: 'Live domain',
    description: why,
    tooltip: `${names}. ${why}.${trusted ? (report.domain === null ? ' Click to set it.' : ' Click to check it.') : ''}`,
    standing: 'notAsked',
    counts: {},
    words: ['live', todo],
    children: todo === 'checkable' ? areas.map((area) => areaRow(area, context)) : [],
  };
}
