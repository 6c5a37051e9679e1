import { form, HASH, type Language, N } from '../form.ts';

export const ELIXIR: Language = {
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
