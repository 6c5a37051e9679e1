import { form, type Language } from '../form.ts';

/** Names that `envsubst` fills into a web server's configuration when its container starts. */
export const ENVSUBST: Language = {
  id: 'envsubst',
  files: /\.conf(?:\.(?:template|tmpl))?$|\.(?:template|tmpl|tpl)$|\.conf\.[\w.-]*template$/,
  prefilter: /\$\{[A-Z]/,
  lexicon: { lineComments: ['#'], blockComments: [], strings: [], singleLine: [] },
  forms: [
    form(
      'envsubst',
      '\\$\\{\\??(?<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?<fallback>:-[^}\\n]{0,300})?\\}',
      'optional',
    ),
  ],
  side: 'script',
};
