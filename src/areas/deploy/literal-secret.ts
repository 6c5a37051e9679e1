import { defineCheck, judge } from '../../model/check.ts';
import type { EnvDeclaration } from '../../observe/repository/env-declarations.ts';

const SECRET =
  /(?:^|_)(?:SECRET|SECRET_KEY|PRIVATE_KEY|SERVICE_ROLE(?:_KEY)?|PASSWORD|PASSPHRASE|SIGNING_KEY|ENCRYPTION_KEY|API_KEY|ACCESS_TOKEN|AUTH_TOKEN|API_TOKEN|BOT_TOKEN)$/;
const PLACES: Record<string, string> = {
  wrangler: 'wrangler secret put {name}',
  fly: 'fly secrets set {name}=…',
  vercel: 'vercel env add {name} production',
  netlify: 'netlify env:set {name} …',
  heroku: 'heroku config:set {name}=…',
};

/** Catalogue SEC206, SEC207, SEC208, WRK103: by name and randomness; known tokens are the secrets area's. */
export const literalSecret = defineCheck({
  id: 'deploy/literal-secret',
  title: 'Deploy files name secrets and do not hold them',
  failureTitle: 'A deploy file holds a secret in plain text',
  severity: 'blocker',
  minimumBar: true,
  requires: ['EnvDeclarations'],
  messages: {
    literal:
      '{name} has its value written into {path}: everybody who can read the repository, or the image, has it.',
  },
  run: ({ artifacts: { EnvDeclarations } }) =>
    judge(
      Object.entries(EnvDeclarations).flatMap(([path, list]) =>
        list
          .filter((d) => isLiteralSecret(path, d))
          .map((d) => ({
            messageId: 'literal',
            data: { name: d.name, path },
            location: { kind: 'file' as const, path, range: d.valueRange },
            remediation: {
              text: 'Make a new one, keep it in the secret store of the host, and take this line out.',
              ...(PLACES[d.source] !== undefined && {
                copy: PLACES[d.source]?.replace('{name}', d.name) as string,
              }),
            },
            anchor: d.name,
          })),
      ),
    ),
});

/** Not the password of a database that only tests and developers start. */
function isLiteralSecret(path: string, { kind, name, value, source }: EnvDeclaration): boolean {
  if (
    (kind !== 'deploy' && kind !== 'ci') ||
    !SECRET.test(name) ||
    /PUBLIC|PUBLISHABLE|ANON|TEST|DUMMY/.test(name)
  )
    return false;
  if (kind === 'ci' && source === 'workflow' && !value?.secretKey) return false;
  if (value?.kind !== 'text' || value.mode === 'test' || value.jwtRole === 'anon') return false;
  return (
    value.random &&
    !/(?:^|[/._-])(?:dev|test|tests|ci|e2e|local|examples?|samples?|fixtures?)(?=[/._-])/i.test(path)
  );
}
