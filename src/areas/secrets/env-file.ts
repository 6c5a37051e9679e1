/** `.env`, `.env.production`, `.dev.vars`: where secrets belong, as long as git ignores the file. Templates are not meant. */
export function isEnvFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:example|sample|template|dist|defaults?|tpl|schema)$/i.test(name)) return false;
  return /^(?:\.env(?:\.[\w.-]+)?|[\w-][\w.-]*\.env|\.dev\.vars(?:\.[\w.-]+)?)$/.test(name);
}
