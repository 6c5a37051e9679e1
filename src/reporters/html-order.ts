import type { Area } from '../model/check.ts';
import type { Report, Result } from '../model/report.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import { type Cause, causesOf, together } from './causes.ts';
import { escapeHtml } from './html-text.ts';
import { checkWords, outline } from './outline.ts';
import { sentence } from './plain-text.ts';

interface Step {
  result: Result;
  worst: Severity;
  /** How many findings are as grave as the worst, and how many are less. */
  places: number;
  lesser: number;
}

/** What to do when: each step with the first words of why. */
const PHASES: readonly { title: string; about: string; of: readonly Severity[] }[] = [
  { title: 'Fix before you launch', about: 'Each of these stops the launch.', of: ['blocker'] },
  {
    title: 'Fix next',
    about: 'The launch survives these, and then customers or money are lost.',
    of: ['high'],
  },
  { title: 'Can wait', about: 'Worth an hour after the launch.', of: ['medium', 'low'] },
];

/**
 * The risks, ranked by what they do to the launch, and within a rank in the order in which one depends on the other:
 * a certificate needs the names, and email needs the records.
 */
export function launchOrder(report: Report, areas: readonly Area[]): string {
  const results = outline(report, areas).flatMap((stage) => stage.areas.flatMap((area) => area.results));
  const steps = results.flatMap((result): Step[] => {
    const [worst] = result.findings.map(({ severity }) => severity).sort(compareSeverity);
    if (result.outcome !== 'fail' || !worst) return [];
    const places = result.findings.filter(({ severity }) => severity === worst).length;
    return [{ result, worst, places, lesser: result.findings.length - places }];
  });
  const phases = PHASES.map(({ title, about, of }) => {
    const items = steps
      .filter(({ worst }) => of.includes(worst))
      .sort((a, b) => compareSeverity(a.worst, b.worst))
      .map((step) => stepItem(step, areas));
    return items.length > 0 ? phase(title, about, items) : '';
  });
  const byHand = results.filter(({ outcome }) => outcome === 'review');
  const blind = results.filter(({ outcome }) => outcome === 'notMeasured');
  const { groups, rest: single } = together(blind, causesOf(report));
  const open = (list: readonly Result[]) =>
    list.map(({ checkId, reason }) => openItem(checkId, checkWords(areas, checkId).title, reason));
  const rest = [
    byHand.length > 0 ? phase('Check by hand', 'Only a person can tell.', open(byHand)) : '',
    blind.length > 0
      ? phase('Could not check', 'Nobody looked at these, so nobody knows.', [
          ...groups.map((cause) => causeItem(cause, areas)),
          ...open(single),
        ])
      : '',
  ];
  const shown = [...phases, ...rest].filter(Boolean).join('\n');
  return shown ? `<section class="order"><h2>Launch order</h2>${shown}</section>` : '';
}

function phase(title: string, about: string, items: readonly string[]): string {
  return `<h3>${title}</h3><p class="dim">${about}</p><ol>${items.join('')}</ol>`;
}

function stepItem({ result, worst, places, lesser }: Step, areas: readonly Area[]): string {
  const { failureTitle } = checkWords(areas, result.checkId);
  const counts = [places > 1 ? `${places} places` : '', lesser > 0 ? `and ${lesser} less grave` : ''];
  const said = counts.filter(Boolean).join(', ');
  const times = said ? ` <span class="dim">(${said})</span>` : '';
  const first = result.findings.find(({ severity }) => severity === worst);
  return `<li><span class="tag ${worst}">${worst}</span> <a href="#${escapeHtml(result.checkId)}">${escapeHtml(failureTitle)}</a>${times}<br><span class="dim">${escapeHtml(first?.message ?? '')}</span></li>`;
}

function causeItem({ text, todo, results }: Cause, areas: readonly Area[]): string {
  const items = results.map(({ checkId }) => openItem(checkId, checkWords(areas, checkId).title, null));
  const what = todo ? `<p class="dim">${escapeHtml(todo)}</p>` : '';
  return `<li>${escapeHtml(text)}.${what}<details><summary>${results.length} checks</summary><ul>${items.join('')}</ul></details></li>`;
}

function openItem(checkId: string, title: string, reason: string | null): string {
  const why = reason ? `<br><span class="dim">${escapeHtml(sentence(reason))}</span>` : '';
  return `<li><a href="#${escapeHtml(checkId)}">${escapeHtml(title)}</a>${why}</li>`;
}
