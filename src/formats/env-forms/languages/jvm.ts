import { form, type Language, N, SLASH } from '../form.ts';

export const JVM: Language = {
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

export const SPRING: Language = {
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
