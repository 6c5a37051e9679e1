import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf } from './inventory.ts';
import { neededNames } from './needed-names.ts';
import { folderOf, isIgnored, TEMPLATE_ARTIFACTS, unhidden } from './template-fix.ts';

/** Beside catalogue ENV008: a list that nobody else gets. */
export const ignoredEnvTemplate = defineCheck({
  id: 'env/ignored-env-template',
  title: 'The template of the variables is in git',
  failureTitle: 'Git ignores the template of the variables',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS],
  messages: {
    ignored: '{path} lists {count}, and git ignores it: whoever clones or deploys this never sees the list.',
  },
  run: ({ artifacts }) => {
    const { WorkspaceFiles, EnvFiles, EnvDeclarations } = artifacts;
    if (WorkspaceFiles.repository !== 'git') return notApplicable('The folder is not in a git repository.');
    const hidden = WorkspaceFiles.files.filter(
      (file) => isIgnored(file) && EnvFiles[file.path]?.kind === 'template',
    );
    if (hidden.length === 0) return judge([]);
    const paths = new Set(hidden.map(({ path }) => path));
    const inventory = inventoryOf(artifacts);
    const needed = neededNames(inventory).flatMap(
      ({ name }) => inventory.variables.get(name)?.declarations ?? [],
    );
    // What is nowhere else is as good as undeclared.
    const others = new Set(
      needed.filter((d) => !paths.has(d.path) && d.kind !== 'script').map(({ name }) => name),
    );
    return judge(
      hidden.flatMap(({ path }): FindingDraft[] => {
        const listed = (EnvDeclarations[path] ?? []).filter((d) => d.source === 'dotenv');
        const [first] = listed;
        const folder = folderOf(path);
        // In a folder that git ignores as a whole stands nothing of the project.
        const isOfProject =
          folder === '' ||
          WorkspaceFiles.files.some((file) => !file.ignored && file.path.startsWith(`${folder}/`));
        if (!first || !isOfProject) return [];
        const count = new Set(listed.map(({ name }) => name)).size;
        const isOnly = needed.some((d) => d.path === path && !others.has(d.name));
        const edits = unhidden(path, artifacts);
        return [
          {
            messageId: 'ignored',
            data: { path, count: count === 1 ? 'a variable' : `${count} variables` },
            severity: isOnly ? 'high' : 'medium',
            location: locationOf({ path, range: first.range }),
            fixes: [{ title: `Let git take ${path}`, safety: 'safe', edits }],
            remediation: {
              text: `Add this line to ${edits[0]?.path ?? '.gitignore'}, and commit ${path}.`,
              copy: edits[0]?.newText.trim() ?? '',
            },
            anchor: path,
          },
        ];
      }),
    );
  },
});
