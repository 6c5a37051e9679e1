import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';

/** `values-staging.yaml`, `overlays/staging/…`: what stands for the environment, between the parts that do not differ. */
const STAGING =
  /^(.*?)(values[._-]|overlays\/|environments\/|envs?\/)(staging|stage|stg|preprod|uat)(?=[./_-])(.*)$/;
const PRODUCTION = '(?:prod|production|live|prd)';

interface Overlay {
  /** Begins and ends the paths of production's files of the same kind. */
  production: RegExp;
  /** What every environment gets: `values.yaml`, `base/…`. */
  common: RegExp;
}

/** Catalogue DRF107. Staging is there to be like production; what is only for developers is no matter. */
export const overlayDifference = defineCheck({
  id: 'deploy/overlay-difference',
  title: 'Production has the settings that staging was tried with',
  failureTitle: 'A variable is set for staging and not for production',
  severity: 'medium',
  requires: ['EnvDeclarations'],
  messages: {
    missing: '{name} is set for staging here and nowhere for production: what was tried is not what runs.',
  },
  run: ({ artifacts: { EnvDeclarations } }) => {
    const files = Object.entries(EnvDeclarations).filter(
      ([path, list]) => /\.ya?ml$|\.env$|\.properties$/.test(path) && list.some(isSetting),
    );
    const overlays = files.flatMap(([path, list]) => {
      const overlay = overlayOf(path);
      const production = overlay ? files.filter(([other]) => overlay.production.test(other)) : [];
      return overlay && production.length > 0 ? [{ path, list, overlay, production }] : [];
    });
    if (overlays.length === 0) return notApplicable('No files set variables for staging and for production.');
    return judge(
      overlays.flatMap(({ path, list, overlay, production }): FindingDraft[] => {
        const known = new Set(
          [...production, ...files.filter(([other]) => overlay.common.test(other))].flatMap(([, set]) =>
            set.map(({ name }) => name),
          ),
        );
        const names = new Set<string>();
        return list.filter(isSetting).flatMap(({ name, range }): FindingDraft[] => {
          if (known.has(name) || names.has(name)) return [];
          names.add(name);
          return [
            {
              messageId: 'missing',
              data: { name },
              location: { kind: 'file', path, range },
              related: production.slice(0, 3).flatMap(([other, [first]]) =>
                first
                  ? [
                      {
                        location: { kind: 'file' as const, path: other, range: first.range },
                        message: 'Production sets its variables here',
                      },
                    ]
                  : [],
              ),
              remediation: {
                text: 'Add it to the file for production with the value for it, or to the one for all.',
                copy: name,
              },
              anchor: name,
            },
          ];
        });
      }),
    );
  },
});

const isSetting = ({ kind, name }: EnvDeclaration): boolean =>
  kind === 'deploy' && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name);

function overlayOf(path: string): Overlay | undefined {
  const match = STAGING.exec(path);
  if (!match) return undefined;
  const [, before = '', folder = '', , after = ''] = match;
  const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isFile = folder.startsWith('values');
  const production = isFile
    ? `${quoted(before + folder)}${PRODUCTION}${quoted(after)}`
    : `${quoted(before + folder)}${PRODUCTION}/.*`;
  const common = isFile ? `${quoted(before)}values\\.ya?ml` : `${quoted(before)}(?:base|common|shared)/.*`;
  return { production: new RegExp(`^${production}$`), common: new RegExp(`^${common}$`) };
}
