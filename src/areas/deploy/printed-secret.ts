import { defineCheck, judge } from '../../model/check.ts';
import type { PrintedSecretFacts } from '../../observe/repository/printed-secrets.ts';

/** Catalogue SEC209. */
export const printedSecret = defineCheck({
  id: 'deploy/printed-secret',
  title: 'No command shows a secret in a log',
  failureTitle: 'A command shows a secret in a log',
  severity: 'high',
  requires: ['PrintedSecrets'],
  messages: {
    echo: 'This shows {name} in the log of the workflow. GitHub hides a secret only where it stands there letter by letter.',
    encoded:
      'This shows {name} in the log in another form, which GitHub does not hide: whoever reads the log can turn it back.',
    image: 'This shows {name} in the log of the image build, where nothing hides it.',
    all: 'This shows every variable in the log of the image build, {name} among them, and nothing hides it there.',
    trace:
      'The shell repeats its commands with their values here, {name} among them, and nothing hides it in the log of the build.',
  },
  run: ({ artifacts: { PrintedSecrets } }) =>
    judge(
      Object.entries(PrintedSecrets).flatMap(([path, list]) =>
        list.map((one) => ({
          messageId: messageOf(one),
          data: { name: one.name },
          location: { kind: 'file' as const, path, range: one.range },
          ...(messageOf(one) === 'echo' && { severity: 'medium' as const }),
          remediation: {
            text:
              one.place === 'workflow'
                ? 'Take the line out. To see whether a secret is there, test it without showing it.'
                : 'Take it out, and hand the secret over for one command only.',
            copy:
              one.place === 'workflow'
                ? `[ -n "$${one.name}" ] && echo "set" || echo "missing"`
                : `RUN --mount=type=secret,id=${one.name},env=${one.name} …`,
          },
          anchor: `${one.kind} ${one.name}`,
        })),
      ),
    ),
});

function messageOf({ kind, place }: PrintedSecretFacts): string {
  if (place === 'image' && (kind === 'echo' || kind === 'encoded')) return 'image';
  return kind;
}
