import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import type { DeclaredVariable } from './declared-variable.ts';
import { lineIndexOf } from './line-index.ts';

export interface DockerStage {
  image: string;
  tag?: string;
  stage?: string;
  /** Offsets of the image reference, and of its tag. */
  from: number;
  to: number;
  tagFrom: number;
  tagTo: number;
}

export interface DockerfileFacts {
  stages: DockerStage[];
  environment: DeclaredVariable[];
  arguments: DeclaredVariable[];
}

export const DOCKERFILE = /(?:^|\/)(?:(?:Docker|Container)file(?:\.[\w.-]+)?|[\w.-]+\.[Dd]ockerfile)$/;

/** FROM, ENV and ARG with positions. `${X}` in a tag is filled in from an ARG's default. Never throws. */
export function readDockerfile(text: string): DockerfileFacts {
  const facts: DockerfileFacts = { stages: [], environment: [], arguments: [] };
  const lines = lineIndexOf(text);
  const offset = (p: { line: number; character: number }) => lines.lineStart(p.line) + p.character;
  try {
    const file = DockerfileParser.parse(text);
    for (const instruction of [...file.getARGs(), ...file.getENVs()] as PropertyInstruction[]) {
      const isArgument = instruction.getKeyword() === 'ARG';
      const properties = instruction.getProperties();
      for (const property of properties) {
        const name = property.getNameRange();
        const range = property.getValueRange() ?? name;
        const value = property.getValue();
        const variable: DeclaredVariable = {
          name: property.getName(),
          from: offset(name.start),
          to: offset(name.end),
          valueFrom: offset(range.start),
          valueTo: offset(range.end),
          ...(value !== null && { value }),
        };
        (isArgument ? facts.arguments : facts.environment).push(variable);
      }
    }
    const defaults = new Map(facts.arguments.map((argument) => [argument.name, argument.value]));
    for (const from of file.getFROMs()) {
      const range = from.getImageRange();
      const image = from.getImage();
      if (!range || image === null) continue;
      const place = { from: offset(range.start), to: offset(range.end) };
      const filled = image.replace(
        /\$\{?(\w+)(?::?-([^}]*))?\}?/g,
        (whole, name, other) => defaults.get(name) ?? other ?? whole,
      );
      const [reference = ''] = filled.split('@');
      const colon = reference.lastIndexOf(':') > reference.lastIndexOf('/') ? reference.lastIndexOf(':') : -1;
      const written = image.lastIndexOf(':') > image.lastIndexOf('/') ? image.lastIndexOf(':') : -1;
      const stage = from.getBuildStage();
      facts.stages.push({
        image: colon < 0 ? reference : reference.slice(0, colon),
        ...(colon >= 0 && { tag: reference.slice(colon + 1) }),
        ...(stage && { stage }),
        ...place,
        tagFrom: written < 0 ? place.from : place.from + written + 1,
        tagTo: place.to,
      });
    }
  } catch {
    // A file that the library cannot read has nothing to tell.
  }
  return facts;
}
