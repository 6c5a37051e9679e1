import { form, type Language, Q, SLASH } from '../form.ts';

export const DART: Language = {
  id: 'dart',
  files: /\.dart$/,
  prefilter: /fromEnvironment|dotenv|environment\[|varName/,
  lexicon: { ...SLASH, strings: ["'''", '"""', '"', "'"], singleLine: ['"', "'"], interpolation: '${' },
  forms: [
    form('fromEnvironment', `\\bfromEnvironment\\(\\s*${Q}`, 'default'),
    form('Platform.environment', `\\bPlatform\\.environment\\[\\s*${Q}\\s*\\]`, 'default'),
    form('dotenv', `\\bdotenv\\.env\\[\\s*${Q}\\s*\\]`, 'default'),
    form('dotenv', `\\bdotenv\\.(?:get|getInt|getBool|getDouble)\\(\\s*${Q}`, 'default'),
    form('dotenv', `\\bdotenv\\.maybeGet\\(\\s*${Q}`, 'optional'),
    form('envied', `\\bvarName:\\s*${Q}`, 'required'),
  ],
};
