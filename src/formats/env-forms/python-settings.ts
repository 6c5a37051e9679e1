import type { JavaScriptRead } from '../javascript/environment-facts.ts';
import type { MaskedCode } from './masking.ts';

const CLASS = /^([ \t]*)class\s+(\w+)\s*\(([^)]*)\)\s*:/gm;
const FIELD =
  /^([ \t]+)([A-Za-z]\w*)[ \t]*:[ \t]*([^=\n]+?)(?:[ \t]*=[ \t]*([^\n]*(?:\n[ \t]+[^\n]*)*?))?[ \t]*$/gm;

/**
 * Fields of pydantic's `BaseSettings`: each is read from a variable of its name (any case), after `env_prefix`;
 * `alias`, `validation_alias` and `env` name another one. A field without a default is required.
 */
export function settingsFieldsOf(text: string, { code, bare }: MaskedCode): JavaScriptRead[] {
  if (!/\bBaseSettings\b|SettingsMixin\b/.test(bare)) return [];
  const reads: JavaScriptRead[] = [];
  const settings = new Set(['BaseSettings']);
  for (const match of bare.matchAll(CLASS)) {
    const bases = (match[3] as string).split(',').map((base) => base.trim().split('.').at(-1) ?? '');
    // A part of the settings that another file's `BaseSettings` is put together from.
    const isPart = /SettingsMixin$/.test(match[2] as string) && bases.includes('BaseModel');
    if (!isPart && !bases.some((base) => settings.has(base))) continue;
    settings.add(match[2] as string);
    const from = match.index + match[0].length;
    const to = endOfClass(bare, from, (match[1] as string).length);
    // `class S(BaseSettings, env_prefix="APP_")`
    const own = code.slice(match.index, from);
    reads.push(...fieldsOf(code, bare, from, to, PREFIX.exec(own)?.[1]));
  }
  return reads.filter((read) => text.slice(read.from, read.to).length > 0);
}

function endOfClass(bare: string, from: number, indent: number): number {
  const outer = new RegExp(`\\n[ \\t]{0,${indent}}(?=[^\\s#])`, 'g');
  outer.lastIndex = from;
  return outer.exec(bare)?.index ?? bare.length;
}

function fieldsOf(
  code: string,
  bare: string,
  from: number,
  to: number,
  given: string | undefined,
): JavaScriptRead[] {
  const body = code.slice(from, to);
  const prefix = given ?? PREFIX.exec(body)?.[1] ?? '';
  const isNested = /env_nested_delimiter\s*=/.test(body);
  const indent = /\n([ \t]+)\S/.exec(bare.slice(from, to))?.[1];
  if (indent === undefined) return [];
  const reads: JavaScriptRead[] = [];
  for (const match of bare.slice(from, to).matchAll(FIELD)) {
    const [, space = '', name = '', type = '', value] = match;
    if (space !== indent || /^(?:ClassVar|model_config)\b/.test(type) || name === 'model_config') continue;
    const start = from + match.index + space.length;
    const written = code.slice(start, from + match.index + match[0].length);
    if (isNested && isModel(type)) continue;
    const alias = ALIAS.exec(written)?.[1];
    const isGiven = new RegExp(`["']${name}["']\\s*:`).test(code);
    const hasDefault = value !== undefined && !isBareField(written.slice(written.indexOf('=') + 1));
    reads.push({
      name: (alias ?? prefix + name).toUpperCase(),
      from: start,
      to: start + name.length,
      form: 'BaseSettings',
      requirement:
        hasDefault || isGiven || /\bOptional\b|\|\s*None\b|^None\b/.test(type) ? 'optional' : 'required',
    });
  }
  return reads;
}

const PREFIX = /env_prefix\s*=\s*["']([^"']*)["']/;
const ALIAS =
  /\b(?:alias|validation_alias|env)\s*=\s*(?:AliasChoices\(|\[)?\s*(?:["'][a-z_]+["']\s*,\s*)*["'](\w+)["']/;
/** A model of its own: its fields are read from `PARENT__FIELD`. */
const isModel = (type: string): boolean =>
  /^(?:[A-Z]\w*(?:Settings|Config|Model|Options|Params)|[A-Z]\w*Conf)\b/.test(type);

/** `Field(...)` and `Field(alias="X")` give no default. */
function isBareField(value: string): boolean {
  const inside = /^\s*(?:\w+\.)?Field\(([\s\S]*)/.exec(value)?.[1]?.trim();
  if (inside === undefined) return /^\s*\.\.\./.test(value);
  if (/\bdefault(?:_factory)?\s*=\s*(?!\.\.\.)/.test(inside)) return false;
  return /^(?:\.\.\.|\)|\w+\s*=)/.test(inside);
}
