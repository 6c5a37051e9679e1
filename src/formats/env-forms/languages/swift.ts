import { form, type Language, N, SLASH } from '../form.ts';

export const SWIFT: Language = {
  id: 'swift',
  files: /\.swift$/,
  prefilter: /environment|Environment\.get/,
  lexicon: { ...SLASH, strings: ['"""', '"'] },
  forms: [
    form('ProcessInfo', `\\bprocessInfo\\.environment\\[\\s*"${N}"\\s*\\]`, 'default'),
    form('Environment.get', `\\bEnvironment\\.get\\(\\s*"${N}"`, 'default'),
  ],
};
