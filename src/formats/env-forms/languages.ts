import type { Lexicon } from './masking.ts';

/** One way to read a variable; the name is the group `name`. */
export interface Form {
  form: string;
  pattern: RegExp;
  /** `optional` always; `default`: optional when a further argument, an `or` or a test is there. */
  requirement: 'required' | 'optional' | 'default';
  /** The form may stand inside a string: a struct tag, an annotation's text. */
  inString?: boolean;
  /** Only in files that say this: `env('X')` is a read in PHP where the framework has such a function. */
  needs?: RegExp;
  /** Sets the name instead. */
  writes?: boolean;
}

export interface Language {
  files: RegExp;
  /** The raw text has to have this for the file to be worth masking. */
  prefilter: RegExp;
  lexicon: Lexicon;
  forms: readonly Form[];
}

/** Laravel's `env('X')`: its config files are published by packages, and list their variables themselves. */
export const CONFIG_FORM = 'env()';

const N = '(?<name>[A-Za-z_][A-Za-z0-9_]*)';
const Q = `["']${N}["']`;
const form = (
  name: string,
  source: string,
  requirement: Form['requirement'],
  more: Partial<Form> = {},
): Form => ({
  form: name,
  pattern: new RegExp(source, 'g'),
  requirement,
  ...more,
});

const HASH: Lexicon = { lineComments: ['#'], blockComments: [], strings: ['"', "'"], singleLine: ['"', "'"] };
const SLASH: Lexicon = {
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  strings: ['"'],
  singleLine: ['"'],
};

