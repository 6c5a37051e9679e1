/** Words that YAML readers take for something else than text, in one version or another. */
const OTHER_TYPE =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\d[\d_]*)?(?:\.\d*)?(?:e[-+]?\d+)?|0[xo][\da-f]+|[-+]?\.(?:inf|nan))$/i;
const PLAIN = /^[\p{L}\p{N}._/][\p{L}\p{N} ._/@+*()=!~$%&;^-]*$/u;

/** A text as a YAML value, in a block or in brackets: plain where that is safe, else in double quotes (YAML 1.2, 7.3.1). */
export function plainText(text: string): string {
  return PLAIN.test(text) && !text.endsWith(' ') && !OTHER_TYPE.test(text) ? text : JSON.stringify(text);
}
