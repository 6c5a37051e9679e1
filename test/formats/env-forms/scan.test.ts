// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { scanEnvironment } from '../../../src/formats/env-forms/scan.ts';

const shown = (path: string, text: string) =>
  (scanEnvironment(path, text)?.reads ?? []).map((r) => {
    const token = text.slice(r.from, r.to);
    return `${token === r.name ? '' : `${token}=`}${r.name} ${r.requirement}`;
  });

describe('formats/env-forms', () => {
  const cases: [string, string, string, string[]][] = [
    [
      'Python',
      'a.py',
      "import os\na = os.environ['A']\nb = os.environ.get('B', 'x')\nc = os.getenv(\"C\")\nd = os.getenv('D') or 1\nif os.getenv('E'):\n  pass\nos.environ['F'] = '1'\n'G' in os.environ\n",
      ['A required', 'B optional', 'C required', 'D optional', 'E tested', 'G optional'],
    ],
    [
      'Python comments and docstrings',
      'a.py',
      '"""\nos.environ["NO"]\n"""\n# os.environ["NO"]\nx = f"{os.environ[\'YES\']}"\ns = "os.getenv(\'NO\')"\n',
      ['YES required'],
    ],
    [
      'Python, imported names',
      'a.py',
      'from os import environ, getenv\nenviron["A"]; getenv("B", default="x")',
      ['A required', 'B optional'],
    ],
    [
      'django-environ',
      's.py',
      "import environ\nenv = environ.Env()\nK = env('A')\nD = env.bool('B', default=False)\n",
      ['A required', 'B optional'],
    ],
    [
      'decouple',
      's.py',
      "from decouple import config\nK = config('A')\nD = config('B', default=1, cast=int)\n",
      ['A required', 'B optional'],
    ],
    ['another env function', 's.py', "import os\nos.environ\nenv('A')", []],
    [
      'pydantic settings',
      'c.py',
      'from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="APP_")\n    # note: str\n    key: str\n    name: str = "x"\n    other: str | None\n    url: PostgresDsn = Field(..., alias="DATABASE_URL")\n    size: int = Field(5)\n\n    def f(self) -> str:\n        a: str = 1\n        return a\n\nclass T(S):\n    more: str\nclass U(BaseModel):\n    no: str\n',
      [
        'key=APP_KEY required',
        'name=APP_NAME optional',
        'other=APP_OTHER optional',
        'url=DATABASE_URL required',
        'size=APP_SIZE optional',
        'more=MORE required',
      ],
    ],
    [
      'Go',
      'a.go',
      'a := os.Getenv("A") // os.Getenv("NO")\nb, ok := os.LookupEnv("B")\ntype C struct {\n  D string `env:"D,required"`\n}\nviper.BindEnv("x", "E")\ns := `os.Getenv("NO")`\n',
      ['A required', 'B optional', 'D optional', 'E optional'],
    ],
    [
      'Ruby',
      'a.rb',
      "ENV['A']\nENV.fetch('B')\nENV.fetch('C', 1)\nENV.fetch('D') { 2 }\nENV['E'] || 'x'\n\"#{ENV['F']}\"\nENV['G'] = '1'\n# ENV['NO']\n",
      ['A required', 'B required', 'C optional', 'D optional', 'E optional', 'F required'],
    ],
    [
      'PHP, in a config file of Laravel',
      'config/app.php',
      "<?php\nreturn ['k' => env('A'), 'd' => env('B', 'x'), 'g' => getenv('C') ?: 1, 'h' => $_ENV['D'] ?? 1];\n// env('NO')\n$this->env('NO2');",
      ['A optional', 'B optional', 'C optional', 'D optional'],
    ],
    [
      'Java and Kotlin',
      'A.kt',
      'val a = System.getenv("A") ?: "x"\nval b = System.getenv("B")\n@Value("\\${C_D:def}") val c: String\n/* System.getenv("NO") */',
      ['A optional', 'B required', 'C_D optional'],
    ],
    [
      'C#',
      'A.cs',
      'var a = Environment.GetEnvironmentVariable("A") ?? "x";\nvar b = Environment.GetEnvironmentVariable("B");',
      ['A optional', 'B required'],
    ],
    [
      'Rust',
      'a.rs',
      'let a = env::var("A").unwrap_or_default();\nlet b = std::env::var("B").expect("b");\nlet c: &\'static str = env!("C");\nlet d = option_env!("D");',
      ['A optional', 'B required', 'C required', 'D optional'],
    ],
    [
      'Elixir',
      'r.exs',
      'System.fetch_env!("A")\nSystem.get_env("B") || raise "x"\nSystem.get_env("C", "d")',
      ['A required', 'B optional', 'C optional'],
    ],
    ['Prisma', 'a.prisma', 'datasource db {\n  url = env("A") // env("NO")\n}\n', ['A required']],
    [
      'Spring',
      'src/main/resources/application.yml',
      'a: ${DB_URL}\nb: ${DB_USER:sa}\n# ${NO_NAME}\n',
      ['DB_URL required', 'DB_USER optional'],
    ],
  ];
  for (const [title, path, text, expected] of cases) {
    it(title, () => assert.deepEqual(shown(path, text), expected));
  }
});