const PYTHON: Language = {
  files: /\.pyi?$/,
  prefilter: /environ|getenv|decouple|BaseSettings|Config\(|envvar/,
  lexicon: {
    lineComments: ['#'],
    blockComments: [],
    strings: ['"""', "'''", '"', "'"],
    singleLine: ['"', "'"],
    interpolation: '{',
  },
  forms: [
    form('os.environ', `\\benviron\\[\\s*${Q}\\s*\\]\\s*=(?!=)`, 'optional', { writes: true }),
    form('os.environ', `\\benviron\\[\\s*${Q}\\s*\\](?!\\s*=[^=])`, 'required'),
    form('os.environ.get', `\\benviron\\.(?:get|pop)\\(\\s*${Q}`, 'default'),
    form('os.environ.setdefault', `\\benviron\\.setdefault\\(\\s*${Q}`, 'optional', { writes: true }),
    form('os.getenv', `\\bgetenv\\(\\s*(?:key\\s*=\\s*)?${Q}`, 'default'),
    form('in os.environ', `${Q}\\s+(?:not\\s+)?in\\s+(?:os\\.)?environ\\b`, 'optional'),
    form(
      'env()',
      `\\benv(?:\\.(?:str|bool|int|float|list|tuple|dict|json|url|db|db_url|cache|cache_url|email_url|path|decimal|date|datetime|timedelta|uuid|log_level|enum|search_url))?\\(\\s*${Q}`,
      'default',
      {
        needs: /\bimport environ\b|from environ import|environs\b/,
      },
    ),
    form('config()', `\\b_?config\\(\\s*${Q}`, 'default', {
      needs: /from decouple import|import decouple|starlette\.config/,
    }),
    form('envvar', `\\benvvar\\s*=\\s*${Q}`, 'optional'),
  ],
};

const GO: Language = {
  files: /\.go$/,
  prefilter: /Getenv|LookupEnv|BindEnv|env:"|envconfig|ExpandEnv|EnvVars?:/,
  lexicon: { ...SLASH, strings: ['"', '`'], singleLine: ['"'] },
  forms: [
    form('os.Getenv', `\\b(?:os|syscall)\\.Getenv\\(\\s*"${N}"`, 'default'),
    form('os.LookupEnv', `\\bos\\.LookupEnv\\(\\s*"${N}"`, 'optional'),
    form('struct tag', `\\benv:"${N}(?:,[^"\`]*)?"`, 'optional', { inString: true }),
    form('struct tag', `\\benvconfig:"${N}"`, 'optional', { inString: true }),
    form('viper.BindEnv', `\\bBindEnv\\(\\s*"[^"]*"\\s*,\\s*"${N}"`, 'optional'),
  ],
};

const RUBY: Language = {
  files:
    /\.(?:rb|rake|erb|ru|gemspec|slim|haml)$|(?:^|\/)(?:Rakefile|Gemfile|Capfile|Guardfile)$|(?:^|\/)config\/[\w/-]+\.ya?ml$/,
  prefilter: /\bENV\b|Figaro/,
  lexicon: { ...HASH, strings: ['"', "'"], singleLine: [], interpolation: '#{' },
  forms: [
    form('ENV[]', `\\bENV\\[\\s*${Q}\\s*\\]\\s*(?:\\|\\|)?=(?![=~])`, 'optional', { writes: true }),
    form('ENV[]', `\\bENV\\[\\s*${Q}\\s*\\](?!\\s*(?:\\|\\|)?=[^=~])`, 'default'),
    form('ENV.fetch', `\\bENV\\.fetch\\(?\\s*${Q}`, 'default'),
    form('ENV.key?', `\\bENV\\.(?:key|has_key|include|member)\\?\\(?\\s*${Q}`, 'optional'),
    form('Figaro.env', `\\bFigaro\\.env\\.${N}`, 'required'),
  ],
};

const PHP: Language = {
  files: /\.php$/,
  prefilter: /getenv|\$_ENV|\$_SERVER|\benv\(/,
  lexicon: { ...SLASH, lineComments: ['//', '#'], strings: ['"', "'"], singleLine: [] },
  forms: [
    form('getenv', `\\bgetenv\\(\\s*${Q}`, 'default'),
    form('$_ENV', `\\$_ENV\\[\\s*${Q}\\s*\\]`, 'default'),
    form(CONFIG_FORM, `(?<![\\w>:$])(?:Env::get|env)\\(\\s*${Q}`, 'default'),
  ],
};

const JVM: Language = {
  files: /\.(?:java|kts?|scala|groovy|gradle)$/,
  prefilter: /getenv|sys\.env|@Value|dotenv/,
  lexicon: { ...SLASH, strings: ['"""', '"'] },
  forms: [
    form('System.getenv', `\\bSystem\\.getenv\\(\\s*"${N}"`, 'default'),
    form(
      'System.getenv',
      `\\bSystem\\.getenv\\(\\)\\s*(?:\\.get\\(|\\[|\\.getOrDefault\\()\\s*"${N}"`,
      'default',
    ),
    form('sys.env', `\\bsys\\.env(?:\\.get|\\.getOrElse)?\\(\\s*"${N}"`, 'default'),
    form(
      '@Value',
      `@Value\\(\\s*"\\\\?\\$\\{(?<name>[A-Z][A-Z0-9_]*)(?<fallback>:[^}\\n]{0,300})?\\}`,
      'default',
    ),
    form('dotenv.get', `\\bdotenv(?:\\.get\\(|\\[)\\s*"${N}"`, 'default'),
  ],
};

const CSHARP: Language = {
  files: /\.(?:cs|fs|vb)$/,
  prefilter: /GetEnvironmentVariable/,
  lexicon: SLASH,
  forms: [form('GetEnvironmentVariable', `\\bGetEnvironmentVariable\\(\\s*"${N}"`, 'default')],
};

const RUST: Language = {
  files: /\.rs$/,
  prefilter: /env::var|env!|dotenv|env\s*=\s*"|var_os/,
  lexicon: SLASH,
  forms: [
    form('env::var', `\\b(?:env|dotenvy|dotenv)::var(?:_os)?\\(\\s*"${N}"`, 'default'),
    form('option_env!', `\\boption_env!\\(\\s*"${N}"`, 'optional'),
    form('env!', `(?<!option_)\\benv!\\(\\s*"${N}"`, 'required'),
    form('clap', `\\benv\\s*=\\s*"${N}"`, 'optional'),
  ],
};

const ELIXIR: Language = {
  files: /\.exs?$|\.heex$/,
  prefilter: /System\.(?:get|fetch)_env/,
  lexicon: { ...HASH, strings: ['"""', '"'], singleLine: [], interpolation: '#{' },
  forms: [
    form('System.fetch_env!', `\\bSystem\\.fetch_env!\\(\\s*"${N}"`, 'required'),
    form('System.get_env', `\\bSystem\\.get_env\\(\\s*"${N}"`, 'default'),
    form('System.fetch_env', `\\bSystem\\.fetch_env\\(\\s*"${N}"`, 'optional'),
  ],
};

const PRISMA: Language = {
  files: /\.prisma$/,
  prefilter: /\benv\(/,
  lexicon: SLASH,
  forms: [
    form('env()', `\\bshadowDatabaseUrl\\s*=\\s*env\\(\\s*"${N}"\\s*\\)`, 'optional'),
    form('env()', `\\benv\\(\\s*"${N}"\\s*\\)`, 'required'),
  ],
};

const SPRING: Language = {
  files: /(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.(?:ya?ml|properties)$|\.conf$/,
  prefilter: /\$\{/,
  lexicon: { lineComments: ['#'], blockComments: [], strings: [], singleLine: [] },
  forms: [
    form(
      'placeholder',
      `\\$\\{\\??(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?<fallback>:[^}\\n]{0,300})?\\}`,
      'default',
    ),
  ],
};

export const LANGUAGES: readonly Language[] = [
  PYTHON,
  GO,
  PHP,
  JVM,
  CSHARP,
  RUST,
  ELIXIR,
  PRISMA,
  SPRING,
  RUBY,
];
