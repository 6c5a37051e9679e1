import { defineCheck, judge } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';

/** Catalogue WRK101. */
export const uninheritedWorkerVariable = defineCheck({
  id: 'deploy/uninherited-worker-variable',
  title: 'Each Cloudflare environment repeats the variables it needs',
  failureTitle: 'A Cloudflare environment lacks a variable of the top level',
  severity: 'high',
  requires: ['EnvDeclarations'],
  messages: {
    missing:
      '{name} is set at the top level and not for {environment}, and Cloudflare environments inherit no variables: the worker there does not have it.',
  },
  run: ({ artifacts: { EnvDeclarations } }) =>
    judge(Object.entries(EnvDeclarations).flatMap(([path, list]) => missingIn(path, list))),
});

function missingIn(path: string, list: EnvDeclaration[]): FindingDraft[] {
  const variables = list.filter(
    (d) => d.source === 'wrangler' && d.environment !== 'binding' && d.value !== undefined,
  );
  const environments = new Map<string, Set<string>>();
  for (const { environment, name } of variables) {
    if (environment !== undefined)
      environments.set(environment, (environments.get(environment) ?? new Set()).add(name));
  }
  return variables
    .filter((d) => d.environment === undefined)
    .flatMap((d) =>
      [...environments]
        .filter(([, names]) => !names.has(d.name))
        .map(([environment]) => ({
          messageId: 'missing',
          data: { name: d.name, environment },
          location: { kind: 'file' as const, path, range: d.range },
          ...(!/^prod/i.test(environment) && { severity: 'medium' as const }),
          remediation: {
            text: `Repeat the line under env.${environment}.vars with the value for it.`,
            copy: d.name,
          },
          anchor: `${environment} ${d.name}`,
        })),
    );
}
