import { form, type Language, N, SLASH } from '../form.ts';

export const GO: Language = {
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
