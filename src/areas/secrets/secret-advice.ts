import { envFileNameOf } from '../../formats/env-file-name.ts';

/** What takes the place of a secret in a file of some kind, in words and as the text to paste. */
export interface Replacement {
  /** Follows "revoke this one: deleting it here is not enough, old commits keep it." */
  text: string;
  copy: string;
}

/** How a language reads an environment variable. */
const READS: readonly [files: RegExp, read: (name: string) => string][] = [
  [/(?:^|\/)supabase\/functions\/.*\.ts$/, (name) => `Deno.env.get("${name}")`],
  [/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, (name) => `process.env.${name}`],
  [/\.(?:py|ipynb)$/, (name) => `os.environ["${name}"]`],
  [/\.(?:rb|rake|erb)$/, (name) => `ENV.fetch("${name}")`],
  [/\.php$/, (name) => `getenv('${name}')`],
  [/\.go$/, (name) => `os.Getenv("${name}")`],
  [/\.(?:java|kts?|scala|groovy)$/, (name) => `System.getenv("${name}")`],
  [/\.cs$/, (name) => `Environment.GetEnvironmentVariable("${name}")`],
  [/\.rs$/, (name) => `std::env::var("${name}")`],
  [/\.exs?$/, (name) => `System.fetch_env!("${name}")`],
  [/(?:\.(?:sh|bash|zsh)|(?:^|\/)Makefile)$/, (name) => `"$${name}"`],
];

/**
 * What to do about a key that browsers or phones get. `place` is the beginning of a sentence that says why they do; `rotate`
 * ends "Make a new key", and may be ''. No variable helps there: a bundler copies its value into the same file.
 */
export function browserAdvice(place: string, rotate: string, rule = ''): string {
  const why = `${place}, so everybody who opens it can read this key, and could read one from an environment variable as well. Make a new key${rotate} and revoke this one.`;
  return rule === 'supabase-service-role-key'
    ? `${why} Then use the publishable (anon) key here, with row level security on, and move what needs more to a server function that has the new key.`
    : `${why} Then move the call that needs it to a server function (an API route, an edge function), keep the new key there, and let the app ask that function.`;
}

/** What a bundler may hand to a browser. */
const MAY_BE_BROWSER = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;

/** Where the new key goes instead: `name` is the environment variable that is to hold it, `rule` its kind. */
export function replacementIn(path: string, name: string, rule = ''): Replacement {
  if (/(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)\//.test(path))
    return {
      text: `Save the new key in the repository's settings under Secrets and variables > Actions, as ${name}, and write this here in its place.`,
      copy: `\${{ secrets.${name} }}`,
    };
  if (/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/.test(path))
    return {
      text: `Write this here in its place, set ${name} in the .env file beside it, which git must ignore, and list ${name}= in .env.example.`,
      copy: `\${${name}:?set ${name}}`,
    };
  if (/(?:^|\/)(?:[\w.-]+\.)?Dockerfile(?:\.[\w.-]+)?$/i.test(path))
    return {
      text: `Take the line out: every copy of the image holds it. Hand ${name} over when the container starts, in the settings of your host or with this.`,
      copy: `docker run -e ${name} …`,
    };
  if (/\.(?:tf|tfvars|hcl)$/.test(path))
    return {
      text: `Declare a variable without a default and marked sensitive = true, write this here in its place, and hand the value over as TF_VAR_${name.toLowerCase()} where Terraform runs.`,
      copy: `var.${name.toLowerCase()}`,
    };
  if (
    /(?:^|\/)(?:\.gitlab-ci|bitbucket-pipelines|azure-pipelines|\.travis|\.drone)\.ya?ml$|(?:^|\/)\.circleci\//.test(
      path,
    )
  )
    return {
      text: `Save the new key as a masked variable ${name} in the settings of your CI, and write this here in its place.`,
      copy: `$${name}`,
    };
  if (envFileNameOf(path)?.kind === 'template')
    return {
      text: 'Leave this line without a value, as below, and set the new key in the env file that git ignores and where the app is deployed.',
      copy: `${name}=`,
    };
  const read = READS.find(([files]) => files.test(path))?.[1](name);
  const browser = MAY_BE_BROWSER.test(path)
    ? rule === 'supabase-service-role-key'
      ? ' If this file runs in the browser, use the publishable (anon) key here instead, with row level security on: this one goes around every rule.'
      : ' If this file runs in the browser, move the call to server code and read it there: what the browser gets, every visitor has.'
    : '';
  return {
    text: read
      ? `Read the new key from an environment variable: write ${read} here in its place, add the line below to .env.example, and set the value in the env file that git ignores and where the app is deployed.${browser}`
      : `Keep the new key in an environment variable, for example ${name}, read on the server: add the line below to .env.example, and set the value where the app is deployed.`,
    copy: `${name}=`,
  };
}
