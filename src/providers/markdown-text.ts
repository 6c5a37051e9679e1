/** Paths, names and messages hold other people's text: none of it is markup. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&$.-]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}

/** As code within a line. */
export function inCode(text: string): string {
  return `\`${text.replace(/[`\r\n]+/g, ' ')}\``;
}
