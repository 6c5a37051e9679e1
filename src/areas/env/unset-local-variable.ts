import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, isRequired, locationOf, ownReads } from './inventory.ts';
import { isProvided } from './platform-names.ts';
import { folderOf } from './template-fix.ts';

/** Catalogue ENV005. Only where a developer's own file is there: a clean checkout has none. */
export const unsetLocalVariable = defineCheck({
  id: 'env/unset-local-variable',
  title: 'Your own env file has what the template lists',
  failureTitle: 'Your own env file lacks a variable that the code needs',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, 'WorkspaceFiles'],
  messages: {
    missing:
      'The code needs {name}, {template} lists it, and {path} on this computer does not have it: it fails here.',
  },
  run: ({ artifacts }) => {
    const inventory = inventoryOf(artifacts);
    const files = artifacts.EnvFiles;
    const own = artifacts.WorkspaceFiles.files
      .filter(({ path, tracked }) => OWN.test(path) && !tracked && isForDeveloping(files[path]?.environment))
      .map(({ path }) => path)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    if (own.length === 0) return notApplicable('There is no env file of your own here.');
    const missing = [...inventory.variables.values()].flatMap(
      (variable): { path: string; draft: FindingDraft }[] => {
        const { name, declarations, writes } = variable;
        if (!isRequired(variable) || writes.length > 0 || inventory.provided.has(name)) return [];
        // Set anywhere that a laptop reads: another env file, a container.
        if (declarations.some((d) => d.kind === 'values' || d.source === 'compose' || d.kind === 'script'))
          return [];
        const listed = declarations.find(
          (d) =>
            d.kind === 'template' &&
            TEMPLATE.test(d.path) &&
            own.some((path) => folderOf(path) === folderOf(d.path)),
        );
        const read = ownReads(variable).find(
          (one) => one.requirement === 'required' && !isProvided(name, one.path, one),
        );
        const path = listed && own.find((one) => folderOf(one) === folderOf(listed.path));
        const file = path === undefined ? undefined : files[path];
        if (!listed || !read || path === undefined || !file || read.side === 'build') return [];
        const newText = `${file.endsWithNewline ? '' : '\n'}${name}=\n`;
        const draft: FindingDraft = {
          messageId: 'missing',
          data: { name, path, template: listed.path },
          location: locationOf(listed),
          related: [{ location: locationOf(read), message: `${name} is read here` }],
          fixes: [
            {
              title: `Add ${name} to ${path}`,
              safety: 'unsafe',
              edits: [{ path, range: { start: file.end, end: file.end }, newText }],
            },
          ],
          remediation: { text: `Add this line to ${path}, with a value for developing.`, copy: `${name}=` },
          anchor: name,
        };
        return [{ path, draft }];
      },
    );
    return judge(
      missing
        .filter(({ path }) => {
          const lacks = missing.filter((one) => one.path === path).length;
          const inFolder = own.filter((one) => folderOf(one) === folderOf(path));
          const holds = [...inventory.variables.values()].filter(({ declarations }) =>
            declarations.some((one) => inFolder.includes(one.path)),
          ).length;
          return lacks < FEW || holds * MANY_TIMES >= lacks;
        })
        .map(({ draft }) => draft),
    );
  },
});

/**
 * A file with one key (the quick fix of a secret makes such) beside a template of twenty is not what this computer runs on:
 * whoever works here sets the rest elsewhere, or does not run it.
 */
const FEW = 5;
const MANY_TIMES = 4;

/** What a program loads by itself on a laptop, and the template of just that. */
const OWN = /(?:^|\/)(?:\.env(?:\.local|\.development(?:\.local)?)?|\.dev\.vars)$/;
const TEMPLATE =
  /(?:^|\/)(?:\.?(?:env|dev\.vars)(?:[._-]local)?[._-](?:example|sample|template|dist)(?:[._-]local)?)$/;

const isForDeveloping = (environment: string | undefined): boolean =>
  environment === undefined || environment === 'development';
