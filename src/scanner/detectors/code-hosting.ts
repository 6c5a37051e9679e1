import { hasGithubChecksum, hasGitlabChecksum, hasNpmChecksum } from '../checksum.ts';
import { type Detector, type Kind, kinds, provider } from '../detector.ts';

const github = provider(
  'GitHub',
  'https://github.com/settings/tokens',
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  'read and change your repositories',
);
const gitlab = provider(
  'GitLab',
  'https://gitlab.com/-/user_settings/personal_access_tokens',
  'https://docs.gitlab.com/security/tokens/#token-prefixes',
  'read and change your projects',
);
const atlassian = provider(
  'Atlassian',
  'https://id.atlassian.com/manage-profile/security/api-tokens',
  'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  'read and change your Jira, Confluence and Bitbucket',
);

/** `ghp_`, `gho_` … end in a checksum, so that a made-up one is told apart. */
const githubToken = (prefix: string, title: string): Kind => ({
  title,
  pattern: new RegExp(`${prefix}_[A-Za-z0-9]{36}`),
  hasChecksum: hasGithubChecksum,
});

/** GitLab's prefixes. A routable token has two parts behind the body: `.` with its version, and a checksum. */
const gitlabToken = (prefix: string, title: string, more: Partial<Kind> = {}): Kind => ({
  title,
  pattern: new RegExp(
    `${prefix}-(?:[A-Za-z0-9_-]{27,300}\\.[0-9a-z]{2}\\.?[a-z0-9]{2,9}|[A-Za-z0-9_-]{20,70})`,
  ),
  minEntropy: 2.8,
  hasChecksum: hasGitlabChecksum,
  ...more,
});

export const CODE_HOSTING_DETECTORS: readonly Detector[] = [
  ...kinds(github, {
    'github-personal-access-token': githubToken('ghp', 'GitHub personal access token'),
    'github-oauth-token': githubToken('gho', 'GitHub sign-in token'),
    'github-user-token': githubToken('ghu', 'GitHub app user token'),
    'github-app-token': {
      title: 'GitHub app installation token',
      // The younger form holds the app's id and a signed token instead.
      pattern:
        /ghs_(?:\d{1,12}_eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,1500}\.[A-Za-z0-9_-]{40,700}|[A-Za-z0-9]{36})/,
      literals: ['ghs_'],
      hasChecksum: (token) => token.includes('.') || hasGithubChecksum(token),
    },
    'github-refresh-token': {
      title: 'GitHub refresh token',
      // As long as in the manual; whether that form ends in a checksum is not said.
      pattern: /ghr_(?:[A-Za-z0-9]{76}|[A-Za-z0-9]{36})/,
      hasChecksum: (token) => token.length === 80 || hasGithubChecksum(token),
      docs: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
    },
    'github-fine-grained-token': {
      title: 'GitHub fine-grained access token',
      pattern: /github_pat_(?:[A-Za-z0-9]{22}_[A-Za-z0-9]{59}|[A-Za-z0-9_]{82})/,
    },
  }),
  ...kinds(gitlab, {
    'gitlab-personal-access-token': gitlabToken('glpat', 'GitLab personal access token'),
    'gitlab-oauth-secret': gitlabToken('gloas', 'GitLab application secret'),
    'gitlab-deploy-token': gitlabToken('gldt', 'GitLab deploy token'),
    'gitlab-runner-token': gitlabToken('glrtr?', 'GitLab runner token', { literals: ['glrt'] }),
    'gitlab-runner-registration-token': {
      title: 'GitLab runner registration token',
      pattern: /GR1348941[A-Za-z0-9_-]{20}/,
    },
    'gitlab-job-token': {
      ...gitlabToken('glcbt', 'GitLab job token', { severity: 'high' }),
      // The younger form holds a signed token instead.
      pattern:
        /glcbt-(?:eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,2500}\.[A-Za-z0-9_-]{40,700}|[A-Za-z0-9_-]{27,300}\.[0-9a-z]{2}\.?[a-z0-9]{2,9}|[A-Za-z0-9_-]{20,70})/,
      literals: ['glcbt-'],
      hasChecksum: (token) => token.includes('.eyJ') || hasGitlabChecksum(token),
    },
    'gitlab-trigger-token': gitlabToken('glptt', 'GitLab pipeline trigger token'),
    'gitlab-feed-token': gitlabToken('glft', 'GitLab feed token', { severity: 'high' }),
    'gitlab-incoming-mail-token': gitlabToken('glimt', 'GitLab incoming mail token', { severity: 'high' }),
    'gitlab-agent-token': gitlabToken('glagent', 'GitLab Kubernetes agent token'),
    'gitlab-scim-token': gitlabToken('glsoat', 'GitLab SCIM token'),
    'gitlab-feature-flag-token': gitlabToken('glffct', 'GitLab feature flag client token', {
      severity: 'high',
    }),
    'gitlab-workspace-token': gitlabToken('glwt', 'GitLab workspace token', { severity: 'high' }),
    'gitlab-session-cookie': {
      title: 'GitLab session cookie',
      pattern: /_gitlab_session=([a-z0-9]{32})/,
      severity: 'high',
    },
  }),
  ...kinds(atlassian, {
    'atlassian-api-token': { title: 'Atlassian API token', pattern: /ATATT3[A-Za-z0-9_\-=]{100,250}/ },
    'atlassian-access-token': { title: 'Atlassian access token', pattern: /ATCTT3[A-Za-z0-9_\-=]{100,250}/ },
    'bitbucket-app-password': {
      title: 'Bitbucket app password',
      pattern: /ATBB[A-Za-z0-9_]{32}/,
      minEntropy: 3,
    },
    'trello-api-token': {
      title: 'Trello API token',
      pattern: /ATTA[a-zA-Z0-9]{64,72}/,
      rotate: 'https://trello.com/power-ups/admin',
      docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
      grants: 'read and change your boards',
    },
  }),
  ...kinds(
    provider(
      'Sourcegraph',
      'https://sourcegraph.com/user/settings/tokens',
      'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
      'search your private code',
    ),
    {
      'sourcegraph-access-token': {
        title: 'Sourcegraph access token',
        literals: ['sgp_', 'sgd_'],
        pattern: /sgp_(?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40}|sgd_[a-f0-9]{64}/,
      },
      'sourcegraph-license-key': {
        title: 'Sourcegraph licence key',
        pattern: /slk_[a-f0-9]{64}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'npm',
      'https://www.npmjs.com/settings/~/tokens',
      'https://docs.npmjs.com/about-access-tokens',
      'publish packages in your name',
    ),
    {
      'npm-access-token': {
        title: 'npm access token',
        pattern: /npm_[A-Za-z0-9]{36}/,
        hasChecksum: hasNpmChecksum,
      },
    },
  ),
];
