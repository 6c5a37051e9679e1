import { CONFIG_FORM, form, type Language, Q, SLASH } from '../form.ts';

/** Symfony: `%env(resolve:DATABASE_URL)%`, `%env(default::X)%`. */
export const SYMFONY = form(
  '%env()%',
  `%env\\((?<fallback>default:\\w*:)?(?:\\w+:)*?(?<name>[A-Z][A-Z0-9_]*)\\)%`,
  'default',
  {
    inString: true,
  },
);

export const PHP: Language = {
  id: 'php',
  files: /\.php$/,
  prefilter:
    /getenv|\$_ENV|\$_SERVER|\benv\(|%env\(|\w*(?:[eE]nv|[cC]onf|[sS]ecret|[sS]etting)\w*\(\s*["'][A-Z][A-Z0-9]*_/,
  lexicon: { ...SLASH, lineComments: ['//', '#'], strings: ['"', "'"], singleLine: [] },
  forms: [
    form('getenv', `\\bgetenv\\(\\s*${Q}`, 'default'),
    form(
      '$_SERVER',
      `\\$_SERVER\\[\\s*["'](?!(?:HTTP|REQUEST|SERVER|REMOTE|SCRIPT|QUERY|PATH|DOCUMENT|PHP|CONTENT|GATEWAY|REDIRECT|ORIG|SSL|AUTH|UNIQUE|CONTEXT|argv|argc)(?:_|\\b))(?<name>[A-Z][A-Z0-9_]*)["']\\s*\\]`,
      'optional',
    ),
    SYMFONY,
    form('$_ENV', `\\$_ENV\\[\\s*${Q}\\s*\\]`, 'default'),
    form(CONFIG_FORM, `(?<![\\w>:$])(?:Env::get|env)\\(\\s*${Q}`, 'default'),
  ],
};
