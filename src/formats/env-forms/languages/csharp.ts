import { form, type Language, N, SLASH } from '../form.ts';

export const CSHARP: Language = {
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
