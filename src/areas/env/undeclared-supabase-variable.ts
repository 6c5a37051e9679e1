import { sideOfPath } from '../../formats/env-side.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type {} from '../../observe/repository/supabase-references.ts';
import { INVENTORY_ARTIFACTS, inventoryOf } from './inventory.ts';
import { addToTemplate, TEMPLATE_ARTIFACTS } from './template-fix.ts';

/** `supabase init` writes these in, and the stack starts without them. */
const OF_INIT = /^(?:studio$|experimental|analytics|storage\.s3)/;

/** Catalogue SUP102. */
export const undeclaredSupabaseVariable = defineCheck({
  id: 'env/undeclared-supabase-variable',
  title: 'What the Supabase configuration fills in is declared',
  failureTitle: 'The Supabase configuration fills in a variable that nothing declares',
  severity: 'medium',
  requires: [...INVENTORY_ARTIFACTS, ...TEMPLATE_ARTIFACTS, 'SupabaseReferences'],
  messages: {
    undeclared:
      '{section} takes {name} from the environment, and nothing in the repository declares it: this part is set up with an empty value, and sign-in or mail fails there.',
  },
  run: ({ artifacts }) => {
    const { variables, provided } = inventoryOf(artifacts);
    const files = Object.entries(artifacts.SupabaseReferences).filter(
      ([path]) => sideOfPath(path) === undefined,
    );
    if (files.length === 0) return notApplicable('There is no supabase/config.toml that fills in variables.');
    return judge(
      files.flatMap(([path, references]) =>
        references
          .filter(({ name, isOff, section }) => {
            const isDeclared = (variables.get(name)?.declarations.length ?? 0) > 0;
            return !isOff && !isDeclared && !provided.has(name) && !OF_INIT.test(section);
          })
          .map(({ name, range, section }) => ({
            messageId: 'undeclared',
            data: { name, section },
            location: { kind: 'file' as const, path, range },
            fixes: [addToTemplate(name, path, artifacts)],
            remediation: {
              text: `List it in the template, and set it in the dashboard under the settings of ${section}. When the part is not used, write enabled = false.`,
              copy: `${name}=`,
            },
            anchor: name,
          })),
      ),
    );
  },
});
