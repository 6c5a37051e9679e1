import type { Language } from './form.ts';
import { CSHARP } from './languages/csharp.ts';
import { DART } from './languages/dart.ts';
import { ELIXIR } from './languages/elixir.ts';
import { ENVSUBST } from './languages/envsubst.ts';
import { GO } from './languages/go.ts';
import { JVM, SPRING } from './languages/jvm.ts';
import { PHP } from './languages/php.ts';
import { PRISMA } from './languages/prisma.ts';
import { PYTHON } from './languages/python.ts';
import { RUBY } from './languages/ruby.ts';
import { RUST } from './languages/rust.ts';
import { SWIFT } from './languages/swift.ts';

/** The first that a file belongs to, and whose words stand in it, reads it. */
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
