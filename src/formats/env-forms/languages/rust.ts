import { form, type Language, N, SLASH } from '../form.ts';

export const RUST: Language = {
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
