import { hasGithubChecksum, hasNpmChecksum } from '../checksum.ts';
import type { Detector, Provider } from '../detector.ts';

const github: Provider = {
  name: 'GitHub',
  rotate: 'https://github.com/settings/tokens',
  docs: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  grants: 'read and change your repositories',
};
const npm: Provider = {
  name: 'npm',
  rotate: 'https://www.npmjs.com/settings/~/tokens',
  docs: 'https://docs.npmjs.com/about-access-tokens',
  grants: 'publish packages in your name',
};

/** `ghp_`, `gho_` … end in a checksum, so a look-alike does not pass. */
const githubToken = (id: string, prefix: string, title: string): Detector => ({
  id,
  provider: github,
  title,
  literals: [prefix],
  pattern: new RegExp(`${prefix}[A-Za-z0-9]{36}`),
  severity: 'blocker',
  hasChecksum: hasGithubChecksum,
});

export const CODE_HOSTING_DETECTORS: readonly Detector[] = [
  githubToken('github-personal-access-token', 'ghp_', 'GitHub personal access token'),
  githubToken('github-oauth-token', 'gho_', 'GitHub sign-in token'),
  githubToken('github-user-token', 'ghu_', 'GitHub app user token'),
  githubToken('github-app-token', 'ghs_', 'GitHub app installation token'),
  githubToken('github-refresh-token', 'ghr_', 'GitHub refresh token'),
  {
    id: 'github-fine-grained-token',
    provider: github,
    title: 'GitHub fine-grained access token',
    literals: ['github_pat_'],
    pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/,
    severity: 'blocker',
  },
  {
    id: 'npm-access-token',
    provider: npm,
    title: 'npm access token',
    literals: ['npm_'],
    pattern: /npm_[A-Za-z0-9]{36}/,
    severity: 'blocker',
    hasChecksum: hasNpmChecksum,
  },
];
