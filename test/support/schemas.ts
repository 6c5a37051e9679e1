import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import addFormatsModule from 'ajv-formats';

// The package is CommonJS; its types say otherwise.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** What is wrong with a JSON report, by the published schema. */
export function reportErrors(report: unknown): ErrorObject[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  return errors(ajv, JSON.parse(readFileSync('media/report.schema.json', 'utf8')), report);
}

/** What is wrong with what a command writes, by its published schema; a property that the schema does not tell of is wrong too. */
export function schemaErrors(name: 'trace' | 'dns', value: unknown): ErrorObject[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  return errors(ajv, closed(JSON.parse(readFileSync(`media/${name}.schema.json`, 'utf8'))) as object, value);
}

/** The schema, with nothing allowed that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const whole = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return whole.type === 'object' && 'properties' in whole ? { ...whole, additionalProperties: false } : whole;
}

/**
 * What is wrong with a SARIF log, by the official schema. That is written in draft 4, of which it uses nothing that
 * draft 7 reads in another way but `id`.
 */
export function sarifErrors(sarif: unknown): ErrorObject[] {
  const { id: _, ...schema } = JSON.parse(readFileSync('test/support/sarif-2.1.0.schema.json', 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  return errors(ajv, { ...schema, $schema: 'http://json-schema.org/draft-07/schema#' }, sarif);
}

function errors(ajv: Ajv, schema: object, value: unknown): ErrorObject[] {
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []);
}
