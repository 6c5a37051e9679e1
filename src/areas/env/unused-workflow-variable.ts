import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type {} from '../../observe/repository/env-mentions.ts';
import type {} from '../../observe/repository/workflow-jobs.ts';
import { isImplicit } from './implicit-names.ts';
import { INVENTORY_ARTIFACTS, inventoryOf } from './inventory.ts';
import { mentionedWords } from './mentions.ts';
import { isProvided } from './platform-names.ts';

/** Read by the programs of vendors, which project scripts call. */
const TOOLS =
  /^(?:NPM|NODE_AUTH|GH|GITHUB|GITLAB|YARN|PNPM|BUN|PIP|UV|POETRY|TWINE|DOCKER|CR|REGISTRY|VERCEL|NETLIFY|CLOUDFLARE|CF|WRANGLER|FIREBASE|FLY|FLYCTL|RAILWAY|RENDER|HEROKU|SURGE|SUPABASE|PRISMA|DATABASE|DIRECT|EXPO|EAS|FASTLANE|MATCH|APPLE|APP_STORE|CSC|WIN_CSC|TAURI|ANDROID|KEYSTORE|CHROMATIC|PERCY|ARGOS|APPLITOOLS|CYPRESS|PLAYWRIGHT|CURRENTS|BROWSERSTACK|SAUCE|CODECOV|COVERALLS|SONAR|SNYK|SENTRY|DD|DATADOG|NX|TURBO|PULUMI|SST|AWS|AZURE|ARM|GOOGLE|GCP|GCLOUD|TF|TERRAFORM|CDK|STRIPE_CLI|CROWDIN|LOCALAZY|TOLGEE|ALGOLIA|SLACK|DISCORD|OTEL|TRIGGER|INNGEST|CONVEX|XATA|NEON|PSCALE|PLANETSCALE|DOPPLER|INFISICAL|VAULT|SSH|GPG|GIT|HUSKY|FORCE|CI|DEBUG|NEXT_TELEMETRY|RELEASE|SEMANTIC|CHANGESET|OPENAI|ANTHROPIC|POSTGRES|PG|MYSQL|REDIS|MONGO)(?:_|$)/;
/** Of shape that the list of words can hold. */
const COMPARABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Catalogue CI103. */
export const unusedWorkflowVariable = defineCheck({
  id: 'env/unused-workflow-variable',
  title: 'Jobs get only variables that something reads',
  failureTitle: 'A job gets a secret that nothing reads',
  severity: 'low',
  requires: [...INVENTORY_ARTIFACTS, 'EnvMentions', 'WorkflowJobs'],
  messages: {
    unused:
      'The job {job} gets {name}, and nothing in the repository reads it: one more place that knows a secret, and a value that nobody needs to look for.',
  },
  run: ({ artifacts }) => {
    const workflows = Object.entries(artifacts.WorkflowJobs);
    if (workflows.length === 0) return notApplicable('There is no workflow.');
    const words = mentionedWords(artifacts.EnvMentions);
    if (words.has('*')) return judge([]);
    const ofWorkflows = workflows.flatMap(([path]) => artifacts.EnvMentions[path] ?? []);
    const isMentioned = (name: string) =>
      (words.get(name) ?? 0) > ofWorkflows.filter((word) => word === name).length;
    const inventory = inventoryOf(artifacts);
    return judge(
      workflows.flatMap(([path, { jobs }]) => {
        const told = new Set<string>();
        return jobs.flatMap((job) =>
          job.names.flatMap(({ name, range, isAsked, isUsedHere, isForOwn }): FindingDraft[] => {
            if (!isAsked || isUsedHere || !isForOwn || told.has(name) || isMentioned(name)) return [];
            if (!COMPARABLE.test(name) || TOOLS.test(name) || isProvided(name, path, { form: '' })) return [];
            if (
              isImplicit(name, inventory.dependencies) ||
              inventory.variables.get(name)?.reads.some((read) => read.side !== 'ci')
            )
              return [];
            const isDynamic = inventory.dynamic.some(
              ({ prefix, suffix }) =>
                prefix.length + suffix.length >= 2 && name.startsWith(prefix) && name.endsWith(suffix),
            );
            if (isDynamic) return [];
            told.add(name);
            return [
              {
                messageId: 'unused',
                data: { name, job: job.name },
                location: { kind: 'file', path, range },
                remediation: {
                  text: 'Delete the line, and the secret in the settings of the repository when nothing else uses it.',
                },
                anchor: name,
              },
            ];
          }),
        );
      }),
    );
  },
});
