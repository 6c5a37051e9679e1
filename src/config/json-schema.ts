import { FORMATS, type Format } from './formats.ts';
import { LAUNCH_CONFIG } from './launch-config.ts';
import type { AnyShape } from './shape.ts';

type Json = { [key: string]: unknown };

/** The JSON Schema (draft-07) of launch-ready.yaml, for editors. Our own parser judges; this one helps to type. */
export function jsonSchema(): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'launch-ready.yaml',
    ...schemaOf(LAUNCH_CONFIG, true),
  };
}

/** The text of media/launch-ready.schema.json. */
export function jsonSchemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
}

function schemaOf(shape: AnyShape, isRoot = false): Json {
  const wording: Json = {
    description: shape.description,
    ...(shape.example !== undefined && { examples: [shape.example] }),
  };
  switch (shape.kind) {
    case 'text': {
      const format: Format | undefined = shape.format && FORMATS[shape.format];
      return { ...wording, type: 'string', ...(format?.pattern && { pattern: format.pattern }) };
    }
    case 'choice':
      return { ...wording, enum: shape.values };
    case 'number':
      return {
        ...wording,
        type: shape.integer ? 'integer' : 'number',
        minimum: shape.minimum,
        maximum: shape.maximum,
      };
    case 'flag':
      return { ...wording, type: 'boolean' };
    case 'list':
      return { ...wording, type: orEmpty('array'), items: schemaOf(shape.items) };
    case 'map': {
      const format: Format = FORMATS[shape.names];
      return {
        ...wording,
        type: orEmpty('object'),
        ...(format.pattern && { propertyNames: { pattern: format.pattern } }),
        additionalProperties: schemaOf(shape.values),
      };
    }
    case 'record':
      return {
        ...wording,
        type: isRoot || shape.required.length === 0 ? orEmpty('object') : 'object',
        properties: Object.fromEntries(
          Object.entries(shape.keys).map(([name, key]) => [name, schemaOf(key)]),
        ),
        ...(shape.required.length > 0 && { required: shape.required }),
        additionalProperties: false,
      };
  }
}

/** `email:` with nothing behind it, as one has while writing, is an empty group. */
function orEmpty(type: string): string[] {
  return [type, 'null'];
}
