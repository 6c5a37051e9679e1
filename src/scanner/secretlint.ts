import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type {
  SecretLintRuleContext,
  SecretLintRuleReportDescriptor,
  SecretLintRuleReportHandler,
  SecretLintSourceCode,
} from '@secretlint/types';
import { hasRealCredentials } from './credential-uri.ts';
import type { Codes } from './detector.ts';
import type { ForeignRule, RuleFacts } from './engine.ts';
import { codesIn, mayHoldAccount, mayStartToken } from './first-look.ts';
import { isPlaceholder } from './placeholder.ts';
import { looksRandom } from './randomness.ts';

interface Use {
  literals: readonly string[];
  /** Characters that the rule is shown before and behind a literal. */
  before: number;
  after: number;
  /** A first look at what stands behind the literal. */
  mayFollow?(text: Codes, end: number): boolean;
  /** What the rule's reports are called here. */
  title: string;
  provider: string;
  rotate: string;
}

const ROTATE = 'https://github.com/secretlint/secretlint';
const use = (provider: string, literals: string[], rotate: string, title = `${provider} key`): Use => ({
  literals,
  before: 60,
  after: 1500,
  title,
  provider,
  rotate,
});

/**
 * secretlint's recommended rules by the last part of their id, with the literals without which a rule cannot match.
 * A rule that is not listed here is not run: a test compares the list with the preset.
 */
