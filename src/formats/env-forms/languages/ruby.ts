import { form, HASH, type Language, N, Q } from '../form.ts';
import { SYMFONY } from './php.ts';

export const RUBY: Language = {
  id: 'ruby',
  files:
    /\.(?:rb|rake|erb|ru|gemspec|slim|haml)$|(?:^|\/)(?:Rakefile|Gemfile|Capfile|Guardfile)$|(?:^|\/)config\/[\w/-]+\.ya?ml$/,
  prefilter:
    /\bENV\b|Figaro|%env\(|\w*(?:[eE]nv|[cC]onf|[sS]ecret|[sS]etting)\w*(?:\.\w+)?\(\s*["'][A-Z][A-Z0-9]*_/,
  lexicon: { ...HASH, strings: ['"', "'"], singleLine: [], interpolation: '#{' },
  forms: [
    form('ENV[]', `\\bENV\\[\\s*${Q}\\s*\\]\\s*(?:\\|\\|)?=(?![=~])`, 'optional', { writes: true }),
    form('ENV[]', `\\bENV\\[\\s*${Q}\\s*\\](?!\\s*(?:\\|\\|)?=[^=~])`, 'default'),
    form('ENV.fetch', `\\bENV\\.fetch\\(?\\s*${Q}`, 'default', { isStrict: true }),
    form('ENV.values_at', `\\bENV\\.(?:values_at|slice|fetch_values|dig)\\(\\s*${Q}`, 'optional'),
    form('ENV.key?', `\\bENV\\.(?:key|has_key|include|member)\\?\\(?\\s*${Q}`, 'optional'),
    form('Figaro.env', `\\bFigaro\\.env\\.${N}`, 'required'),
    SYMFONY,
  ],
};
