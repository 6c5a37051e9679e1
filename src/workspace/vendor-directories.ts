import type { DirectoryEntry } from './file-system.ts';

/**
 * Folders of other people's code and of caches, left out where no git index says what belongs to the project. Build
 * output (`dist`, `build`, `out`) stays in: without git it may be just what is uploaded.
 */
const VENDOR_DIRECTORIES = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
  '.npm',
  '.venv',
  '__pycache__',
  'site-packages',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.gradle',
  '.terraform',
  '.dart_tool',
  'Pods',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.astro',
  '.angular',
  '.docusaurus',
  '.expo',
  '.turbo',
  '.nx',
  '.wrangler',
  '.vercel',
  '.netlify',
  '.serverless',
  '.cache',
  '.parcel-cache',
  '.vscode-test',
  '.nyc_output',
  'coverage',
]);

export function isVendorDirectory(name: string): boolean {
  return VENDOR_DIRECTORIES.has(name);
}

/** What lies in a cache that says so (https://bford.info/cachedir/: cargo's `target`, many others) or a Python environment. */
export const VENDOR_MARKS = ['CACHEDIR.TAG', 'pyvenv.cfg'] as const;

export function isVendorListing(entries: readonly DirectoryEntry[]): boolean {
  return entries.some((entry) => (VENDOR_MARKS as readonly string[]).includes(entry.name));
}