const USES: Record<string, Use> = {
  aws: use(
    'AWS',
    ['secret_access_key', 'secretaccesskey', 'secret_accesskey', 'secretaccess_key'],
    'https://console.aws.amazon.com/iam/home#/security_credentials',
    'AWS secret access key',
  ),
  gcp: use('Google Cloud', ['private_key_id'], 'https://console.cloud.google.com/iam-admin/serviceaccounts'),
  npm: use(
    'npm',
    ['npm_', '_authtoken=', 'x-oauth-basic'],
    'https://www.npmjs.com/settings/~/tokens',
    'npm token',
  ),
  slack: use(
    'Slack',
    ['xoxb-', 'xoxp-', 'xapp-', 'xoxa-', 'xoxo-', 'xoxr-', 'hooks.slack.com'],
    'https://api.slack.com/apps',
  ),
  basicauth: {
    ...use('a web server', ['://'], ROTATE, 'password in a web address'),
    mayFollow: mayHoldAccount,
  },
  openai: use('OpenAI', ['sk-'], 'https://platform.openai.com/api-keys'),
  anthropic: use('Anthropic', ['sk-ant-'], 'https://console.anthropic.com/settings/keys'),
  groq: use('Groq', ['gsk_'], 'https://console.groq.com/keys'),
  huggingface: use('Hugging Face', ['hf_'], 'https://huggingface.co/settings/tokens'),
  linear: use('Linear', ['lin_'], 'https://linear.app/settings/api'),
  notion: use('Notion', ['ntn_'], 'https://www.notion.so/my-integrations'),
  privatekey: {
    ...use('your own', ['-----begin'], ROTATE, 'private key'),
    after: 12_000,
  },
  sendgrid: use('SendGrid', ['sg.'], 'https://app.sendgrid.com/settings/api_keys'),
  shopify: use('Shopify', ['shppa_', 'shpca_', 'shpat_', 'shpss_'], 'https://admin.shopify.com/'),
  stripe: use('Stripe', ['sk_live', 'sk_test', 'rk_live', 'rk_test'], 'https://dashboard.stripe.com/apikeys'),
  github: use(
    'GitHub',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    'https://github.com/settings/tokens',
  ),
  gitlab: use('GitLab', ['glpat-'], 'https://gitlab.com/-/user_settings/personal_access_tokens'),
  grafana: use('Grafana', ['glc_', 'glsa_'], 'https://grafana.com/orgs'),
  '1password': { ...use('1Password', ['ops_'], 'https://start.1password.com/developer'), after: 4000 },
  'database-connection-string': use(
    'a database',
    ['mongodb', 'mysql', 'postgres'],
    ROTATE,
    'database password',
  ),
  'hashicorp-vault': use(
    'HashiCorp Vault',
    ['hvs.', 'hvb.', 'hvr.'],
    'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ),
  vercel: use(
    'Vercel',
    ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    'https://vercel.com/account/settings/tokens',
  ),
  databricks: use('Databricks', ['dapi'], 'https://accounts.cloud.databricks.com/'),
  docker: use('Docker Hub', ['dckr_pat_'], 'https://app.docker.com/settings/personal-access-tokens'),
  figma: use('Figma', ['figd_'], 'https://www.figma.com/settings'),
  cloudflare: use('Cloudflare', ['cfk_', 'cfut_', 'cfat_'], 'https://dash.cloudflare.com/profile/api-tokens'),
  tailscale: use('Tailscale', ['tskey'], 'https://login.tailscale.com/admin/settings/keys'),
};

const PREFIX = '@secretlint/secretlint-rule-';
const URI_RULES = new Set(['basicauth', 'database-connection-string']);

/** secretlint's scanners, each created once. Its own comment filter is not run: `comments.ts` reads those comments. */
export function secretlintRules(): ForeignRule[] {
  return rules.flatMap((creator) => {
    const name = creator.meta.id.slice(PREFIX.length);
    const known = USES[name];
    if (!known || creator.meta.type !== 'scanner') return [];
    const reports: SecretLintRuleReportDescriptor[] = [];
    const handler = creator.create(contextInto(reports), {});
    return [foreignRule(name, known, handler, reports)];
  });
}

function foreignRule(
  name: string,
  known: Use,
  handler: SecretLintRuleReportHandler,
  reports: SecretLintRuleReportDescriptor[],
): ForeignRule {
  const rule: RuleFacts = {
    rule: `secretlint-${name}`,
    provider: known.provider,
    title: known.title,
    severity: URI_RULES.has(name) ? 'high' : 'blocker',
    confidence: 'high',
    grants: 'use it as if it were you',
    rotate: known.rotate,
    docs: `https://github.com/secretlint/secretlint/tree/master/packages/@secretlint/secretlint-rule-${name}`,
  };
  return {
    id: name,
    literals: known.literals,
    before: known.before,
    after: known.after,
    mayMatch: (bytes, start, end) =>
      (mayStartToken(bytes, start) || mayStartToken(bytes, start + 1)) &&
      known.mayFollow?.(codesIn(bytes), end) !== false,
    find(path, text, offset) {
      reports.length = 0;
      handler.file?.(sourceOf(path, text));
      return reports.splice(0).flatMap(({ range: [start, end] }) => {
        const secret = text.slice(start, end);
        const real = URI_RULES.has(name)
          ? hasRealCredentials(secret)
          : !isPlaceholder(secret) && looksRandom(secret) && /\d/.test(secret);
        return real ? [{ start: start + offset, end: end + offset, rule, weight: 5 }] : [];
      });
    },
  };
}

function contextInto(reports: SecretLintRuleReportDescriptor[]): SecretLintRuleContext {
  return {
    sharedOptions: {},
    createTranslator: () => (messageId) => ({ message: '', messageId: String(messageId), data: {} }),
    report: (descriptor) => reports.push(descriptor),
    ignore: () => {},
  };
}

/** What the rules read of a source: text, path and extension. They never see the whole file, so they tell no lines. */
function sourceOf(path: string, content: string): SecretLintSourceCode {
  const origin = { line: 1, column: 0 };
  return {
    hasBOM: false,
    content,
    filePath: path,
    physicalFilePath: undefined,
    contentType: 'text',
    ext: /\.[^./]*$/.exec(path)?.[0] ?? '',
    getFilePath: () => path,
    getPhysicalFilePath: () => undefined,
    locationToRange: () => [0, 0],
    rangeToLocation: () => ({ start: origin, end: origin }),
    positionToIndex: () => 0,
    indexToPosition: () => origin,
  };
}
