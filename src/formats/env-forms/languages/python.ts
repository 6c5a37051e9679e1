import { form, type Language, N, Q } from '../form.ts';

export const PYTHON: Language = {
  id: 'python',
  files: /\.pyi?$/,
  prefilter:
    /environ|getenv|decouple|BaseSettings|SettingsMixin|Config\(|envvar|\w*(?:[eE]nv|ENV|[cC]onf|[sS]ecret|[sS]etting|[pP]aram)\w*(?:\.\w+)?\(\s*["'][A-Z][A-Z0-9]*_/,
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
