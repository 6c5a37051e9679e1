/** What a step's shell text does, as far as its words say. */
export interface RunFacts {
  /** Builds the app. */
  builds: boolean;
  /** Runs the app and clicks through it. */
  testsWhole: boolean;
  /** Hands the app to where it runs. */
  deploys: boolean;
  /** Puts the built files where they are served, without building them there again. */
  uploads: boolean;
  /** Takes the environment from a file or a store, so that what the workflow says is not all. */
  fillsEnvironment: boolean;
  /** Runs the project's own commands and no other program that may read the environment. */
  isOwn: boolean;
}

const BUILD =
  /\b(?:npm|pnpm|yarn|bun|turbo|nx)\b[^\n;&|]*\bbuild\b|\b(?:next|vite|nuxt|astro|gatsby|react-scripts|vue-cli-service|expo|remix) (?:build|export)\b/;
const WHOLE =
  /\bplaywright test\b|\bcypress run\b|\b(?:npm|pnpm|yarn|bun)\b[^\n;&|]*\b(?:e2e|playwright|cypress)\b/;
const DEPLOY =
  /\b(?:vercel|netlify|firebase|fly|flyctl|wrangler|railway|surge|gcloud|serverless|sst|cdk|amplify)\b[^\n]*\b(?:deploy|publish|up|hosting)\b|\baws s3 (?:sync|cp)\b|\bvercel (?:build\b.*)?--prod\b|\brsync\b|\bscp\b|\bgh-pages\b|\bkubectl (?:apply|set)\b|\bhelm upgrade\b/;
const UPLOAD =
  /\bfirebase\b[^\n]*\b(?:deploy|hosting)|\baws s3 (?:sync|cp)\b|\brsync\b|\bgh-pages\b|\bnetlify deploy\b[^\n]*--dir|\bwrangler pages (?:deploy|publish)\b|\bsurge\b|\baz storage\b/;
/** Brings an env file from somewhere else. */
const COPIES =
  /\b(?:cp|mv|ln)\b[^\n]*\.env|\bvercel (?:env )?pull\b|\bdoppler\b|\binfisical\b|\bop run\b|\bsops\b/;
const FILLS =
  /\b(?:cp|mv|cat|ln)\b[^\n]*\.env|\.env[\w.]*['"]?\s*(?:$|\||<<)|>>?\s*["']?[\w./-]*\.(?:env|dev\.vars)|\bvercel (?:env )?pull\b|\bdoppler\b|\binfisical\b|\bdotenvx?\b|\bop run\b|\bchamber\b|\bsops\b|\bdocker[ -]compose\b|GITHUB_ENV/m;
/** Installing, building and testing: no other program gets the variables. */
const OWN =
  /^\s*(?:(?:#.*|cd\s.*|set -.*|echo\s.*|corepack\s.*|(?:npm|pnpm|yarn|bun)\s+(?:ci|i|install)\b.*|(?:npm|pnpm|yarn|bun|turbo|nx)\b[^;|]*\b(?:build|test|tests|e2e|lint|typecheck|type-check|vitest|jest|playwright|start)\b[\w:./@ -]*|(?:npx |bunx |pnpm exec )?(?:next|vite|nuxt|astro|tsc|vitest|jest|playwright)\s.*)(?:&&\s*|;\s*|$))*$/;

export function runFactsOf(script: string): RunFacts {
  const lines = script.split('\n');
  return {
    builds: BUILD.test(script),
    testsWhole: WHOLE.test(script),
    deploys: DEPLOY.test(script),
    uploads: UPLOAD.test(script),
    fillsEnvironment: FILLS.test(script),
    isOwn: lines.every((line) => line.length < 300 && OWN.test(line)),
  };
}

const DEPLOYING =
  /(?:^|\/|-)(?:deploy|firebase|netlify|vercel|pages|cloudflare|wrangler|flyctl|railway|azure|gh-pages|s3|rsync|ssh|ftp)/i;

/** Copies an env file or takes it from a store. */
export const bringsEnvFile = (script: string): boolean => COPIES.test(script);

/** Actions that serve the files which the job has built. */
export const isUploadAction = (uses: string): boolean =>
  /gh-pages|deploy-pages|upload-pages-artifact|pages-action|hosting-deploy|s3-sync|s3-deploy|actions-netlify|rsync|ftp-deploy/i.test(
    uses.replace(/@.*$/, ''),
  );

/** Actions that hand a built app to a host. */
export const isDeployAction = (uses: string): boolean =>
  DEPLOYING.test(uses.replace(/@.*$/, '')) && !/setup|configure-pages|artifact(?!.*deploy)|cache/i.test(uses);

/** The names in a here-document or in `echo` lines that a step writes into an env file; undefined where it writes none. */
export function envFileWritten(script: string): { path: string; names: string[] } | undefined {
  const target = />>?\s*["']?((?:[\w./-]*\/)?\.(?:env(?:\.[\w.-]+)?|dev\.vars))["']?(?=\s|$|;|\)|<)/m.exec(
    script,
  );
  if (
    !target?.[1] ||
    /\bcp\b|\bcat\s+[^<\s-]|\bsed\b|\bvercel\b|\bprintenv\b|\benv\s*(?:\||>)|\bjq\b/.test(script)
  )
    return undefined;
  const names = [...script.matchAll(/(?:^\s*|\becho\s+(?:-e\s+|-n\s+)?["']?|\\n)([A-Z][A-Z0-9_]*)=/gm)];
  return {
    path: target[1].replace(/^\.\//, ''),
    names: [...new Set(names.map((match) => match[1] as string))],
  };
}
