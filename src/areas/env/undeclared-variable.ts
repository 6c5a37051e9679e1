import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import {
  INVENTORY_ARTIFACTS,
  type Inventory,
  inventoryOf,
  isRequired,
  locationOf,
  ownReads,
  type PlacedRead,
  type Variable,
} from './inventory.ts';
import { nearestDeclared, undeclaredVariables } from './near-miss.ts';
import { isProvided } from './platform-names.ts';
import { isDeployed, isLifeline } from './production.ts';
import { nameWithoutLeak } from './public-names.ts';
import {
  addToTemplate,
  TEMPLATE_ARTIFACTS,
  type TemplateArtifacts,
  templateFor,
  unhidden,
} from './template-fix.ts';

/** Catalogue ENV001 (required), ENV002 (with a default). */
export const undeclaredVariable = defineCheck({
  id: 'env/undeclared-variable',
  title: 'Every variable the code reads is declared somewhere',
  failureTitle: 'The code reads variables that nothing declares',
  severity: 'high',
  minimumBar: true,
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS],
  messages: {
    required:
      'The code reads {name}, and nothing in the repository declares it: whoever sets up production will not know to set it, and this code then fails.',
    quiet:
      'The code reads {name}, and nothing in the repository declares it: whoever sets up production will not know to set it, and what needs it does not work then.',
    optional:
      'The code reads {name} and does without it where it has to, but nothing in the repository says that it exists.',
    nearMiss: 'The code reads {name}, which nothing declares. Did you mean {suggestion}?',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    return judge(undeclaredVariables(inventory).map((variable) => findingOf(variable, inventory, artifacts)));
  },
});

function findingOf(variable: Variable, inventory: Inventory, artifacts: TemplateArtifacts): FindingDraft {
  const { name } = variable;
  const reads = ownReads(variable).filter((read) => !isProvided(name, read.path, read));
  const first = reads.find((read) => read.requirement === 'required') ?? reads[0];
  if (!first) throw new Error(`no read of ${name}`);
  const required = isRequired(variable);
  const near = nearestDeclared(name, inventory);
  const others = reads.filter((read) => read !== first).slice(0, 8);
  // A secret behind a public prefix is to be renamed first (env/public-secret): that name is declared, not this one.
  const safeName = nameWithoutLeak(name);
  const fix = addToTemplate(safeName, first.path, artifacts);
  const target = templateFor(first.path, artifacts.EnvFiles);
  const [hidden] = unhidden(target, artifacts);
  const stops = reads.some(stopsAtRunTime);
  const isQuiet = reads.every((read) => read.requirement !== 'required' || read.isQuiet);
  return {
    messageId: near ? 'nearMiss' : !required ? 'optional' : isQuiet ? 'quiet' : 'required',
    data: { name, required, side: first.side, ...(near && { suggestion: near.name }) },
    location: locationOf(first),
    severity: !required ? 'low' : !near && stops ? severityOf(name, artifacts) : 'medium',
    related: [
      ...(near?.declarations
        .slice(0, 3)
        .map((d) => ({ location: locationOf(d), message: `${near.name} is declared here` })) ?? []),
      ...others.map((read) => ({ location: locationOf(read), message: `${name} is also read here` })),
    ],
    // A slip is mended first: a name added to the template would make it last.
    fixes: [near ? { ...fix, safety: 'unsafe' } : fix],
    remediation: {
      text: `${safeName === name ? 'Add' : `Call it ${safeName}, so that it stays on the server; then add`} this line to ${target}${hidden ? `, which git ignores until ${hidden.path} says ${hidden.newText.trim()}` : ''}, and set the value where the app is deployed.`,
      copy: `${safeName}=`,
    },
    anchor: name,
  };
}

/**
 * A build tells at once what it lacks; a running program tells the customer, unless its language answers with nothing and one
 * feature is missing. Of a slip of the pen env/near-miss-variable speaks up. What else is declared changes nothing: a name
 * does not become more urgent because another one was mended. Money, sign-in and data on a host stop the launch.
 */
function severityOf(name: string, { WorkspaceFiles }: TemplateArtifacts): Severity {
  return isLifeline(name) && isDeployed(WorkspaceFiles.files) ? 'blocker' : 'high';
}

const stopsAtRunTime = (read: PlacedRead): boolean =>
  read.requirement === 'required' && read.side !== 'build' && !read.isQuiet;
