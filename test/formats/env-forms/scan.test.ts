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
      ['A required', 'B optional', 'D required', 'E optional'],
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
      ['A required', 'B required', 'C optional'],
    ],
    ['Prisma', 'a.prisma', 'datasource db {\n  url = env("A") // env("NO")\n}\n', ['A required']],
    [
      'Spring',
      'src/main/resources/application.yml',
      'a: ${DB_URL}\nb: ${DB_USER:sa}\n# ${NO_NAME}\n',
      ['DB_URL required', 'DB_USER optional'],
    ],
    [
      'Python, what is done with it below',
      'a.py',
      'import os\nif a := os.getenv("A"):\n  pass\nb = os.getenv("B")\nif not b:\n  raise E("b")\nc = os.environ.get("C")\nif c:\n  use(c)\nd = x or os.environ.get("D")\ne = int_or_none(os.environ.get("E"))\nf = os.environ.get("F", os.environ.get("G"))\nh = int(os.environ.get("H"))\nif os.getenv("I") is None:\n    sys.exit(1)\nif not os.environ.get("J"):\n    skip()\nk = os.getenv("K")\n',
      [
        'A tested',
        'B required',
        'C tested',
        'D optional',
        'E optional',
        'F optional',
        'G optional',
        'H required',
        'I required',
        'J tested',
        'K required',
      ],
    ],
    [
      'Python, look-up functions of the project',
      'settings.py',
      'import os\ndef envbool(s: str, default: str) -> bool:\n    v = os.getenv(s, default=default)\n    return v == "True"\n\ndef must_env(key):\n    return os.environ[key]\nA = envbool("A_B", "False")\nC = must_env("C_D")\n',
      ['A_B optional', 'C_D required'],
    ],
    [
      'django-environ, keywords and scheme',
      's.py',
      "import environ\nenv = environ.Env(DEBUG_ON=(bool, False), NAME_OF=(str))\nK = env.str('A_KEY', multiline=True)\nL = env.list('B_LIST', default=[])\nM = env.db_url('C_URL', cast=str, default='x')\n",
      ['DEBUG_ON optional', 'A_KEY required', 'B_LIST optional', 'C_URL optional'],
    ],
    [
      'Go, structures',
      'a.go',
      'type DB struct {\n\tURL string `env:"URL,notEmpty"`\n}\ntype C struct {\n\tDB DB `envPrefix:"DB_"`\n\tPort int `env:"PORT_NO" envDefault:"1"`\n\tA string `env:"A_KEY" env-required:"true"`\n\tB string `env:"B_KEY, required"`\n\tC string `env:"C_KEY, default=x"`\n\tNo string `json:"NO_KEY"`\n}\n',
      ['URL=DB_URL required', 'PORT_NO optional', 'A_KEY required', 'B_KEY required', 'C_KEY optional'],
    ],
    [
      'Go, envconfig',
      'a.go',
      'var prefix = "app"\ntype C struct {\n\tTLSCertFile string `split_words:"true"`\n\tTurn string `required:"true"`\n\tKey string `envconfig:"API_KEY" required:"true"`\n}\nerr := envconfig.Process(prefix, &c)\n',
      ['TLSCertFile=APP_TLS_CERT_FILE optional', 'Turn=APP_TURN required', 'API_KEY=APP_API_KEY required'],
    ],
    [
      'Go, tests of what was read',
      'a.go',
      'if v := os.Getenv("A"); v != "" {\n}\nif v := os.Getenv("B"); v == "" {\n\treturn errors.New("b")\n}\nc := os.Getenv("C")\nif c == "" {\n\tlog.Fatal("c")\n}\nd := os.Getenv("D")\nif d == "" {\n\td = "x"\n}\n',
      ['A tested', 'B required', 'C required', 'D tested'],
    ],
    [
      'Go, look-up functions and flags',
      'a.go',
      'func getEnv(key, fallback string) string {\n\tif v, ok := os.LookupEnv(key); ok {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc mustEnv(key string) string {\n\tv := os.Getenv(key)\n\tif v == "" { panic(key) }\n\treturn v\n}\nvar a = getEnv("A_B", "x")\nvar c = mustEnv("C_D")\nf := &cli.StringFlag{EnvVars: []string{"E_F"}}\ng := viper.GetString("G_H")\n',
      ['A_B optional', 'C_D required', 'E_F optional', 'G_H optional'],
    ],
    [
      'Rust, only by force',
      'a.rs',
      'let a = env::var("A")?;\nlet b = std::env::var("B").map_err(|_| X)?;\nlet c = env::var("C").ok();\nif let Ok(d) = env::var("D") {}\nlet Some(e) = env::var_os("E") else { return };\nlet f = env::var("F").as_deref() == Ok("1");\nlet g = env::var("G").or_else(|_| env::var("H"));\nlet i = env::var("I").map_or(1, |x| 2);\nlet j = env::var("J").context("x")?;\n',
      [
        'A required',
        'B required',
        'C optional',
        'D optional',
        'E optional',
        'F optional',
        'G optional',
        'H optional',
        'I optional',
        'J required',
      ],
    ],
    [
      'Rust, structures',
      'a.rs',
      '#[derive(Parser)]\nstruct Cli {\n  #[arg(long, env)]\n  database_url: String,\n  #[arg(long, env = "OTHER_KEY")]\n  other: String,\n}\nstruct Conf {\n  api_key: String,\n  #[serde(default)]\n  size: u8,\n  extra: Option<String>,\n}\nlet c = envy::from_env::<Conf>()?;\n',
      [
        'database_url=DATABASE_URL optional',
        'OTHER_KEY optional',
        'api_key=API_KEY required',
        'size=SIZE optional',
        'extra=EXTRA optional',
      ],
    ],
    [
      'Elixir, what stops',
      'r.exs',
      'a = System.get_env("A") || raise "a"\nb = System.get_env("B") || "x"\ncase System.get_env("C") do\nif System.get_env("D") do\nconfig :a, key: {:system, "E"}\n',
      ['A required', 'B optional', 'C optional', 'D optional', 'E optional'],
    ],
    [
      'C#',
      'A.cs',
      'var a = Environment.GetEnvironmentVariable("A") ?? throw new X();\nvar b = builder.Configuration["B_C"];\nvar d = Environment.GetEnvironmentVariable("D");\nif (string.IsNullOrEmpty(d)) { throw new X(); }\n',
      ['A required', 'B_C required', 'D required'],
    ],
    [
      'Kotlin',
      'A.kt',
      'val a = System.getenv("A") ?: error("a")\nval b = System.getenv()["B"] ?: "x"\n',
      ['A required', 'B optional'],
    ],
    [
      'Symfony',
      'config/packages/a.yaml',
      "a: '%env(resolve:DATABASE_URL)%'\nb: '%env(default::B_C)%'\n",
      ['DATABASE_URL required', 'B_C optional'],
    ],
    [
      'Dart',
      'a.dart',
      "const a = String.fromEnvironment('A');\nfinal b = dotenv.env['B'] ?? 'x';\n// dotenv.env['NO']\n",
      ['A required', 'B optional'],
    ],
    [
      'Swift',
      'a.swift',
      'let a = ProcessInfo.processInfo.environment["A"] ?? "x"\nlet b = Environment.get("B")!\n',
      ['A optional', 'B required'],
    ],
  ];
  for (const [title, path, text, expected] of cases) {
    it(title, () => assert.deepEqual(shown(path, text), expected));
  }

  it('tells what a language that answers with nothing leaves open', () => {
    const text = 'a = os.getenv("A")\nb = os.environ["B"]\nc = os.getenv("C")\nif not c:\n  raise X\n';
    const quiet = scanEnvironment('a.py', text)?.reads.map((read) => [read.name, read.isQuiet ?? false]);
    assert.deepEqual(quiet, [
      ['A', true],
      ['B', false],
      ['C', false],
    ]);
  });

  it("hands on look-up functions, and calls of what may be another file's", () => {
    const lib = scanEnvironment('lib/settings.py', 'import environ\nenv = environ.Env()\n');
    assert.deepEqual(lib?.wrappers, [{ name: 'env', argument: 0, requirement: 'required' }]);
    const use = scanEnvironment(
      'prod.py',
      'from .base import env\nA = env.bool("A_B", default=True)\nB = env("C_D")\n',
    );
    assert.deepEqual(
      use?.calls.map(({ name, callee, hasDefault }) => [name, callee, hasDefault]),
      [
        ['A_B', 'env', true],
        ['C_D', 'env', false],
      ],
    );
  });

  it('knows beginnings of names that a library puts together', () => {
    const prefixes = (path: string, text: string) =>
      scanEnvironment(path, text)?.dynamic.map((one) => one.prefix);
    assert.deepEqual(prefixes('a.go', 'viper.SetEnvPrefix("app")\n'), ['APP_']);
    assert.deepEqual(prefixes('a.cs', 'var a = config["Mail:Host"]; config.GetConnectionString("Main");'), [
      'Mail__Host',
      'ConnectionStrings__Main',
    ]);
    assert.deepEqual(prefixes('A.java', '@Value("${app.jwt-secret}") String s;'), ['APP_JWT_SECRET']);
  });
});
