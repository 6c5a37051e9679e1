import { form, type Language, N, SLASH } from '../form.ts';

export const PRISMA: Language = {
  id: 'prisma',
  files: /\.prisma$/,
  prefilter: /\benv\(/,
  lexicon: SLASH,
  forms: [
    form('env()', `\\bshadowDatabaseUrl\\s*=\\s*env\\(\\s*"${N}"\\s*\\)`, 'optional'),
    form('env()', `\\benv\\(\\s*"${N}"\\s*\\)`, 'required'),
  ],
};
