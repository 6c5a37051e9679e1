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
  /** What comes back has to be opened first (Rust): needed only where that is done by force. */
  isResult?: boolean;
  /** Fails by itself where the name is missing and no default is given. */
  isStrict?: boolean;
}

export interface Language {
  id: string;
  files: RegExp;
  /** The raw text has to have this for the file to be worth masking. */
  prefilter: RegExp;
  lexicon: Lexicon;
  forms: readonly Form[];
  /** Where it runs whatever the path says. */
  side?: 'script';
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
  id: 'python',
  files: /\.pyi?$/,
  prefilter:
    /environ|getenv|decouple|BaseSettings|Config\(|envvar|\w*(?:[eE]nv|ENV|[cC]onf|[sS]ecret|[sS]etting|[pP]aram)\w*(?:\.\w+)?\(\s*["'][A-Z][A-Z0-9]*_/,
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
      `\\benv(?:\\.(?:str|bool|int|float|list|tuple|dict|json|url|db|db_url|cache|cache_url|email_url|path|decimal|date|datetime|time|timedelta|uuid|log_level|enum|search_url|dj_db_url|dj_email_url|dj_cache_url|unicode|bytes|get_value|read|required))?\\(\\s*${Q}`,
      'default',
      {
        isStrict: true,
        needs: /\bimport environ\b|from environ import|environs\b/,
      },
    ),
    form('config()', `\\b_?config\\(\\s*${Q}`, 'default', {
      isStrict: true,
      needs: /from decouple import|import decouple|starlette\.config/,
    }),
    form('envvar', `\\benvvar\\s*=\\s*\\[?${Q}`, 'optional'),
    // django-environ's scheme: `Env(DEBUG=(bool, False))`.
    form(
      'Env()',
      `(?<=\\b(?:environ\\.)?Env\\((?:[^()]|\\([^()]*\\)){0,600})\\b${N}\\s*=\\s*\\(\\s*\\w+\\s*,`,
      'optional',
      {
        needs: /\bEnv\(\s*\w+\s*=/,
      },
    ),
  ],
};

const GO: Language = {
  id: 'go',
  files: /\.go$/,
  prefilter:
    /Getenv|LookupEnv|BindEnv|env:"|envconfig|ExpandEnv|EnvVars?\b|viper|Envar\(|mapstructure|\w*(?:[eE]nv|[cC]onf|[sS]ecret|[pP]aram|Must|Require)\w*\(\s*"[A-Z][A-Z0-9]*_/,
  lexicon: { ...SLASH, strings: ['"', '`'], singleLine: ['"'] },
  forms: [
    form('os.Getenv', `\\b(?:os|syscall)\\.Getenv\\(\\s*"${N}"`, 'default'),
    form('os.LookupEnv', `\\bos\\.LookupEnv\\(\\s*"${N}"`, 'optional'),
    form('os.ExpandEnv', `\\bos\\.ExpandEnv\\([^)\\n]*\\$\\{?${N}`, 'required'),
    form('viper.BindEnv', `\\bBindEnv\\(\\s*"[^"]*"\\s*,\\s*"${N}"`, 'optional'),
    form('viper.BindEnv', `\\bBindEnv\\(\\s*"(?<name>[A-Z][A-Z0-9_]*)"\\s*\\)`, 'optional'),
    form(
      'viper.Get',
      `\\bviper\\.(?:Get|GetString|GetInt|GetBool|GetDuration|GetStringSlice|GetFloat64|GetInt64|IsSet)\\(\\s*"(?<name>[A-Z][A-Z0-9_]*)"`,
      'optional',
    ),
    form('mapstructure', `\\bmapstructure:"(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)`, 'optional', {
      inString: true,
      needs: /viper/,
    }),
    form('flag', `\\bEnvVars?\\b[^"\\n]{0,30}"${N}"`, 'optional'),
    form('flag', `\\bEnvar\\(\\s*"${N}"`, 'optional'),
  ],
};

/** Symfony: `%env(resolve:DATABASE_URL)%`, `%env(default::X)%`. */
const SYMFONY = form(
  '%env()%',
  `%env\\((?<fallback>default:\\w*:)?(?:\\w+:)*?(?<name>[A-Z][A-Z0-9_]*)\\)%`,
  'default',
  {
    inString: true,
  },
);

const RUBY: Language = {
  id: 'ruby',
  files:
    /\.(?:rb|rake|erb|ru|gemspec|slim|haml)$|(?:^|\/)(?:Rakefile|Gemfile|Capfile|Guardfile)$|(?:^|\/)config\/[\w/-]+\.ya?ml$/,
  prefilter:
    /\bENV\b|Figaro|%env\(|\w*(?:[eE]nv|[cC]onf|[sS]ecret|[sS]etting)\w*(?:\.\w+)?\(\s*["'][A-Z][A-Z0-9]*_/,
  lexicon: { ...HASH, strings: ['"', "'"], singleLine: [], interpolation: '#{' },
  forms: [
    form('ENV[]', `\\bENV\\[\\s*${Q}\\s*\\]\\s*(?:\\|\\|)?=(?![=~])`, 'optional', { writes: true }),
    form('ENV[]', `\\bENV\\[\\s*${Q}\\s*\\](?!\\s*(?:\\|\\|)?=[^=~])`, 'default'),
    form('ENV.fetch', `\\bENV\\.fetch\\(?\\s*${Q}`, 'default', { isStrict: true }),
    form('ENV.values_at', `\\bENV\\.(?:values_at|slice|fetch_values|dig)\\(\\s*${Q}`, 'optional'),
    form('ENV.key?', `\\bENV\\.(?:key|has_key|include|member)\\?\\(?\\s*${Q}`, 'optional'),
    form('Figaro.env', `\\bFigaro\\.env\\.${N}`, 'required'),
    SYMFONY,
  ],
};

const PHP: Language = {
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

const JVM: Language = {
  id: 'jvm',
  files: /\.(?:java|kts?|scala|groovy|gradle)$/,
  prefilter:
    /getenv|sys\.env|@Value|dotenv|environmentVariable|getProperty|\w*(?:[eE]nv|[cC]onf|[sS]ecret)\w*\(\s*"[A-Z][A-Z0-9]*_/,
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
      { isStrict: true },
    ),
    form('environmentVariable', `\\benvironmentVariable\\(\\s*"${N}"`, 'optional'),
    form(
      'getProperty',
      `\\b(?:env|environment)\\.(?:getProperty|getRequiredProperty)\\(\\s*"(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)"`,
      'default',
    ),
    form('dotenv.get', `\\bdotenv(?:\\.get\\(|\\[)\\s*"${N}"`, 'default'),
  ],
};

const CSHARP: Language = {
  id: 'csharp',
  files: /\.(?:cs|fs|vb)$/,
  prefilter:
    /GetEnvironmentVariable|[cC]onfig(?:uration)?\[|GetValue<|AddEnvironmentVariables|GetConnectionString|\w*(?:[eE]nv|[cC]onf|[sS]ecret)\w*\(\s*"[A-Z][A-Z0-9]*_/,
  lexicon: SLASH,
  forms: [
    form('GetEnvironmentVariable', `\\bGetEnvironmentVariable\\(\\s*"${N}"`, 'default'),
    form(
      'Configuration',
      `\\b\\w*[cC]onfig(?:uration)?\\[\\s*"(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)"\\s*\\]`,
      'default',
    ),
    form('Configuration', `\\bGetValue<\\w+\\??>\\(\\s*"(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)"`, 'optional'),
  ],
};

const RUST: Language = {
  id: 'rust',
  files: /\.rs$/,
  prefilter:
    /env::var|env!|dotenv|env\s*=\s*"|var_os|envy::|Env::prefixed|with_prefix|\w*(?:env|conf|secret)\w*!?\(\s*"[A-Z][A-Z0-9]*_/,
  lexicon: SLASH,
  forms: [
    form('env::var', `\\b(?:env|dotenvy|dotenv)::var(?:_os)?\\(\\s*"${N}"`, 'default', { isResult: true }),
    form('option_env!', `\\boption_env!\\(\\s*"${N}"`, 'optional'),
    form('env!', `(?<!option_)\\benv!\\(\\s*"${N}"`, 'required'),
    form('clap', `\\benv\\s*=\\s*"${N}"`, 'optional'),
  ],
};

const ELIXIR: Language = {
  id: 'elixir',
  files: /\.exs?$|\.heex$/,
  prefilter:
    /System\.(?:get|fetch)_env|\benv!\(|:system\b|\w*(?:env|conf|secret)\w*[!?]?\(\s*"[A-Z][A-Z0-9]*_/,
  lexicon: { ...HASH, strings: ['"""', '"'], singleLine: [], interpolation: '#{' },
  forms: [
    form('System.fetch_env!', `\\bSystem\\.fetch_env!\\(\\s*"${N}"`, 'required'),
    form('System.get_env', `\\bSystem\\.get_env\\(\\s*"${N}"`, 'default'),
    form('env!', `(?<![\\w.])env!\\(\\s*"${N}"`, 'default', { needs: /\bDotenvy\b/ }),
    form(':system', `\\{\\s*:system\\s*,\\s*"${N}"`, 'optional'),
    form('System.fetch_env', `\\bSystem\\.fetch_env\\(\\s*"${N}"`, 'optional'),
  ],
};

const PRISMA: Language = {
  id: 'prisma',
  files: /\.prisma$/,
  prefilter: /\benv\(/,
  lexicon: SLASH,
  forms: [
    form('env()', `\\bshadowDatabaseUrl\\s*=\\s*env\\(\\s*"${N}"\\s*\\)`, 'optional'),
    form('env()', `\\benv\\(\\s*"${N}"\\s*\\)`, 'required'),
  ],
};

const SPRING: Language = {
  id: 'placeholders',
  files: /(?:^|\/)(?:application|bootstrap|reference)(?:-[\w-]+)?\.(?:ya?ml|properties|conf)$/,
  prefilter: /\$\{/,
  lexicon: { lineComments: ['#'], blockComments: [], strings: [], singleLine: [] },
  forms: [
    form(
      'placeholder',
      `\\$\\{\\??(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?<fallback>:[^}\\n]{0,300})?\\}`,
      'default',
      { isStrict: true },
    ),
  ],
};

/** Names that `envsubst` fills into a web server's configuration when its container starts. */
const ENVSUBST: Language = {
  id: 'envsubst',
  files: /\.conf(?:\.(?:template|tmpl))?$|\.(?:template|tmpl|tpl)$|\.conf\.[\w.-]*template$/,
  prefilter: /\$\{[A-Z]/,
  lexicon: { lineComments: ['#'], blockComments: [], strings: [], singleLine: [] },
  forms: [
    form(
      'envsubst',
      '\\$\\{\\??(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?<fallback>:-[^}\\n]{0,300})?\\}',
      'optional',
    ),
  ],
  side: 'script',
};

const DART: Language = {
  id: 'dart',
  files: /\.dart$/,
  prefilter: /fromEnvironment|dotenv|environment\[|varName/,
  lexicon: { ...SLASH, strings: ["'''", '"""', '"', "'"], singleLine: ['"', "'"], interpolation: '${' },
  forms: [
    form('fromEnvironment', `\\bfromEnvironment\\(\\s*${Q}`, 'default'),
    form('Platform.environment', `\\bPlatform\\.environment\\[\\s*${Q}\\s*\\]`, 'default'),
    form('dotenv', `\\bdotenv\\.env\\[\\s*${Q}\\s*\\]`, 'default'),
    form('dotenv', `\\bdotenv\\.(?:get|getInt|getBool|getDouble)\\(\\s*${Q}`, 'default'),
    form('dotenv', `\\bdotenv\\.maybeGet\\(\\s*${Q}`, 'optional'),
    form('envied', `\\bvarName:\\s*${Q}`, 'required'),
  ],
};

const SWIFT: Language = {
  id: 'swift',
  files: /\.swift$/,
  prefilter: /environment|Environment\.get/,
  lexicon: { ...SLASH, strings: ['"""', '"'] },
  forms: [
    form('ProcessInfo', `\\bprocessInfo\\.environment\\[\\s*"${N}"\\s*\\]`, 'default'),
    form('Environment.get', `\\bEnvironment\\.get\\(\\s*"${N}"`, 'default'),
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
  ENVSUBST,
  DART,
  SWIFT,
];
